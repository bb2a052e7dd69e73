import type { Editor } from "./editor/editor.ts";
import type { Answer, Finding, Line, Request } from "./protocol.ts";

/**
 * Puts an answer's diagnostics and lines into the editor. They count in the text that was sent: where somebody typed on,
 * the next answer brings them. synced has each part's text in the document that was answered.
 */
export function mark(editor: Editor, synced: ReadonlyMap<string, string>, answer: Answer, request: Request): void {
  const sent = new Map(request.edits.map((e) => [e.part, e.text]));
  const findings = Map.groupBy(answer.diagnostics, (f: Finding) => f.part);
  const lines = Map.groupBy(answer.lines, (l: Line) => l.part);
  for (const { part } of answer.parts) {
    if (!editor.has(part)) continue;
    const text = editor.text(part);
    if (text !== (sent.get(part) ?? synced.get(part))) continue;
    editor.setFindings(part, findings.get(part) ?? []);
    if (answer.readable) editor.setLines(part, lines.get(part) ?? []);
  }
}
