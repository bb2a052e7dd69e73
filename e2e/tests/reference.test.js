import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone, wide } from "../lib/browser.js";
import { chooseView, openPlayground, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

/** Pages of every kind that the reference has, and a search. */
const pages = [
  "/scopes",
  "/scopes/2.3.1",
  "/scopes/servers",
  "/scopes/self",
  "/scopes/(no_scope)",
  "/scopes/4.1.6/admin:users",
  "/scopes/6.0.0b2/shares",
  "/scopes?q=DELETE+/users/%7Buser%7D/server",
  "/scopes?q=last_activity",
  "/scopes?q=nonesuch",
];

/** Pages that answer 404 and say more than that. */
const missing = ["/scopes/2.3.1/shares", "/scopes/read:user"];

const hits = (page) => page.locator("main .scope-row h3");

test("the reference answers without JavaScript: list, search, scope, other versions", async () => {
  await it.withPage(
    async (page) => {
      await page.goto(it.origin);
      await page.goto(`${it.origin}/gallery`);
      await page.locator("header nav").getByText("Scopes").click();
      assert.match(await page.locator("h1").innerText(), /Scopes of JupyterHub 5\.5\.1/);
      assert.equal(await hits(page).count(), 47);

      await page.getByRole("searchbox").fill("DELETE /users/{name}/server");
      await page.getByRole("button", { name: "Search" }).click();
      await page.waitForURL(/\/scopes\?q=DELETE/);
      assert.equal(await hits(page).first().innerText(), "delete:servers");
      assert.match(await page.locator("main .opens").innerText(), /DELETE\s+\/users\/\{user\}\/server/);

      await hits(page).first().getByRole("link").click();
      await page.waitForURL(`${it.origin}/scopes/delete:servers`);
      assert.equal(await page.locator("h1").innerText(), "delete:servers");
      const row = page.locator('[data-call="DELETE /users/{user}/server"]');
      assert.match(await row.innerText(), /!user\s*!group\s*!server/);
      assert.match(await row.innerText(), /403, or 404/);
      assert.ok((await page.locator("main .included-in a").allInnerTexts()).includes("admin:servers"));

      await page.getByRole("navigation", { name: "JupyterHub version" }).getByText("4.1.6").click();
      await page.waitForURL(`${it.origin}/scopes/4.1.6/delete:servers`);
      await page.getByRole("link", { name: "Scopes of JupyterHub 4.1.6" }).click();
      await page.waitForURL(`${it.origin}/scopes/4.1.6`);
      await page.getByRole("searchbox").fill("auth_state");
      await page.getByRole("searchbox").press("Enter");
      await page.waitForURL(/\/scopes\/4\.1\.6\?q=auth_state/);
      assert.equal(await hits(page).first().innerText(), "admin:auth_state");
    },
    { javaScriptEnabled: false },
  );
});

test("a scope that a version lacks leads to those that have it, a misspelt one to what was meant", async () => {
  await it.withPage(async (page, opened) => {
    const gone = await page.goto(`${it.origin}/scopes/2.3.1/shares`);
    assert.equal(gone.status(), 404);
    await page.locator("main").getByRole("link", { name: "5.4.6" }).click();
    await page.waitForURL(`${it.origin}/scopes/5.4.6/shares`);
    const misspelt = await page.goto(`${it.origin}/scopes/read:user`);
    assert.equal(misspelt.status(), 404);
    await page.locator("main").getByRole("link", { name: "read:users" }).click();
    await page.waitForURL(`${it.origin}/scopes/read:users`);
    assert.deepEqual(
      opened.problems.filter((p) => !p.includes("404")),
      [],
    );
    opened.problems.length = 0;
  });
});

test("the keyboard alone searches and reads on", async () => {
  await it.withPage(async (page) => {
    await page.goto(`${it.origin}/scopes`);
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim());
    for (let i = 0; i < 20 && (await focused()) !== "scope-query"; i++) await page.keyboard.press("Tab");
    assert.equal(await focused(), "scope-query", "the search is reached");
    await page.keyboard.type("stop servers");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=stop\+servers/);
    const first = await hits(page).first().innerText();
    for (let i = 0; i < 30 && (await focused()) !== first; i++) await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(ring, "none", "the focus shows");
    await page.keyboard.press("Enter");
    await page.locator("h1", { hasText: first }).waitFor();
  });
});

test("every link inside the reference leads to a page", async () => {
  await it.withPage(async (page) => {
    const seen = new Set();
    for (const path of ["/scopes", "/scopes/servers", "/scopes/2.3.1", "/scopes/6.0.0b2/self"]) {
      await page.goto(it.origin + path);
      for (const href of await page.locator('main a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href").split("#")[0]))) seen.add(href);
      for (const id of await page.locator('main a[href^="#"]').evaluateAll((all) => all.map((a) => a.getAttribute("href").slice(1)))) {
        assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `${path}#${id} leads nowhere`);
      }
    }
    assert.ok(seen.size > 60, `only ${seen.size} links`);
    for (const href of seen) assert.equal((await fetch(it.origin + href)).status, 200, href);
  });
});

test("scopes in Why and in the gallery lead to the reference", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await page.locator('#matrix [data-ask-verb^="servers."]:visible:has(.reach-some)').first().click();
    await page.locator("#peek-why").waitFor();
    await ready(page);
    assert.ok((await page.locator("#peek a.scope").count()) > 0, "Access names its scopes");
    await page.locator("#peek-why").click();
    await page.locator("#answer-title").waitFor();
    await chooseView(page, "why");
    const scope = page.locator(".path a.scope").first();
    const name = (await scope.innerText()).split("!")[0];
    const [opened] = await Promise.all([page.context().waitForEvent("page"), scope.click()]);
    await opened.locator("h1").waitFor();
    assert.equal(await opened.locator("h1").innerText(), name);
    await opened.close();
    assert.equal(new URL(page.url()).pathname, "/", "the playground stays open");
    await page.goto(`${it.origin}/gallery/teacher`);
    await page.locator(".scopes-in a").first().click();
    await page.waitForURL(/\/scopes\//);
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing in the reference, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page, opened) => {
          const found = [];
          for (const path of [...pages, ...missing]) {
            await page.goto(it.origin + path);
            found.push(...(await check(page, path)));
            const { scroll, room } = await page.evaluate(() => ({
              scroll: document.documentElement.scrollWidth,
              room: document.documentElement.clientWidth,
            }));
            if (scroll > room) found.push(`${path} is ${scroll} pixels wide on ${room}`);
          }
          assert.deepEqual(found, []);
          opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.includes("404")));
        },
        { colorScheme, viewport },
      );
    });
  }
}
