// The local draft: what was typed here last stays in this browser and nowhere else.
import { load, save } from "./storage.ts";
import type { Edit } from "./protocol.ts";

const key = "rolecall:draft";
const beforeKey = "rolecall:draft-before"; // what the last "start over" or copy put aside
const delay = 400;

export interface Draft {
  document: string;
  edits: Edit[]; // typed since, not yet part of document
  parent: string; // the shared scenario that it was made from, or ""
  original?: string; // the document as it was opened, where that is another one
}

/** The draft of an open document. */
export function draftOf(open: { base: string; original: string | undefined; edits(): Edit[] }, parent: string): Draft {
  const draft: Draft = { document: open.base, edits: open.edits(), parent };
  if (open.original !== undefined && open.original !== open.base) draft.original = open.original;
  return draft;
}

function parsed(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    const d = JSON.parse(text) as Partial<Draft>;
    const isEdit = (e: unknown) => {
      const edit = e as Partial<Edit> | null;
      return typeof edit?.part === "string" && typeof edit.text === "string";
    };
    if (typeof d.document !== "string" || !Array.isArray(d.edits) || !d.edits.every(isEdit)) return undefined;
    const draft: Draft = { document: d.document, edits: d.edits, parent: typeof d.parent === "string" ? d.parent : "" };
    if (typeof d.original === "string") draft.original = d.original;
    return draft;
  } catch {
    return undefined;
  }
}

export const loadDraft = () => parsed(load(key));
export const loadBefore = () => parsed(load(beforeKey));

/** Puts the draft aside, so that it can be brought back. */
export function putAside(): void {
  const text = load(key);
  if (text !== null) save(beforeKey, text);
  save(key, null);
}

export function restoreBefore(): void {
  const text = load(beforeKey);
  if (text !== null) save(key, text);
  save(beforeKey, null);
}

let timer = 0;
let next: (() => Draft | undefined) | undefined;

/** Keeps the draft soon; the draft is asked for only then. */
export function keepSoon(draft: () => Draft | undefined): void {
  next = draft;
  clearTimeout(timer);
  timer = window.setTimeout(keepNow, delay);
}

export function keepNow(): void {
  clearTimeout(timer);
  const draft = next?.();
  next = undefined;
  if (draft) save(key, JSON.stringify(draft));
}

/** Says when another tab puts its draft in the place of this one's: there is one place for all. */
export function whenTaken(by: () => void): void {
  window.addEventListener("storage", (event) => {
    if (event.key === key && event.newValue !== null) by();
  });
}

export function forgetSoon(): void {
  clearTimeout(timer);
  next = undefined;
}
