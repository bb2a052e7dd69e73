// The Worker in a browser, and what only it can get wrong: clients that leave, evaluations that take much.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { openPage, startBrowser } from "../lib/browser.js";
import { chooseView, openPlayground } from "../lib/playground.js";
import { startWorker } from "../lib/worker.js";
import { scenario } from "../parity/sharing.js";

let worker;
before(async () => {
  worker = await startWorker({ vars: { WRITES_A_DAY: "10000" }, limits: { WRITES: 10_000, EVALUATIONS: 10_000 } });
});
after(() => worker?.stop());

const post = (path, body) => fetch(worker.origin + path, { method: "POST", headers: { "Content-Type": "text/markdown", Accept: "application/json" }, body });

test("the playground runs from the Worker, and what was shared can be looked at", async () => {
  const { id } = await (await post("/api/scenarios", scenario("From the Worker"))).json();
  const browser = await startBrowser();
  try {
    const opened = await openPage(browser, worker.origin);
    await openPlayground(opened.page, worker.origin);
    await chooseView(opened.page, "checks");
    await opened.page.goto(`${worker.origin}/s/${id}`);
    assert.match(await opened.page.locator("h1").first().innerText(), /From the Worker/);
    opened.isClean();
    await opened.close();
  } finally {
    await browser.close();
  }
});

test("clients that leave in the middle take nothing along", async () => {
  const { hostname, port } = new URL(worker.origin);
  const body = scenario("Left", 20);
  const head = `POST /api/scenarios HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: text/markdown\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  for (const sent of [head, head + body.slice(0, 300), head + body]) {
    for (let i = 0; i < 10; i++) {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      await new Promise((resolve) => socket.write(sent, resolve));
      socket.destroy();
    }
  }
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => post("/api/scenarios", scenario(`Stayed ${i}`))));
  assert.deepEqual(answers.map(({ status }) => status), Array(10).fill(201));
});

test("configs that take all that they may are answered, and so is who comes after", async () => {
  for (const python of [
    "x = []\nwhile True:\n    x.append('a' * 100000)\n",
    "x = 'a'\nwhile True:\n    x = x + x\n",
    "x = {}\ni = 0\nwhile True:\n    i += 1\n    x[i] = [i]\n",
    "def f(n):\n    return f(n + 1)\nf(0)\n",
  ]) {
    const answer = await post("/api/evaluate", `\`\`\`python jupyterhub_config.py\n${python}\`\`\`\n`);
    const text = await answer.text();
    assert.equal(answer.status, 200, text.slice(0, 300));
    assert.match(text, /"diagnostics":\[\{/);
  }
  assert.equal((await post("/api/scenarios", scenario("After"))).status, 201);
});
