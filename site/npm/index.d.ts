import type { Answer, Ask, Edit, Fields, View } from "./protocol.js";

export type { Answer, Ask, Counts, Edit, Fields, Finding, Kind, Line, Names, Offer, Part, Severity, View } from "./protocol.js";

/** The views that an answer can be drawn as, in the order of the playground's tabs. */
export declare const views: readonly View[];

/** Where the engine comes from. */
export type Source = WebAssembly.Module | BufferSource | URL | string;

/** What is asked. Only the document has to be given. */
export interface Question {
  /** A scenario document: Markdown with a config and checks. documentOf() makes one of a config. */
  document: string;
  /** Texts that stand in place of the document's parts. */
  edits?: Edit[];
  /** Another JupyterHub than the document's own, such as "5.5.1"; "": its own. */
  version?: string;
  /** The view that Answer.panel is drawn as: "access" unless said otherwise. */
  view?: View;
  /** What the view "why" answers. */
  ask?: Ask;
  /** A text that rows of "access" have to hold. */
  filter?: string;
  /** What the controls of views say, by their names. */
  fields?: Fields;
  /** Families of verbs that have columns of their own in "access". */
  unfolded?: string[];
  /** At most so many rows of each kind: 200 unless said otherwise. */
  rows?: number;
  /** Answer.namesMark of an earlier answer: the names are left out where they are the same. */
  namesMark?: string;
}

/** What became of a document's checks. */
export interface Summary {
  title: string;
  /** The JupyterHub that was asked. */
  version: string;
  readable: boolean;
  /** Whether this Hub starts. */
  starts: boolean;
  checks: number;
  hold: number;
  fail: number;
  /** Checks that cannot be decided, or that are none. They are no passes. */
  invalid: number;
  /** Errors in the document and its config. */
  errors: number;
}

/** An engine that has started. Answers are made at once, on the thread that asks. */
export declare class Engine {
  private constructor();
  /**
   * Answers a question: diagnostics with their places, counts, and a view as HTML. Its links are those of a server of Rolecall.
   * Throws where the question itself is none; a document that can't be read is an answer (`readable` is false).
   */
  run(question: Question): Answer;
  /** Runs a document's checks. */
  check(document: string, version?: string): Summary;
}

/** Starts an engine, of the WebAssembly beside this module unless another source is given. */
export declare function load(source?: Source): Promise<Engine>;

/** The compiled WebAssembly: workers take it by a message, and need not compile it again. */
export declare function compile(source?: Source): Promise<WebAssembly.Module>;

/** Makes a document of the text of a config, and of lines of the check language. A file that ends in .yaml is read as values. */
export declare function documentOf(config: string, checks?: string, file?: string): string;
