// The package for programs, as somebody else has it: packed, installed in a folder of its own, used from Node and from a page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openPage, startBrowser } from "../lib/browser.js";
import { serveFiles } from "../lib/files.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const config = 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["list:users"], "users": ["ann"]}]';
const checks = "ann can list:users\nann cannot admin:users\nann can delete:users";
const wanted = { title: "", version: "5.5.1", readable: true, starts: true, checks: 3, hold: 2, fail: 1, invalid: 0 };

// Each program ends with what the engine says of the same document, and with the global names that it left behind.
const body = `const before = new Set(Object.getOwnPropertyNames(globalThis));
const engine = await load();
const said = engine.check(documentOf(${JSON.stringify(config)}, ${JSON.stringify(checks)}));
const left = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
const answer = { said, left, panel: engine.run({ document: "", view: "access" }).panel.length > 0, views: views.length };`;

const programs = {
  "main.mjs": `import { documentOf, load, views } from "rolecall";\n${body}\nconsole.log(JSON.stringify(answer));\n`,
  "threads.mjs": `import { Worker } from "node:worker_threads";
import { compile } from "rolecall";
const worker = new Worker(new URL("./thread.mjs", import.meta.url), { workerData: await compile() });
worker.once("message", (answer) => console.log(JSON.stringify(answer)));
`,
  "thread.mjs": `import { parentPort, workerData } from "node:worker_threads";
import { documentOf, load as start, views } from "rolecall";
const load = () => start(workerData);
${body}
parentPort.postMessage(answer);
`,
  "page.js": `import { documentOf, load, views } from "./node_modules/rolecall/browser.js";\n${body}\nglobalThis.answer = answer;\n`,
  "worker.js": `import { documentOf, load as start, views } from "./node_modules/rolecall/browser.js";
onmessage = async ({ data }) => {
  const load = () => start(data);
  ${body}
  postMessage(answer);
};
`,
  "workers.js": `import { compile } from "./node_modules/rolecall/browser.js";
const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => (globalThis.answer = data);
worker.postMessage(await compile());
`,
  "page.html": '<!doctype html><link rel="icon" href="data:,"><title>page</title><script type="module" src="page.js"></script>',
  "workers.html": '<!doctype html><link rel="icon" href="data:,"><title>workers</title><script type="module" src="workers.js"></script>',
  "typed.mts": `import { compile, documentOf, type Answer, type Engine, type Summary, load, views, type View } from "rolecall";
const engine: Engine = await load(await compile());
const summary: Summary = engine.check(documentOf("", "", "values.yaml"), "5.5.1");
const answer: Answer = engine.run({ document: "", view: "why", ask: { who: "ann", verb: "servers.stop", whom: "user=bob" } });
const view: View | undefined = views[0];
export const all: [number, string, string | undefined] = [summary.hold + answer.counts.hold, answer.diagnostics[0]?.message ?? "", view];
// @ts-expect-error a document has to be given
engine.run({ view: "why" });
// @ts-expect-error there is no such view
engine.run({ document: "", view: "nonesuch" });
`,
};

let folder;
before(async () => {
  assert.ok(existsSync(join(root, "bin/npm/package.json")), "the package is not built: run 'make npm' first");
  folder = await mkdtemp(join(tmpdir(), "rolecall-npm-"));
  const quiet = ["--offline", "--no-audit", "--no-fund", "--loglevel", "error"];
  const { stdout } = await run("npm", ["pack", join(root, "bin/npm"), "--json", "--pack-destination", folder, ...quiet], { cwd: folder });
  await writeFile(join(folder, "package.json"), '{"name": "consumer", "version": "1.0.0", "private": true}');
  await run("npm", ["install", join(folder, JSON.parse(stdout)[0].filename), ...quiet], { cwd: folder });
  for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, name), text);
});
after(() => rm(folder, { recursive: true, force: true }));

function isRight(answer) {
  const { errors, ...said } = answer.said;
  assert.deepEqual(said, wanted);
  assert.ok(errors <= 1, `${errors} errors`);
  assert.deepEqual(answer.left, [], "names in the global object");
  assert.ok(answer.panel && answer.views > 5);
}

for (const name of ["main.mjs", "threads.mjs"]) {
  test(`Node: ${name}`, async () => {
    const { stdout, stderr } = await run("node", [join(folder, name)], { cwd: folder });
    isRight(JSON.parse(stdout));
    assert.equal(stderr, "");
  });
}

test("a page, on the main thread and in a worker", async () => {
  const served = await serveFiles(folder);
  const browser = await startBrowser();
  try {
    for (const name of ["page.html", "workers.html"]) {
      const opened = await openPage(browser, served.origin);
      await opened.page.goto(`${served.origin}/${name}`);
      isRight(await (await opened.page.waitForFunction(() => globalThis.answer)).jsonValue());
      opened.isClean();
      await opened.close();
    }
  } finally {
    await browser.close();
    await served.stop();
  }
});

test("a program in TypeScript", async () => {
  const tsc = join(root, "site/node_modules/typescript/bin/tsc");
  await run("node", [tsc, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--types", "", "typed.mts"], { cwd: folder });
});

test("the package says nothing of where it was made", async () => {
  const installed = join(folder, "node_modules/rolecall");
  const names = await readdir(installed);
  for (const name of ["LICENSE", "README.md", "licenses.txt", "index.d.ts", "protocol.d.ts", "node.js", "browser.js", "rolecall.wasm"]) assert.ok(names.includes(name), name);
  for (const name of names) {
    const text = await readFile(join(installed, name), "latin1");
    assert.ok(!text.includes(root) && !text.includes(process.env.HOME + "/") && !/registry\./.test(text), name);
  }
});
