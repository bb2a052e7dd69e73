// "What would be enough" and "Scopes that no check needs", in Checks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { chooseView, editor, editorText, openPlayground, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const wish = "johan: open /user/student3/";

/** Types wishes into the view and waits for the proposal. */
async function wished(page, text) {
  await page.locator("#wishes").focus();
  await page.keyboard.type(text);
  await page.locator(".enough .fix").first().waitFor();
  await ready(page);
}

test("a wish is typed, its edit is shown and applied, by keyboard alone", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "checks");
    const before = await editorText(page);
    await wished(page, wish);
    assert.equal(await page.locator("#wishes").inputValue(), wish, "what was typed stays");
    assert.match(await page.locator(".enough .fix").innerText(), /johan[\s\S]*access:servers!server=student3\//);

    await page.locator(".enough .fix [data-show]").focus();
    await page.keyboard.press("Enter");
    await page.locator(".enough .fix [data-show][aria-pressed=true]").waitFor();
    assert.equal((await editorText(page)).includes("access:servers"), true, "the edit stands in the editor");
    await page.keyboard.press("Enter");
    await page.locator(".enough .fix [data-show][aria-pressed=false]").waitFor();
    assert.equal(await editorText(page), before, "and is taken away again");

    await page.locator(".enough .fix [data-apply]").focus();
    await page.keyboard.press("Enter");
    await page.locator(".enough", { hasText: "Nothing is lacking" }).waitFor();
    assert.match(await editorText(page), /access:servers!server=student3\//);
  });
});

test("a wish that can't be read is told with its line", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "checks");
    await page.locator("#wishes").fill("johan: list:users\njohan: fly to /moon");
    await page.locator(".enough [role=status]", { hasText: /^Line 2: / }).waitFor();
    await page.locator("#wishes").fill("johan list:users");
    await page.locator(".enough [role=status]", { hasText: "subject and a colon" }).waitFor();
  });
});

test("scopes that no check needs are looked for when asked", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.evaluate((text) => document.execCommand("insertText", false, text), '\nc.JupyterHub.load_roles.append({"name": "extra", "scopes": ["list:groups"], "users": ["johan"]})');
    await ready(page);
    await chooseView(page, "checks");
    await page.locator("#ask-unneeded").waitFor();
    await page.locator("#ask-unneeded").focus();
    await page.keyboard.press("Enter");
    await page.locator("#hide-unneeded").waitFor();
    await ready(page);
    assert.match(await page.locator("[aria-labelledby=unneeded-title]").innerText(), /every check that holds still does[\s\S]*extra[\s\S]*list:groups/);
    await page.locator("#hide-unneeded").focus();
    await page.keyboard.press("Enter");
    await page.locator("#ask-unneeded").waitFor();
  });
});

test("axe has nothing to say, wide and on a phone", async () => {
  for (const options of [{}, { viewport: phone }]) {
    for (const colorScheme of ["light", "dark"]) {
      await it.withPage(async (page) => {
        await openPlayground(page, it.origin);
        await chooseView(page, "checks");
        await wished(page, wish);
        await page.locator("#ask-unneeded").click();
        await page.locator("#hide-unneeded").waitFor();
        await ready(page);
        assert.deepEqual(await check(page, "enough"), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
      }, { ...options, colorScheme });
    }
  }
});
