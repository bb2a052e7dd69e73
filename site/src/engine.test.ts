import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "./engine.ts";
import type { Request } from "./protocol.ts";

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A worker whose answers the test gives. */
class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  ended = false;
  requests: { id: number; request: string }[] = [];
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(message: { module?: unknown; id: number; request: string }) {
    if (!("module" in message)) this.requests.push(message);
  }
  terminate() {
    this.ended = true;
  }
  say(data: unknown) {
    this.onmessage?.({ data });
  }
  answer() {
    const { id, request } = this.requests.at(-1)!;
    this.say({ id, answer: JSON.stringify({ document: (JSON.parse(request) as Request).document }) });
  }
}

const asking = (document: string) => ({ op: "run", document }) as Request;

/** A budget that no test uses up. A watchdog that is left over with it does not keep the process. */
const ample = 60_000;
const later = globalThis.setTimeout;
globalThis.setTimeout = ((f: () => void, ms?: number) => {
  const timer = later(f, ms);
  if (ms === ample) (timer as unknown as { unref(): void }).unref();
  return timer;
}) as typeof setTimeout;

async function start(budget = ample) {
  FakeWorker.made = [];
  const log: string[] = [];
  Object.assign(globalThis, {
    Worker: FakeWorker,
    fetch: () => Promise.resolve({ ok: true, headers: new Headers(), arrayBuffer: () => Promise.resolve(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) }),
  });
  let overran = () => {};
  const over = new Promise<void>((resolve) => (overran = resolve));
  const engine = new Engine(
    new URL("http://site/worker.js"),
    new URL("http://site/engine.wasm"),
    {
      answered: (answer) => log.push(`answer ${answer.document}`),
      overran: (request) => {
        log.push(`overran ${request.document}`);
        overran();
      },
      broke: (request) => log.push(`broke ${request.document}`),
      failed: (why) => log.push(`failed ${why}`),
    },
    budget,
  );
  while (FakeWorker.made.length === 0) await settle();
  return { engine, log, over, worker: () => FakeWorker.made.at(-1)! };
}

const sent = (worker: FakeWorker) => worker.requests.map((r) => (JSON.parse(r.request) as Request).document);

test("what is asked while the engine loads waits, and only the newest of it", async () => {
  const { engine, log, worker } = await start();
  engine.ask(asking("a"));
  engine.ask(asking("b"));
  assert.deepEqual(sent(worker()), []);
  worker().say({ ready: true });
  assert.deepEqual(sent(worker()), ["b"]);
  worker().answer();
  assert.deepEqual(log, ["answer b"]);
  assert.equal(engine.pending, false);
});

test("while one is under way only the newest waits", async () => {
  const { engine, log, worker } = await start();
  worker().say({ ready: true });
  for (const text of ["a", "b", "c"]) engine.ask(asking(text));
  worker().answer();
  assert.deepEqual(sent(worker()), ["a", "c"]);
  assert(engine.pending);
  worker().answer();
  assert.deepEqual(log, ["answer a", "answer c"]);
});

test("a worker that overruns is ended, and the next one goes on with the newest", async () => {
  const { engine, log, over, worker } = await start(1);
  const first = worker();
  first.say({ ready: true });
  engine.ask(asking("endless"));
  engine.ask(asking("next"));
  await over;
  assert(first.ended);
  assert.deepEqual(log, ["overran endless"]);
  first.answer(); // too late: nobody listens
  assert(worker() !== first);
  worker().say({ ready: true });
  assert.deepEqual(sent(worker()), ["next"]);
  worker().answer();
  assert.deepEqual(log, ["overran endless", "answer next"]);
});

test("an engine that breaks down is started again", async () => {
  const { engine, log, worker } = await start();
  worker().say({ ready: true });
  engine.ask(asking("bad"));
  worker().say({ failed: "out of memory" });
  assert.deepEqual(log, ["broke bad"]);
  worker().say({ ready: true });
  engine.ask(asking("good"));
  worker().answer();
  assert.deepEqual(log, ["broke bad", "answer good"]);
});

test("an engine that never starts is given up", async () => {
  const { log, worker } = await start();
  worker().say({ failed: "no" });
  worker().say({ failed: "no again" });
  assert.deepEqual(log, ["failed no again"]);
  assert.equal(FakeWorker.made.length, 2);
});

test("what is asked aside is answered to whom asked, and the run of what is typed goes on", async () => {
  const { engine, log, worker } = await start();
  const early = engine.askAside(asking("early"));
  engine.ask(asking("typed"));
  worker().say({ ready: true });
  assert.deepEqual(sent(worker()), ["early"]);
  const late = engine.askAside(asking("late"));
  worker().answer();
  assert.equal((await early).document, "early");
  worker().answer();
  assert.equal((await late).document, "late");
  assert(engine.pending, "the run is still to come");
  worker().answer();
  assert.deepEqual(log, ["answer typed"]);
  engine.askAside(asking("alone")).catch(() => undefined);
  assert.equal(engine.pending, false, "no run waits");
});

test("an aside that can't be answered is refused, and nobody else is told", async () => {
  const { engine, log, worker } = await start(1);
  worker().say({ ready: true });
  await assert.rejects(engine.askAside(asking("endless")), /too long/);
  worker().say({ ready: true });
  const broken = engine.askAside(asking("bad"));
  const waiting = engine.askAside(asking("behind"));
  worker().say({ failed: "out of memory" });
  await assert.rejects(broken, /out of memory/);
  worker().say({ failed: "no" });
  await assert.rejects(waiting, /no/);
  await assert.rejects(engine.askAside(asking("x")), /not there/);
  assert.deepEqual(log, ["failed no"]);
});
