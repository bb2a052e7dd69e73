// What the bundle step puts in: the hashed names of files that lie beside the script.
declare const WORKER_FILE: string;
declare const ENGINE_FILE: string;
declare const LIVE_FILE: string;

// Go's own glue between its WebAssembly and JavaScript, from the Go that built the engine.
declare module "wasm_exec";

declare class Go {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// What the engine sets (wasm/main_js.go).
declare var rolecall: { handle(request: string): string } | undefined;
