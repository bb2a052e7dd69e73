// Who may log in: typed in the config, described in a form, kept as a check; by keyboard, too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { choosePart, chooseView, editorText, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const github = `c.JupyterHub.authenticator_class = "github"
c.GitHubOAuthenticator.allowed_users = {"ann"}
c.GitHubOAuthenticator.allowed_organizations = {"lab", "uni:staff"}
c.GitHubOAuthenticator.blocked_users = {"eve"}
`;

const title = (page, who) => page.locator(`#person-${who} h3`);

/** Opens the view over a config that is pasted. */
async function open(page, config) {
  await openPlayground(page, it.origin);
  const toConfig = page.locator("label:has(#show-config)");
  const isPhone = await toConfig.isVisible();
  if (isPhone) await toConfig.click();
  await paste(page, config);
  if (isPhone) await page.locator("label:has(#show-answers)").click();
  await chooseView(page, "login");
}

/** Adds a person by keyboard. */
async function add(page, name) {
  await page.locator("#login-add").focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.locator(`#person-${name}-go`, { hasText: "Remove" }).waitFor();
  await ready(page);
}

test("who is in the config is asked about at once, and the config decides as it is typed", async () => {
  await it.withPage(async (page) => {
    await open(page, github);
    assert.equal(await title(page, "ann").innerText(), "ann may log in");
    assert.equal(await title(page, "eve").innerText(), "eve may not log in");
    assert.match(await page.locator("#login-title").innerText(), /^ann may log in, eve and somebody .* may not$/i);
    assert.match(await page.locator("#person-ann-rule").innerText(), /line 2/);
    await paste(page, github.replace('{"ann"}', '{"bo"}'));
    await title(page, "bo").waitFor();
    await ready(page);
    assert.equal(await title(page, "ann").count(), 0);
  });
});

test("a person is added, described and removed by keyboard, and the state says so", async () => {
  await it.withPage(async (page) => {
    await open(page, github);
    await add(page, "cy");
    assert.equal(await page.locator("#login-add").inputValue(), "");
    assert.equal(await title(page, "cy").innerText(), "cy may not log in");
    assert.match(await page.locator("#person-cy").innerText(), /allowed_organizations would take one of lab, uni:staff/);

    await page.locator("#person-cy-f-orgs").focus();
    await page.keyboard.type("lab, other");
    await title(page, "cy").filter({ hasText: /^cy may log in$/ }).waitFor();
    await ready(page);
    assert.equal(await page.locator("#person-cy-f-orgs").inputValue(), "lab, other", "what is being typed stays");
    assert.ok(await page.locator("#person-cy-f-orgs-0").isChecked());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space"); // out of lab
    await title(page, "cy").filter({ hasText: "may not" }).waitFor();
    await page.locator("#person-cy-f-teams-0").focus();
    await page.keyboard.press("Space");
    await title(page, "cy").filter({ hasText: /^cy may log in$/ }).waitFor();
    await ready(page);
    await choosePart(page, "state");
    assert.equal((await editorText(page)).trim(), 'people:\n  cy: {orgs: [other], teams: ["uni:staff"]}');

    await page.locator("#person-cy-check").click();
    await page.locator("#parts [role=tab]", { hasText: "checks" }).waitFor();
    await ready(page);
    assert.match(await editorText(page), /cy can log in/);
    await chooseView(page, "checks");
    await page.locator(".checks .check", { hasText: "cy can log in" }).waitFor();

    await chooseView(page, "login");
    await page.locator("#person-cy-go").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !document.querySelector("#person-cy"));
    await ready(page);
    await choosePart(page, "state");
    assert.doesNotMatch(await editorText(page), /cy/);
  });
});

test("who is described keeps the button under the focus, and the other views learn who has logged in", async () => {
  await it.withPage(async (page) => {
    await open(page, 'c.Authenticator.allow_all = True\nc.Authenticator.blocked_users = {"eve"}\n');
    await page.locator("#person-eve-go").focus();
    await page.keyboard.press("Enter");
    await page.locator("#person-eve-go", { hasText: "Remove" }).waitFor();
    await ready(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), "person-eve-go");
    await page.locator("#person-eve-f-known").check();
    await page.locator("#person-eve", { hasText: "What remains of eve" }).waitFor();
    await ready(page);
    await chooseView(page, "access");
    await page.locator('#matrix [data-ask-who="eve"]').first().waitFor();
  });
});

test("what code decides is asked for", async () => {
  await it.withPage(async (page) => {
    await open(
      page,
      'c.JupyterHub.authenticator_class = "generic-oauth"\nc.GenericOAuthenticator.username_claim = lambda info: info["x"].lower()\nc.GenericOAuthenticator.allowed_users = {"ann"}\n',
    );
    await add(page, "visitor");
    assert.match(await title(page, "visitor").innerText(), /can’t be told/);
    await page.locator("#person-visitor-f-replies\\.username").fill("Ann");
    await title(page, "visitor").filter({ hasText: /^visitor may log in$/ }).waitFor();
    assert.match(await page.locator("#person-visitor").innerText(), /Name on the Hub\s+ann/);
  });
});

for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, "dark, phone": { colorScheme: "dark", viewport: phone } })) {
  test(`axe finds nothing in the view, ${name}`, async () => {
    await it.withPage(async (page) => {
      await open(page, github);
      await add(page, "cy");
      assert.deepEqual(await check(page, "Log in"), []);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/login-${name.replace(/\W+/g, "-")}.png`, fullPage: false });
    }, options);
  });
}
