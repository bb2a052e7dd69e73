// The page's side of the engine. One request is under way at most, and of those that come meanwhile only the newest
// waits: an answer to an older text is of no use. A watchdog ends the worker when a request overruns its time.
import type { Answer, FromWorker, Request, ToWorker } from "./protocol.ts";

/**
 * How long one evaluation may take, in milliseconds, before the worker is ended. The engine counts its steps and stops
 * a loop by itself well before; this is for what slips through, on slow phones too.
 */
export const defaultBudget = 5000;

export interface Handlers {
  answered(answer: Answer, request: Request, asked: number): void;
  /** The engine ran out of time, or broke down, on this request. */
  overran(request: Request): void;
  broke(request: Request, why: string): void;
  /** The engine can't be had at all. */
  failed(why: string): void;
}

interface Job {
  request: Request;
  asked: number; // performance.now() when the page asked
  aside?: { resolve(answer: Answer): void; reject(why: Error): void };
}

type Phase = "loading" | "idle" | "busy" | "dead";

export class Engine {
  private phase: Phase = "loading";
  private worker: Worker | undefined;
  private module: WebAssembly.Module | undefined;
  private current: Job | undefined;
  private waiting: Job | undefined;
  private readonly asides: Job[] = [];
  private watchdog = 0;
  private runs = 0;
  private starts = 0;

  constructor(
    private readonly workerURL: URL,
    engineURL: URL,
    private readonly handlers: Handlers,
    private readonly budget = defaultBudget,
  ) {
    compile(engineURL).then(
      (module) => {
        this.module = module;
        this.launch();
      },
      (error: unknown) => this.die(String(error)),
    );
  }

  ask(request: Request): void {
    this.waiting = { request, asked: performance.now() };
    this.next();
  }

  /** Asks something beside the run of what is typed: every such request is answered, to whom it asked. */
  askAside(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.phase === "dead") {
        reject(new Error("the engine is not there"));
        return;
      }
      this.asides.push({ request, asked: performance.now(), aside: { resolve, reject } });
      this.next();
    });
  }

  /** Whether an answer to the newest request is still to come. */
  get pending(): boolean {
    return this.phase !== "dead" && ((this.current !== undefined && !this.current.aside) || this.waiting !== undefined);
  }

  private launch(): void {
    this.phase = "loading";
    const worker = new Worker(this.workerURL, { name: "rolecall" });
    this.worker = worker;
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      if (this.worker === worker) this.hear(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.worker === worker) this.hear({ failed: event.message || "the worker did not load" });
    };
    this.post({ module: this.module! });
  }

  private post(message: ToWorker): void {
    this.worker!.postMessage(message);
  }

  private hear(message: FromWorker): void {
    if ("ready" in message) {
      this.phase = "idle";
      this.next();
      return;
    }
    const job = this.current;
    clearTimeout(this.watchdog);
    this.current = undefined;
    if ("failed" in message) {
      this.worker!.terminate();
      this.starts++;
      if (job === undefined && this.starts > 1) {
        this.die(message.failed);
        return;
      }
      if (job?.aside) job.aside.reject(new Error(message.failed));
      else if (job !== undefined) this.handlers.broke(job.request, message.failed);
      this.launch();
      return;
    }
    if (job === undefined || message.id !== this.runs) return;
    this.starts = 0;
    this.phase = "idle";
    this.next(); // the worker goes on while the page draws
    const answer = JSON.parse(message.answer) as Answer;
    if (job.aside) job.aside.resolve(answer);
    else this.handlers.answered(answer, job.request, job.asked);
  }

  private next(): void {
    if (this.phase !== "idle") return;
    const aside = this.asides.shift();
    if (aside) {
      this.current = aside;
    } else {
      if (this.waiting === undefined) return;
      this.current = this.waiting;
      this.waiting = undefined;
    }
    this.phase = "busy";
    this.runs++;
    this.post({ id: this.runs, request: JSON.stringify(this.current.request) });
    this.watchdog = setTimeout(() => this.stop(), this.budget);
  }

  private stop(): void {
    const job = this.current!;
    this.current = undefined;
    this.worker!.terminate();
    this.launch();
    if (job.aside) job.aside.reject(new Error("it took too long"));
    else this.handlers.overran(job.request);
  }

  private die(why: string): void {
    this.phase = "dead";
    for (const job of this.asides.splice(0)) job.aside!.reject(new Error(why));
    this.handlers.failed(why);
  }
}

// The module is compiled here, once, while it streams in; a worker that follows an ended one starts at once.
async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine did not load: ${response.status}`);
  if (response.headers.get("Content-Type")?.startsWith("application/wasm")) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
