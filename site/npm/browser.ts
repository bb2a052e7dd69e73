import { compiled, type Engine, type Source, start } from "./engine.ts";

export { documentOf, Engine, views } from "./engine.ts";

/** The engine's compiled module, to be handed to workers. */
export async function compile(source: Source = new URL("./rolecall.wasm", import.meta.url)): Promise<WebAssembly.Module> {
  if (!(source instanceof URL) && typeof source !== "string") return compiled(source);
  const response = await fetch(source);
  if (!response.ok) throw new Error(`rolecall: the engine did not load: ${response.status}`);
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export async function load(source?: Source): Promise<Engine> {
  return start(await compile(source));
}
