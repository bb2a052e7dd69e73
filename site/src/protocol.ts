// The messages of internal/bridge/message.go, which explains them.

export type View = "access" | "why" | "login" | "map" | "startup" | "advice" | "checks" | "tokens" | "changes";
export const views: readonly View[] = ["access", "why", "login", "map", "startup", "advice", "checks", "tokens", "changes"];

export type Kind = "config" | "checks" | "state" | "notes" | "header";

export interface Ask {
  who: string;
  verb: string;
  whom: string;
}

export interface Edit {
  part: string;
  text: string;
  pasted?: boolean;
}

export interface Reply {
  kind: string;
  name: string;
  text: string;
  gone: boolean;
}

/** What the controls of the views say, by their names: "tokens.scopes". */
export type Fields = Record<string, string>;

export interface Request {
  op: "run" | "share";
  document: string;
  edits: Edit[];
  replies: Reply[];
  version: string;
  ask: Ask;
  filter: string;
  view: View;
  fields: Fields;
  original: string;
  unfolded: string[];
  rows: number;
  namesMark: string;
  share?: ShareAsk;
}

/** What a request of op share asks besides: with an id, the forms to paste. */
export interface ShareAsk {
  origin: string;
  id: string;
  view: string;
  theme: string;
  integrity: string;
}

export interface Share {
  document: string;
  mark: string;
  bytes: number;
  tooLarge: boolean;
  title: string;
  verdict: string;
  file: string;
  uploaded: string;
  panel: string;
  secrets: number;
  blanks: Blank[];
  markdown: string;
  frame: string;
  element: string;
  badge: string;
}

/** A place that looks like a secret, with what may stand there instead. Offsets count UTF-16 units in the part's text. */
export interface Blank {
  part: string;
  from: number;
  to: number;
  text: string;
  note: boolean;
}

export interface Part {
  part: string;
  kind: Kind;
  file: string;
  lang: string;
  restart: boolean;
  text: string;
}

export type Severity = "error" | "warning" | "question" | "advice" | "info";

export interface Finding {
  part: string;
  from: number;
  to: number;
  severity: Severity;
  id: string;
  message: string;
  hint: string;
}

export interface Line {
  part: string;
  line: number;
  note: string;
}

/** A change that a view offers. Offsets count UTF-16 units in the part's text. */
export interface Offer {
  key: string;
  edits: OfferEdit[];
}

export interface OfferEdit {
  part: string;
  from: number;
  to: number;
  text: string;
}

export interface Scope {
  name: string;
  includes: string[];
  custom: boolean;
}

export interface Names {
  scopes: Scope[];
  users: string[];
  groups: string[];
  services: string[];
  roles: string[];
  servers: string[];
}

export interface Counts {
  errors: number;
  warnings: number;
  questions: number;
  advice: number;
  checks: number;
  hold: number;
  fail: number;
  invalid: number;
  startup: number;
}

export interface Answer {
  document: string;
  version: string;
  title: string;
  readable: boolean;
  starts: boolean;
  stopped: string;
  parts: Part[];
  ask: Ask;
  panel: string;
  status: string;
  notice: string;
  asked: string;
  counts: Counts;
  diagnostics: Finding[];
  lines: Line[];
  offers: Offer[];
  names: Names | null;
  namesMark: string;
  elapsed: number;
  share?: Share;
  error?: string;
}

// Between the page and its worker.
export type ToWorker = { module: WebAssembly.Module } | { id: number; request: string };
export type FromWorker = { ready: true } | { id: number; answer: string } | { failed: string };
