// A playground that follows a file, as somebody sees it who edits it elsewhere.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { check } from "../lib/axe.js";
import { startBrowser, openPage } from "../lib/browser.js";
import { startServer } from "../lib/server.js";
import { openPlayground, seen, type, written } from "../lib/sharedialog.js";

const config = (who, more = "") => `c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["list:users"], "users": ["${who}"]}]\n${more}`;
const filler = Array.from({ length: 200 }, (_, i) => `# line ${i}`).join("\n");

let folder;
let browser;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "rolecall-follow-"));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Follows a file that holds a text, and opens the page. */
async function following(name, text, do_, more = []) {
  const file = join(folder, name);
  await writeFile(file, text);
  const server = await startServer([...more, file], { follows: true });
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  page.$eval = (selector, f) => page.locator(selector).first().evaluate(f); // as the helpers of both browsers call it
  const save = async (now) => {
    await writeFile(`${file}~`, now);
    await rename(`${file}~`, file);
  };
  try {
    await openPlayground(page, server.origin);
    await do_({ page, opened, file, save, server, has: (selector, words) => page.waitForFunction(([s, w]) => document.querySelector(s)?.textContent.includes(w), [selector, words]) });
    opened.isClean();
  } finally {
    await opened.close();
    assert.equal(await server.stop(), 0, "the server stops in order, though a page waits for it");
  }
}

test("a config: what is saved is answered, in the same view and place", async () => {
  await following("jupyterhub_config.py", config("ann", filler), async ({ page, file, save, has, opened }) => {
    await has("#page-notice-follow", "Follows jupyterhub_config.py");
    assert.deepEqual(await check(page, "the page"), []);
    await page.click("#tab-why");
    await page.evaluate(() => (document.querySelector("#editor").shadowRoot.querySelector(".cm-scroller").scrollTop = 1500));
    await page.waitForTimeout(100);
    await save(config("ben", filler));
    await page.click("#tab-access");
    await has("#matrix", "ben");
    assert.equal(await page.evaluate(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-scroller").scrollTop), 1500);
    // In place, and with an error in it.
    await writeFile(file, `${config("cleo")}c.JupyterHub.load_roles = [\n`);
    await page.waitForSelector("#panel.is-stale");
    await has("#status", "unreadable");
    await writeFile(file, config("dan"));
    await has("#matrix", "dan");
    // What changed since the page was opened.
    await page.click("#tab-changes");
    await has("#panel", "dan");
    assert.match(await seen(page, "#panel"), /ann/);
    await unlink(file);
    await has("#page-notice-file", "jupyterhub_config.py is not there any more");
    await save(config("zoe"));
    await page.click("#tab-access");
    await has("#matrix", "zoe");
    assert.equal(await page.locator("#page-notice-file").count(), 0);
    opened.isClean();
  });
});

test("what is typed in the page is a copy, which leads back to the file", async () => {
  await following("roles.md", `---\ntitle: Roles\n---\n\`\`\`python jupyterhub_config.py\n${config("ann")}\`\`\`\n`, async ({ page, save, has, file, server, opened }) => {
    await type(page, "# typed\n");
    await has("#page-notice-follow", "This is a changed copy; roles.md is as it was");
    await save(`---\ntitle: Roles\n---\n\`\`\`python jupyterhub_config.py\n${config("ben")}\`\`\`\n`);
    await has("#page-notice-follow", "roles.md was saved meanwhile");
    assert.match(await written(page), /ann[^]*# typed/);
    await page.click("#page-notice-follow button");
    await has("#matrix", "ben");
    assert.doesNotMatch(await written(page), /typed/);
    assert.equal(await page.evaluate(() => localStorage.getItem("rolecall:draft")), null, "the draft of another day stays what it was");
    assert.match(await readFile(file, "utf8"), /ben/, "nothing is written to the file");
    opened.isClean();
    await server.stop();
    await has("#page-notice-file", "The server does not answer");
    opened.problems.splice(0); // the requests that nobody answered
  });
});

test("values of the chart with checks beside them", async () => {
  const checks = join(folder, "roles.checks");
  await writeFile(checks, "ann can list:users\n");
  const values = (who) => `hub:\n  loadRoles:\n    crew:\n      scopes: ["list:users"]\n      users: ["${who}"]\n`;
  await following("values.yaml", values("ann"), async ({ save, has, page }) => {
    await has("#status", "checks 1/1");
    await save(values("ben"));
    await has("#status", "checks 0/1");
    await writeFile(checks, "ben can list:users\n");
    await has("#status", "checks 1/1");
    assert.match(await seen(page, "#title"), /values\.yaml/);
  }, ["--checks", checks]);
});
