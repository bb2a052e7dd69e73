// The recipes for docs: their sites as `make recipes` built them, in Chromium, and what they say to a false check.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { openPage, phone, startBrowser } from "../lib/browser.js";
import { serveFiles } from "../lib/files.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const built = join(root, ".cache/recipes");
const recipes = join(root, "docs/recipes");
const program = join(root, "bin/rolecall");
const prefix = "/docs/of/ours/";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

/** Opens a page of a recipe's site, served under a path, and closes all of it afterwards. */
async function withSite(site, path, look, options = {}) {
  const server = await serveFiles(join(built, site), { prefix });
  const opened = await openPage(browser, server.origin, options);
  try {
    await opened.page.goto(server.origin + prefix + path);
    await look(opened.page);
    assert.deepEqual(opened.problems.filter((p) => !/favicon|theme mode|404 \(Not Found\)/.test(p)), []);
  } finally {
    await opened.close();
    await server.stop();
  }
}

/** Runs a program and returns how it ended. */
const run = (file, args, options) =>
  new Promise((done) => {
    execFile(file, args, { ...options, env: { ...process.env, ROLECALL: program, PYTHONDONTWRITEBYTECODE: "1" } }, (error, stdout, stderr) => {
      done({ code: error ? error.code : 0, text: stdout + stderr });
    });
  });

/** A copy of a recipe in which one check is false; its line counts from 1. */
async function falsified(recipe, page) {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-recipe-"));
  await cp(join(recipes, recipe), folder, { recursive: true });
  const text = await readFile(join(folder, page), "utf8");
  const line = text.split("\n").findIndex((l) => l.startsWith("hal cannot servers!")) + 1;
  assert.ok(line > 0);
  await writeFile(join(folder, page), text.replace("hal cannot servers!", "hal can servers!"));
  return { folder, line, remove: () => rm(folder, { recursive: true, force: true }) };
}

const inside = (page) => page.frameLocator("rolecall-playground iframe");

for (const [name, options] of [["wide", {}], ["on a phone, dark", { viewport: phone, colorScheme: "dark" }]]) {
  test(`Sphinx: the verdicts stand in the page, and a click opens the playground, ${name}`, async () => {
    await withSite("sphinx", "roles.html", async (page) => {
      assert.match(await page.locator(".rolecall-verdict").innerText(), /JupyterHub 5\.5\.1: 4 of 4 checks hold/);
      assert.equal(await page.locator(".rolecall-checks .rolecall-holds").count(), 4);
      assert.ok((await page.locator(".rolecall .highlight-python span.s2, .rolecall .highlight-python span[class]").count()) > 3, "the docs' colours");
      await page.locator("a[data-rolecall]").focus();
      await page.keyboard.press("Enter");
      await inside(page).locator("html[data-engine=ready]").waitFor();
      assert.equal(await inside(page).locator("html").getAttribute("data-theme"), options.colorScheme ?? "light");
      await inside(page).locator("#parts [role=tab]", { hasText: "jupyterhub_config.py" }).waitFor();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
    }, options);
  });
}

test("Sphinx: a scenario from a file, in a page of a folder, links to a page of its own", async () => {
  await withSite("sphinx", "deep/culler.html", async (page) => {
    assert.match(await page.locator(".rolecall-verdict").innerText(), /3 of 3 checks hold/);
    await page.goto(await page.locator("a[data-rolecall]").evaluate((a) => a.href));
    await page.locator("html[data-engine=ready]").waitFor();
    assert.match(await page.locator("#editor .cm-content").innerText(), /cull-idle/);
  });
});

test("Sphinx: a false check fails the build, with file and line", async () => {
  const copy = await falsified("sphinx/example", "roles.md");
  try {
    const ended = await run(join(built, "venv/bin/sphinx-build"), ["-q", "-b", "html", copy.folder, join(copy.folder, "out")]);
    assert.equal(ended.code, 1, ended.text);
    assert.ok(ended.text.includes(`${join(copy.folder, "roles.md")}:${copy.line}: ERROR: check-fails: hal cannot: servers is held with !user=hal only`), ended.text);
    const again = await run(join(built, "venv/bin/sphinx-build"), ["-q", "-b", "html", copy.folder, join(copy.folder, "out")]);
    assert.equal(again.code, 1, "a build that reads nothing anew fails as well");
    assert.ok(again.text.includes(`roles.md:${copy.line}: ERROR`), again.text);
    const lenient = await run(join(built, "venv/bin/sphinx-build"), ["-q", "-D", "rolecall_strict=0", "-b", "text", copy.folder, join(copy.folder, "text")]);
    assert.equal(lenient.code, 0, lenient.text);
    assert.match(await readFile(join(copy.folder, "text/roles.txt"), "utf8"), /✗ "hal can servers!server=sam\/" does not hold/);
  } finally {
    await copy.remove();
  }
});

test("MkDocs: checks carry marks, and the playground opens under them", async () => {
  await withSite("mkdocs", "roles/index.html", async (page) => {
    assert.match(await page.locator("[role=main]").innerText(), /✓ hal can DELETE \/users\/tia\/server/);
    await page.locator("summary", { hasText: "Try it" }).click();
    await inside(page).locator("html[data-engine=ready]").waitFor();
  });
});

test("MkDocs: a false check fails the build, with file and line", async () => {
  const copy = await falsified("mkdocs", "docs/roles.md");
  try {
    const ended = await run(join(built, "venv/bin/mkdocs"), ["build", "--site-dir", join(copy.folder, "site")], { cwd: copy.folder });
    assert.equal(ended.code, 1, ended.text);
    assert.ok(ended.text.includes(`docs/roles.md:${copy.line}: check-fails: hal cannot: servers is held with !user=hal only`), ended.text);
  } finally {
    await copy.remove();
  }
});

test("a page of one's own shows the checks, and without scripts the link", async () => {
  await withSite("plain", "", async (page) => {
    await inside(page).locator("#embed").waitFor();
    assert.match(await inside(page).locator("#embed").innerText(), /3\/3/);
  });
  await withSite("plain", "", async (page) => {
    await page.goto(await page.locator("rolecall-playground a").evaluate((a) => a.href));
    assert.match(await page.locator("main").innerText(), /A helper of one course/);
  }, { javaScriptEnabled: false });
});

test("a forum post stays a document: its fences are read as they were, and its address is checked", async () => {
  const post = await readFile(join(recipes, "forum.md"), "utf8");
  const fences = new MarkdownIt({ html: true, breaks: true, linkify: true }).parse(post, {}).filter((t) => t.type === "fence");
  assert.deepEqual(fences.map((f) => f.info), ["rolecall", "python jupyterhub_config.py", "checks"]);
  for (const fence of fences) assert.ok(post.includes("\n" + fence.content), fence.info);
  const forum = createServer((request, response) => response.writeHead(200, { "Content-Type": "text/plain; charset=utf-8" }).end(post));
  await new Promise((done) => forum.listen(0, "127.0.0.1", done));
  try {
    const ended = await run(program, ["check", `http://127.0.0.1:${forum.address().port}/raw/12/3`]);
    assert.equal(ended.code, 0, ended.text);
    assert.match(ended.text, /2 checks: 2 hold/);
  } finally {
    forum.close();
  }
});
