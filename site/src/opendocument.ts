// The document as it is open: the text that the engine answered last, and what the editor holds of its parts since.
import type { Editor } from "./editor/editor.ts";
import { newPart, switched, usual, withAdded } from "./files.ts";
import { whole } from "./keep.ts";
import type { Answer, Edit, Kind, Part, Request } from "./protocol.ts";

export class OpenDocument {
  parts: Part[] = [];
  readonly synced = new Map<string, string>(); // each part's text in base, as the editor would say it
  readonly pasted = new Set<string>(); // configs that were pasted over and not answered since
  private loading: Edit[] | undefined; // a document that is being loaded: edits that belong to it
  private readonly added = new Map<string, Part>(); // parts that stand in the editor only, being empty

  /** base is the document as last answered. */
  constructor(
    private readonly editor: Editor,
    public base: string,
    edits: Edit[],
    /** The document as it was opened, which changes are counted from; undefined while that is on its way. */
    public original: string | undefined,
  ) {
    this.loading = edits;
  }

  get isLoading(): boolean {
    return this.loading !== undefined;
  }

  load(document: string, edits: Edit[]): void {
    this.base = document.replace(/\r\n?/g, "\n");
    this.loading = edits;
    this.original = undefined;
  }

  /** What the editor says otherwise than base. */
  edits(): Edit[] {
    if (this.loading) return this.loading;
    const edits: Edit[] = [];
    for (const { part } of this.parts) {
      if (!this.editor.has(part)) continue;
      const text = this.editor.text(part);
      if (text !== this.synced.get(part)) edits.push(this.pasted.has(part) ? { part, text, pasted: true } : { part, text });
    }
    return edits;
  }

  /**
   * A part that the document lacks stands in the editor until something is in it; then the engine puts it into the
   * document. Returns its name.
   */
  add(kind: Kind, file = kind === "config" ? usual : ""): string {
    const part = newPart(kind, file);
    if (!this.editor.has(part.part)) {
      this.editor.add(part);
      this.synced.set(part.part, "");
      this.added.set(part.part, part);
      this.parts = withAdded(this.added, this.parts);
    }
    return part.part;
  }

  addNamed(part: string): string {
    return part === "state" || part === "checks" ? this.add(part) : this.add("config", part);
  }

  /**
   * Takes over the answer's document. What was typed meanwhile stays in the editor and counts as an edit. Undefined is
   * returned when the answer is to a document that is no longer here, moved when the engine gave a pasted config another
   * name.
   */
  take(answer: Answer, request: Request): { moved: Part | undefined } | undefined {
    const isLoaded = this.loading !== undefined && request.edits === this.loading;
    if (this.loading !== undefined && !isLoaded) return undefined;
    this.base = answer.document;
    this.original ??= answer.document;
    const moved = switched(answer, request);
    if (moved) {
      this.editor.remove(moved.was);
      this.synced.delete(moved.was);
      this.parts = this.parts.filter((p) => p.part !== moved.was);
    }
    this.drop(answer, isLoaded);
    const sent = new Map(request.edits.map((e) => [e.part, e.text]));
    for (const part of answer.parts) {
      const name = part.part;
      const text = whole(part.text);
      if (!this.editor.has(name)) {
        this.editor.add(part);
      } else {
        // The engine may change what it was told: a fence that was typed into the notes became a part of its own.
        const told = sent.get(name) ?? this.synced.get(name);
        if (isLoaded || (text !== told && this.editor.text(name) === told)) this.editor.replace(name, text);
      }
      this.synced.set(name, text);
    }
    this.parts = withAdded(this.added, answer.parts);
    this.loading = undefined;
    for (const edit of request.edits) if (edit.pasted) this.pasted.delete(edit.part);
    return { moved: moved?.part };
  }

  // Closes the parts that the answer's document has no more.
  private drop(answer: Answer, isLoaded: boolean): void {
    const there = new Set(answer.parts.map((p) => p.part));
    for (const part of answer.parts) this.added.delete(part.part);
    for (const part of this.parts) {
      if (there.has(part.part) || this.added.has(part.part)) continue;
      // Notes that were emptied are no part of the document any more, and still open.
      if (!isLoaded && this.editor.text(part.part).trim() === "") {
        this.added.set(part.part, { ...part, text: "" });
        this.synced.set(part.part, this.editor.text(part.part));
        continue;
      }
      this.synced.delete(part.part);
      this.editor.remove(part.part);
    }
    if (!isLoaded) return;
    for (const part of this.added.keys()) this.editor.remove(part);
    this.added.clear();
  }
}
