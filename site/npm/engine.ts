// The engine for programs: the same WebAssembly as the pages', without a page.
import "wasm_exec";
import type { Answer, Fields, Kind, Request } from "../src/protocol.ts";
import { engineScope } from "./scope.ts";

export { views } from "../src/protocol.ts";

export interface Question extends Partial<Omit<Request, "op" | "document" | "original" | "replies" | "share">> {
  document: string;
}

export interface Summary {
  title: string;
  version: string;
  readable: boolean;
  starts: boolean;
  checks: number;
  hold: number;
  fail: number;
  invalid: number;
  errors: number;
}

export type Source = WebAssembly.Module | BufferSource | URL | string;

const noFields: Fields = {};

export class Engine {
  #handle: (request: string) => string;

  /** Engines are made by load(). */
  constructor(handle: (request: string) => string) {
    this.#handle = handle;
  }

  run(question: Question): Answer {
    const request: Request = {
      op: "run",
      edits: [],
      replies: [],
      version: "",
      ask: { who: "", verb: "", whom: "" },
      filter: "",
      view: "access",
      fields: noFields,
      original: "",
      unfolded: [],
      rows: 200,
      namesMark: "",
      ...question,
    };
    const answer = JSON.parse(this.#handle(JSON.stringify(request))) as Answer;
    if (answer.error) throw new Error(`rolecall: ${answer.error}`);
    return answer;
  }

  check(document: string, version = ""): Summary {
    const { title, version: said, readable, starts, counts } = this.run({ document, version, view: "checks" });
    const { checks, hold, fail, invalid, errors } = counts;
    return { title, version: said, readable, starts, checks, hold, fail, invalid, errors };
  }
}

/** The document of a config and of lines of the check language. */
export function documentOf(config: string, checks = "", file = "jupyterhub_config.py"): string {
  const fence = (info: string, text: string) => {
    const longest = Math.max(2, ...Array.from(text.matchAll(/^`{3,}/gm), ([ticks]) => ticks.length));
    const ticks = "`".repeat(longest + 1);
    return `${ticks}${info}\n${text.endsWith("\n") || text === "" ? text : `${text}\n`}${ticks}\n`;
  };
  const language = /\.py$/.test(file) ? "python" : "yaml";
  return fence(`${language} ${file}`, config) + (checks && `\n${fence("checks", checks)}`);
}

/** Starts an engine of a compiled module. */
export async function start(module: WebAssembly.Module): Promise<Engine> {
  const go = new engineScope["Go"]() as Go;
  const instance = await WebAssembly.instantiate(module, go.importObject);
  engineScope["rolecall"] = undefined;
  void go.run(instance); // returns when the program waits for requests
  const set = engineScope["rolecall"] as { handle(request: string): string } | undefined;
  if (set === undefined) throw new Error("rolecall: the engine did not start");
  return new Engine((request) => set.handle(request));
}

/** Compiles what is not an address. */
export async function compiled(source: WebAssembly.Module | BufferSource): Promise<WebAssembly.Module> {
  return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source);
}

export type { Answer, Kind };
