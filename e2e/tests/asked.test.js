// What a config does not say itself is asked for where the answers stand; what is pasted finds its reader; a config may
// have several files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { choosePart, chooseView, editor, editorText, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const asking = `import os
c.JupyterHub.load_roles = [
    {"name": "staff", "scopes": ["list:users"], "users": os.environ["STAFF"].split(",")},
]
`;

const uncalled = `def configure(c):
    c.JupyterHub.load_groups = {"team": {"users": ["zoe"]}}
`;

const several = `from campus import staff, students
c.JupyterHub.load_roles = [
    *staff(),
    {"name": "own", "scopes": ["self"], "users": ["zoe"]},
    *students(),
]
`;

const values = `hub:
  loadRoles:
    helper:
      scopes: [list:users]
      users: [ann]
  extraConfig:
    more: |
      c.JupyterHub.load_groups = {"team": {"users": ["bob"]}}
`;

const tabs = (page) => page.locator("#parts [role=tab]").allInnerTexts();
const row = (page, who) => page.locator(`#matrix [data-ask-who="${who}"]`).first();

test("an answer is typed where it is asked for, by keyboard, and goes into the state", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, asking);
    await page.locator("#asked", { hasText: "STAFF" }).waitFor();
    assert.match(await page.locator("#asked").innerText(), /role staff \(users\)/);
    assert.equal(await row(page, "ann").count(), 0);

    await page.locator("#asked input").focus();
    await page.keyboard.type("ann,bob");
    await page.keyboard.press("Enter");
    await row(page, "bob").waitFor();
    await ready(page);
    assert.match(await page.locator("#asked").innerText(), /Answered: ann,bob/);
    assert.ok((await tabs(page)).includes("state"));

    await choosePart(page, "state");
    assert.equal((await editorText(page)).trim(), 'environment:\n  STAFF: "ann,bob"');

    await page.locator("#asked button", { hasText: "Take it back" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector('#matrix [data-ask-who="bob"]'));
    await ready(page);
    assert.doesNotMatch(await editorText(page), /STAFF/);
  });
});

test("each of several calls that hide roles is asked for, and an answer leaves the other", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, several);
    const fields = page.locator("#asked input");
    await page.locator("#asked", { hasText: "campus.students()" }).waitFor();
    assert.equal(await fields.count(), 2);
    assert.match(await page.locator("#asked").innerText(), /campus\.staff\(\)[^]*campus\.students\(\)/);

    await fields.first().focus();
    await page.keyboard.type('[{"name": "list", "scopes": ["list:users"], "users": ["ann"]}]');
    await page.keyboard.press("Enter");
    await row(page, "ann").waitFor();
    await ready(page);
    const answered = page.locator("#asked", { hasText: "Answered: [{" });
    await answered.waitFor();
    assert.equal((await answered.innerText()).split("Answered:").length, 2);

    await fields.last().focus();
    await page.keyboard.type("[]");
    await page.keyboard.press("Enter");
    await page.locator("#asked", { hasText: "Answered: []" }).waitFor();
    await ready(page);
    await choosePart(page, "state");
    assert.match(await editorText(page), /campus\.staff\(\)[^]*campus\.students\(\)/);
  });
});

test("a function that takes the config is called on demand", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, uncalled);
    await page.locator("#asked button", { hasText: "Call it" }).focus();
    await page.keyboard.press("Enter");
    await row(page, "zoe").waitFor();
    await ready(page);
    await choosePart(page, "state");
    assert.equal((await editorText(page)).trim(), "run: [configure]");
  });
});

test("a question leads to its place", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, asking);
    await page.locator("#asked .to-line").first().click();
    await page.waitForFunction(() => document.querySelector("#editor").shadowRoot?.activeElement ?? document.activeElement?.id === "editor");
    assert.match(await page.locator("#asked .to-line").first().innerText(), /line 3/);
  });
});

test("values that are pasted are read as values, and it is said", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, values);
    await row(page, "ann").waitFor();
    await ready(page);
    assert.match(await page.locator("#page-notice-reader").innerText(), /values of the Helm chart .* in values\.yaml/);
    assert.deepEqual((await tabs(page)).slice(0, 1), ["values.yaml"]);
    assert.equal(await row(page, "bob").count(), 1);
    assert.equal(await row(page, "service jupyterhub-idle-culler").count(), 1);
    // and back
    await paste(page, 'c.JupyterHub.load_groups = {"team": {"users": ["cem"]}}\n');
    await row(page, "cem").waitFor();
    await ready(page);
    assert.match(await page.locator("#page-notice-reader").innerText(), /Python, in jupyterhub_config\.py/);
    assert.equal(await row(page, "ann").count(), 0);
  });
});

test("an error in Python inside values stands at its place", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, values.replace("bob", "bob").replace("load_groups = {", "load_groups = {{"));
    await page.locator("#notice .to-line").waitFor();
    assert.match(await page.locator("#notice .to-line").innerText(), /line 8/);
  });
});

test("a further file is added by keyboard and has a tab", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, values);
    await row(page, "ann").waitFor();
    await page.locator("#part-menu summary").focus();
    await page.keyboard.press("Enter");
    await page.locator("#add-file").focus();
    await page.keyboard.type("no name");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#add-file-problem").innerText(), /such as values\.yaml/);
    await page.locator("#add-file").fill("10-more.py");
    await page.keyboard.press("Enter");
    await editor(page).click();
    await page.keyboard.type('c.JupyterHub.load_roles.append({"name": "late", "users": ["dee"]})');
    await row(page, "dee").waitFor();
    await ready(page);
    assert.deepEqual((await tabs(page)).slice(0, 2), ["values.yaml", "10-more.py"]);
    assert.equal(await row(page, "ann").count(), 1);
  });
});

for (const [name, options] of Object.entries({ light: {}, "dark, phone": { colorScheme: "dark", viewport: phone } })) {
  test(`axe finds nothing in the questions, ${name}`, async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      const config = page.locator("label:has(#show-config)");
      if (await config.isVisible()) await config.click();
      await paste(page, asking);
      const answers = page.locator("label:has(#show-answers)");
      if (await answers.isVisible()) await answers.click();
      await chooseView(page, "startup");
      await page.locator("#asked").waitFor({ state: "attached" });
      assert.deepEqual(await check(page, "the questions"), []);
    }, options);
  });
}
