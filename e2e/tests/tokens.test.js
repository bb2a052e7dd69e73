// Tokens, and errors of the Hub that Why reads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { chooseView, editorText, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const panel = (page) => page.locator("#panel");
const refusal = `[W 2026-11-24 14:10:46.448 JupyterHub scopes:1022] Not authorizing access to /hub/api/users/student1/server. Requires any of [delete:servers] on server=student1/, not derived from scopes [read:users:name!user=johan]
[W 2026-11-24 14:10:46.448 JupyterHub log:192] 404 DELETE /hub/api/users/student1/server (johan@127.0.0.1) 54.38ms
`;

test("scopes are typed by keyboard, and each is judged while one types", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "tokens");
    assert.match(await page.locator("#token-title").innerText(), /A token of \w+, asked for without scopes, is issued/);
    await page.locator("#token-owner").selectOption("johan");
    await page.locator("#token-scopes").focus();
    await page.keyboard.type("servers!user=student3, admin:users");
    await page.locator("#token-title", { hasText: "is refused" }).waitFor();
    await ready(page);
    assert.match(await panel(page).innerText(), /admin:users\s+the owner does not hold/);
    assert.equal(await page.locator("#token-scopes").inputValue(), "servers!user=student3, admin:users", "what was typed stays");
    for (let i = 0; i < ", admin:users".length; i++) await page.keyboard.press("Backspace");
    await page.locator("#token-title", { hasText: "is issued" }).waitFor();
    assert.match(await panel(page).innerText(), /see, start and stop student3’s servers/i);
    assert.match(await panel(page).innerText(), /The token in johan’s notebook/);

    await page.locator("#token-check").focus();
    await page.keyboard.press("Enter");
    await page.locator("#parts [role=tab][aria-selected=true]", { hasText: "checks" }).waitFor();
    await ready(page);
    assert.match(await editorText(page), /token of johan with \[servers!user=student3\] is issued/);
  });
});

test("an error of the Hub leads to the question that it answers", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "why");
    await page.locator("#why-said").fill(refusal);
    await page.locator("#said-0").waitFor();
    assert.match(await page.locator("#why-said-answer").innerText(), /johan asked for DELETE \/hub\/api\/users\/student1\/server and was answered 404/);
    await page.locator("#said-0").focus();
    await page.keyboard.press("Enter");
    await page.locator("#answer-title", { hasText: "johan may not stop student1’s server" }).waitFor();
    await ready(page);

    await page.locator("#why-said").fill('{"status": 403, "message": "Action is not authorized with current scopes; requires any of [list:users]"}');
    await page.locator("#said-who-0").waitFor();
    assert.match(await page.locator("#why-said-answer").innerText(), /does not say whose request it was/);
  });
});

test("pasted over a config it destroys nothing", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    const before = await editorText(page);
    const parts = await page.locator("#parts [role=tab]").allInnerTexts();
    await paste(page, refusal);
    await page.locator("#said-0").waitFor();
    await ready(page);
    assert.equal(await editorText(page), before, "the config is as it was");
    assert.deepEqual(await page.locator("#parts [role=tab]").allInnerTexts(), parts, "and all the other parts");
    assert.match(await page.locator("#why-said").inputValue(), /Not authorizing access/);
  });
});

test("axe has nothing to say, wide and on a phone", async () => {
  for (const options of [{}, { viewport: phone }]) {
    for (const colorScheme of ["light", "dark"]) {
      await it.withPage(async (page) => {
        await openPlayground(page, it.origin);
        await chooseView(page, "tokens");
        await page.locator("#token-scopes").fill("servers!user=student3, admin:users, list:user");
        await page.locator("#token-title", { hasText: "is refused" }).waitFor();
        await ready(page);
        assert.deepEqual(await check(page, "tokens"), []);
        await chooseView(page, "why");
        await page.locator("#why-said").fill(refusal);
        await page.locator("#said-0").waitFor();
        assert.deepEqual(await check(page, "tokens"), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
      }, { ...options, colorScheme });
    }
  }
});
