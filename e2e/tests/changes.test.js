// Changes: who gained or lost what, against how the config was opened, before a restart, on another JupyterHub.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone } from "../lib/browser.js";
import { chooseView, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const config = `c.JupyterHub.load_groups = {"class-b": {"users": ["cid"]}}
c.JupyterHub.load_roles = [
    {"name": "teacher", "scopes": ["access:servers!group=class-b"], "users": ["tess"]},
]
`;
const panel = (page) => page.locator("#panel");
const against = (page) => page.locator("#changes-against");

/** Puts the config anew, with another text for one in it. */
const retype = (page, from, to) => paste(page, config.replace(from, to));

/** Opens a config of one's own and looks at what changed since. */
async function opened(page) {
  await openPlayground(page, it.origin);
  await paste(page, config);
  await page.locator('#matrix [data-ask-who="tess"]').first().waitFor();
  await ready(page);
  await chooseView(page, "changes");
}

test("what is typed is said by who gained or lost it, and another spelling is no change", async () => {
  await it.withPage(async (page) => {
    await opened(page);
    assert.match(await panel(page).innerText(), /Nobody gained or lost anything/);
    await retype(page, '"access:servers!group=class-b"', '"access:servers!group=class-b", "access:servers!user=cid"');
    await ready(page);
    assert.match(await panel(page).innerText(), /Nobody gained or lost anything/);
    await retype(page, '"access:servers!group=class-b"', '"access:servers!group=class-b", "delete:servers"');
    await panel(page).locator(".change", { hasText: "tess" }).waitFor();
    assert.match(await panel(page).innerText(), /tess\s+\+\s+gained:\s+stop everyone’s servers; before only their own servers/i);

    await panel(page).locator(".change [data-ask-who=tess]").focus();
    await page.keyboard.press("Enter");
    await page.locator("#answer-title", { hasText: "Tess may stop everyone’s servers" }).or(page.locator("#answer-title", { hasText: "tess may stop everyone’s servers" })).waitFor();
  });
});

test("how the config was opened is known after a reload", async () => {
  await it.withPage(async (page) => {
    await opened(page);
    await retype(page, '"access:servers!group=class-b"', '"list:users"');
    await panel(page).locator(".change", { hasText: "list everyone" }).waitFor();
    await page.waitForFunction(() => (localStorage.getItem("rolecall:draft") ?? "").includes("original"));
    await page.reload();
    await ready(page);
    assert.match(await panel(page).innerText(), /list everyone/);
  });
});

test("another JupyterHub is chosen by keyboard, and a restart where there is one", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin, "/?from=gallery/role-removed-restart");
    await chooseView(page, "changes");
    await against(page).focus();
    await against(page).selectOption("jupyterhub 4.1.6");
    await panel(page).getByText("compared with JupyterHub 4.1.6").waitFor();
    assert.match(await panel(page).innerText(), /shares/);
    await against(page).selectOption("restart");
    await panel(page).getByText("before its last restart.").waitFor();
    assert.match(await panel(page).innerText(), /lost/);
  });
});

test("a Hub that does not start any more is said to, with what stops it", async () => {
  await it.withPage(async (page) => {
    await opened(page);
    await retype(page, '"access:servers!group=class-b"', '"access:server"');
    await panel(page).getByText("This Hub does not start any more").waitFor();
    assert.match(await panel(page).innerText(), /scope-not-found/);
  });
});

test("Compare in the bar opens the view; axe has nothing to say, wide and on a phone", async () => {
  for (const options of [{}, { viewport: phone }]) {
    for (const colorScheme of ["light", "dark"]) {
      await it.withPage(async (page) => {
        await openPlayground(page, it.origin, "/?from=gallery/role-removed-restart");
        if (options.viewport) await chooseView(page, "changes");
        else await page.locator("#to-changes").click();
        await ready(page);
        await against(page).selectOption("restart");
        await panel(page).getByText("before its last restart.").waitFor();
        assert.deepEqual(await check(page, "changes"), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing scrolls sideways");
      }, { ...options, colorScheme });
    }
  }
});
