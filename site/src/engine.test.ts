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

async function start(budget = 60_000) {
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
