import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { phone } from "../lib/browser.js";
import { chooseView, openPlayground } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const views = ["access", "why", "login", "map", "tokens", "startup", "advice", "checks", "changes"];

/** The addresses of the gallery's entries, as its page lists them. */
async function entries(page) {
  await page.goto(`${it.origin}/gallery`);
  const links = await page.locator('main a[href^="/gallery/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.ok(links.length > 0, "the gallery lists no scenario");
  return [...new Set(links)];
}

test("every page of the gallery shows its verdicts without JavaScript", async () => {
  await it.withPage(
    async (page) => {
      for (const entry of await entries(page)) {
        await page.goto(it.origin + entry);
        const source = await (await page.request.get(`${it.origin}${entry}.md`)).text();
        const lines = [...source.matchAll(/^```+checks\n(.*?)^```+$/gms)]
          .flatMap(([, inside]) => inside.split("\n"))
          .filter((line) => line.replace(/(^|\s)#.*/, "").trim() !== "");
        const checks = page.locator("main .check");
        assert.equal(await checks.count(), lines.length, `${entry}: as many verdicts as checks`);
        for (let i = 0; i < lines.length; i++) {
          assert.equal(await checks.nth(i).locator(".mark").count(), 1, `${entry}: check ${i + 1} has no verdict`);
        }
        // A scenario about a Hub that stops at start-up has that for its verdict.
        if (lines.length === 0) assert.match(source, /^stops: /m, `${entry} checks nothing`);
        assert.equal(await page.locator("main .meta .verdict .mark-yes").count(), 1, `${entry} does not hold`);
      }
    },
    { javaScriptEnabled: false },
  );
});

test("the playground shows the example's answers without JavaScript", async () => {
  await it.withPage(
    async (page) => {
      await page.goto(it.origin);
      assert.match(await page.locator("#matrix").innerText(), /any user/);
      assert.match(await page.locator("#editor").innerText(), /c\.JupyterHub/);
      assert.match(await page.locator("body").innerText(), /JavaScript/);
    },
    { javaScriptEnabled: false },
  );
});

test("gallery pages answer with script as well, and their lines can be linked to", async () => {
  await it.withPage(async (page) => {
    for (const entry of await entries(page)) {
      await page.goto(`${it.origin}${entry}`);
      for (const target of await page.locator('main a[href^="#"]').evaluateAll((all) => all.map((a) => a.getAttribute("href").slice(1)))) {
        assert.equal(await page.locator(`[id="${target}"]`).count(), 1, `${entry}#${target} leads nowhere`);
      }
    }
  });
});

test("no page is wider than a phone", async () => {
  await it.withPage(
    async (page) => {
      const narrow = async (what) => {
        const { scroll, room } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          room: document.documentElement.clientWidth,
        }));
        assert.ok(scroll <= room, `${what} is ${scroll} pixels wide on ${room}`);
      };
      await openPlayground(page, it.origin);
      for (const view of views) {
        await chooseView(page, view);
        await narrow(`the view ${view}`);
      }
      await page.locator("label", { has: page.locator("#show-config") }).click();
      await narrow("the editor");
      for (const path of ["/gallery", ...(await entries(page))]) {
        await page.goto(it.origin + path);
        await narrow(path);
      }
    },
    { viewport: phone, hasTouch: true, isMobile: true },
  );
});

test("an unknown address is answered by a page that leads on", async () => {
  await it.withPage(async (page, opened) => {
    const answer = await page.goto(`${it.origin}/nonesuch`);
    assert.equal(answer.status(), 404);
    assert.ok((await page.locator("h1").innerText()).length > 0);
    assert.ok((await page.locator('a[href="/gallery"]').count()) > 0);
    // The browser itself tells of the 404; nothing else may have gone wrong.
    const rest = opened.problems.filter((p) => !p.includes("404"));
    assert.deepEqual(rest, []);
    opened.problems.length = 0;
  });
});

test("compressed files are the files", async () => {
  const page = await fetch(`${it.origin}/`);
  const html = await page.text();
  const urls = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url]) => url);
  assert.ok(urls.length >= 3, html.slice(0, 600));
  for (const url of urls) {
    const texts = [];
    for (const accept of ["br", "gzip", "identity"]) {
      const answer = await fetch(it.origin + url, { headers: { "Accept-Encoding": accept } });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-encoding") ?? "identity", accept, url);
      assert.match(answer.headers.get("cache-control"), /immutable/);
      texts.push(await answer.text());
    }
    assert.equal(texts[0], texts[2], `${url} in brotli`);
    assert.equal(texts[1], texts[2], `${url} in gzip`);
  }
});

test("the log names neither addresses nor clients", async () => {
  await fetch(`${it.origin}/gallery/some-name?who=somebody`, { headers: { "User-Agent": "an-agent" } });
  // The server writes its lines together, some at a time.
  const line = /route=\/gallery\/\{name\} status=404/;
  for (let i = 0; i < 100 && !line.test(it.server.log.join("\n")); i++) await setTimeout(50);
  const log = it.server.log.join("\n");
  assert.match(log, line);
  assert.doesNotMatch(log, /some-name|somebody|an-agent|127\.0\.0\.1/);
});

test("the gallery is searched without JavaScript, by a line of a log", async () => {
  await it.withPage(
    async (page) => {
      await page.goto(`${it.origin}/gallery`);
      await page.locator("#gallery-query").fill("ValueError: Found undefined service cull in role cull. Define it first in c.JupyterHub.services.");
      await page.locator("#gallery-query").press("Enter");
      await page.waitForURL(/\/gallery\?q=/);
      assert.equal(await page.locator("#gallery-list h3 a").first().getAttribute("href"), "/gallery/service-undefined-fails");
      assert.match(await page.locator("#gallery-list .said").first().innerText(), /Found undefined service idle in role culler/);
    },
    { javaScriptEnabled: false },
  );
});

test("the gallery follows typing, keeps the focus and its address, and comes back", async () => {
  await it.withPage(async (page) => {
    await page.goto(`${it.origin}/gallery`);
    const all = await page.locator("#gallery-list .card").count();
    await page.locator("#gallery-query").pressSequentially("prometheus");
    await page.locator('#gallery-list:has(#gallery-found) .card h3 a[href="/gallery/prometheus-metrics"]').waitFor();
    assert.ok((await page.locator("#gallery-list .card").count()) < all / 4);
    assert.equal(new URL(page.url()).search, "?q=prometheus");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "gallery-query");
    await page.locator("#gallery-query").fill("");
    await page.locator("#gallery-list #s-groups").waitFor();
    assert.equal(await page.locator("#gallery-list .card").count(), all);
    assert.equal(new URL(page.url()).search, "");
    await page.locator("#gallery-query").fill("nonesuch qqqq");
    await page.getByRole("status").filter({ hasText: "No scenario speaks of that" }).waitFor();
  });
});
