// One instance of the Go program, in the form that github.com/syumai/workers gives it.
import "wasm_exec";
import program from "./server.wasm";

/** Instances that took more requests, or hold more memory in bytes, are not lent again: each call leaves a little behind. */
const mostRequests = 5_000;
const mostMemory = 48 << 20;

/** What the Go program finds as globalThis.context when it starts, and what it puts into it. */
interface Binding {
  handleRequest?(request: Request): Promise<Response>;
}

export class Instance {
  readonly #binding: Binding = {};
  readonly #memory: WebAssembly.Memory;
  #requests = 0;
  /** Rejects when the program ends, which it does only by failing. */
  readonly ended: Promise<never>;
  readonly ready: Promise<void>;

  constructor(env: Environment) {
    let ready!: () => void;
    const began = new Promise<void>((resolve) => (ready = resolve));
    const go = new Go();
    const instance = new WebAssembly.Instance(program, { ...go.importObject, workers: { ready: () => ready() } });
    this.#memory = instance.exports["mem"] as WebAssembly.Memory;
    // The program reads this in its first moments, which run() makes before it returns.
    (globalThis as { context?: unknown }).context = { env, binding: this.#binding, manifest: MANIFEST };
    this.ended = go.run(instance).then(() => Promise.reject(new Error("the program has ended")));
    this.ended.catch(() => undefined); // somebody may look later, or never
    this.ready = Promise.race([began, this.ended]);
  }

  /** Answers a request. One at a time: the program's goroutines then run for nobody else. */
  answer(request: Request): Promise<Response> {
    this.#requests++;
    if (!this.#binding.handleRequest) throw new Error("the program takes no requests");
    return Promise.race([this.#binding.handleRequest(request), this.ended]);
  }

  get memory(): number {
    return this.#memory.buffer.byteLength;
  }

  get worn(): boolean {
    return this.#requests >= mostRequests || this.memory > mostMemory;
  }
}
