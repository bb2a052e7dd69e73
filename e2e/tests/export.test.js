// Start-up writes the settings anew, as Python and as Helm values, to be copied.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { chooseView, editor, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const config = `import os
c.JupyterHub.load_roles = [
    {"users": ["ann", os.environ["WHO"]], "scopes": ["list:users"], "name": "staff"},
]
`;

async function open(page) {
  await openPlayground(page, it.origin);
  await paste(page, config);
  await chooseView(page, "startup");
  await page.locator("#startup-python").waitFor();
}

test("the settings are written in both languages, and stay open while somebody types", async () => {
  await it.withPage(async (page) => {
    await open(page);
    assert.equal(await page.locator("#export-python").isVisible(), false);
    await page.locator("#startup-python summary").focus();
    await page.keyboard.press("Enter");
    await page.locator("#startup-values summary").click();
    const python = await page.locator("#export-python").textContent();
    assert.match(python, /"name": "staff",\n        "scopes": \["list:users"\],\n        "users": \[\n            "ann",\n            # left out: .*WHO.* \(jupyterhub_config.py:3\)\n/);
    assert.match(await page.locator("#export-values").textContent(), /loadRoles:\n    staff:\n      scopes:\n        - list:users\n/);
    assert.match(await page.locator("#startup-python p").innerText(), /1 thing is left out/);

    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText('c.JupyterHub.load_groups = {"late": ["zoe"]}\n');
    await page.locator("#export-values", { hasText: "late" }).waitFor();
    await ready(page);
    assert.equal(await page.locator("#export-python").isVisible(), true);
    assert.match(await page.locator("#export-python").textContent(), /"late": \["zoe"\]/);
  });
});

test("the button copies the text that it stands beside", async () => {
  await it.withPage(async (page) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: it.origin });
    await open(page);
    for (const id of ["python", "values"]) {
      await page.locator(`#startup-${id} summary`).click();
      await page.locator(`#copy-${id}`).click();
      await page.locator(`#copy-${id}.is-done`).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.locator(`#export-${id}`).textContent());
    }
  });
});

test("without the clipboard the text is selected", async () => {
  await it.withPage(async (page) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await open(page);
    await page.locator("#startup-python summary").click();
    await page.locator("#copy-python").click();
    await page.waitForFunction(() => getSelection().toString().startsWith("c = get_config()"));
  });
});

test("pages of the server have the text and no button", async () => {
  await it.withPage(async (page) => {
    await page.goto(`${it.origin}/gallery/teacher`);
    await page.locator("#startup-values summary").click();
    assert.match(await page.locator("#export-values").innerText(), /^cull:\n  enabled: false/);
    assert.equal(await page.locator("[data-copy^='#export']").count(), 0);
  });
});

for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", viewport: phone }]) {
  test(`the texts are accessible, ${options.colorScheme}`, async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await chooseView(page, "startup");
      await page.locator("#startup-python summary").click();
      await page.locator("#startup-values summary").click();
      await check(page, `Start-up with exports, ${options.colorScheme}`);
      const wider = await page.$eval("#panel", (panel) => panel.scrollWidth - panel.clientWidth);
      assert.equal(wider, 0, "the text scrolls in its own box");
    }, options);
  });
}
