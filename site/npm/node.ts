import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as browser from "./browser.ts";
import { compiled, type Engine, type Source, start } from "./engine.ts";

export { documentOf, Engine, views } from "./engine.ts";

/** The engine's compiled module, to be handed to workers. Files are read, other addresses are fetched. */
export async function compile(source: Source = new URL("./rolecall.wasm", import.meta.url)): Promise<WebAssembly.Module> {
  if (source instanceof URL && source.protocol === "file:") return compiled(await readFile(fileURLToPath(source)));
  return browser.compile(source);
}

export async function load(source?: Source): Promise<Engine> {
  return start(await compile(source));
}
