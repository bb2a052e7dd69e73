// The engine's worker: it gets the compiled engine once, then answers requests one after the other. The page ends it
// when a request overruns.
import "wasm_exec";
import type { FromWorker, ToWorker } from "./protocol.ts";

const tell = (message: FromWorker) => postMessage(message);

async function start(module: WebAssembly.Module): Promise<void> {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  const ended = go.run(instance); // returns when the program waits for requests
  if (globalThis.rolecall === undefined) {
    tell({ failed: "the engine did not start" });
    return;
  }
  tell({ ready: true });
  await ended;
  tell({ failed: "the engine ended" });
}

onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if ("module" in message) {
    start(message.module).catch((error: unknown) => tell({ failed: String(error) }));
    return;
  }
  try {
    tell({ id: message.id, answer: rolecall!.handle(message.request) });
  } catch (error) {
    tell({ failed: String(error) });
  }
};
