// The files of a config: their names, their languages, and the reader that a pasted one was found to be for.
import { whole } from "./keep.ts";
import { tell } from "./notice.ts";
import type { Answer, Kind, Part, Request } from "./protocol.ts";

/** Where a config stands that came without a name. */
export const usual = "jupyterhub_config.py";

const kinds: readonly Kind[] = ["config", "checks", "state", "notes", "header"];

/** The document's parts with those that stand in the editor only, in the order of the tabs. */
export function withAdded(added: ReadonlyMap<string, Part>, parts: readonly Part[]): Part[] {
  const all = [...parts, ...[...added.values()].filter((a) => !parts.some((p) => p.part === a.part))];
  return all.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}

const languageOf = (file: string) => (file === "" ? "" : file.endsWith(".py") ? "python" : "yaml");

/** A part of this kind that the document does not have yet. */
export function newPart(kind: Kind, file: string): Part {
  return { part: file || kind, kind, file, lang: languageOf(file), restart: false, text: "" };
}

/** Why a further file can't have this name; undefined when it can. The names are those of scenario documents. */
export function nameProblem(file: string, parts: readonly Part[]): string | undefined {
  if (!/^[\w./-]+\.(?:py|ya?ml)$/.test(file)) return "A name such as values.yaml or 10-more.py: letters, digits and . _ - /";
  if (parts.some((p) => p.part === file)) return `There is a file ${file} already.`;
  return undefined;
}

/** What became of a config that was pasted over, where the engine has given it another reader and so another name. */
export function switched(answer: Answer, request: Request): { was: string; part: Part } | undefined {
  const pasted = request.edits.find((e) => e.pasted && !answer.parts.some((p) => p.part === e.part));
  const part = pasted && answer.parts.find((p) => p.kind === "config" && whole(p.text) === whole(pasted.text));
  return pasted && part ? { was: pasted.part, part } : undefined;
}

export function tellReader(part: Part): void {
  const reader =
    part.lang !== "yaml" ? "Python" : part.file === "config.yaml" ? "the config.yaml of The Littlest JupyterHub" : "values of the Helm chart Zero to JupyterHub";
  tell("reader", "note", `This is read as ${reader}, in ${part.file}.`, { label: "All right", run: () => tell("reader", "note", "") });
}
