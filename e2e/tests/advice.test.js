// Advice stands in a view of its own, with edits that are shown before they are made, and the known routes to more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone, wide } from "../lib/browser.js";
import { chooseView, editorText, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const config = `c.Authenticator.admin_users = {"Root"}
c.JupyterHub.load_groups = {"staff": {"users": ["sue", "sid"]}, "class-a": {"users": ["sam"]}}
c.JupyterHub.load_roles = [
    {"name": "staff", "scopes": ["tokens!group=class-a"], "groups": ["staff"]},
    {"name": "clerk", "scopes": ["groups", "read:users", "read:users:name"], "users": ["ann"]},
    {"name": "lister", "scopes": ["list:users"], "group": ["staff"]},
]
`;

const advice = (page, id) => page.locator("#panel .notice", { has: page.locator(`a[href="/advice/${id}"]`) });

async function openAdvice(page) {
  await openPlayground(page, it.origin);
  await paste(page, config);
  await page.locator("#status-advice", { hasText: "3 pieces of advice" }).waitFor({ state: "attached" });
  await chooseView(page, "advice");
}

test("the status line leads to the advice, the advice to its line and its page", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, config);
    await page.locator("#status-advice", { hasText: "3 pieces of advice" }).click();
    await page.locator("#views [data-view=advice][aria-selected=true]").waitFor();
    await ready(page);
    assert.equal(await page.locator("#count-advice").innerText(), "3");
    await advice(page, "unknown-role-key").locator("[data-line]").click();
    await page.locator("#editor .line-jumped", { hasText: "lister" }).waitFor();
    const [opened] = await Promise.all([page.waitForEvent("popup"), advice(page, "unknown-role-key").locator("a").click()]);
    await opened.waitForLoadState();
    assert.match(await opened.locator("h1").innerText(), /A key that roles do not have/);
  });
});

test("an edit is shown, made and taken back, by keyboard", async () => {
  await it.withPage(async (page) => {
    await openAdvice(page);
    const show = advice(page, "unknown-role-key").getByRole("button", { name: "Show the edit" });
    await show.focus();
    await page.keyboard.press("Enter");
    await page.locator("#editor ins", { hasText: '"groups"' }).waitFor();
    assert.match(await page.locator("#editor del").innerText(), /"group"/);

    await advice(page, "unknown-role-key").getByRole("button", { name: "Apply" }).focus();
    await page.keyboard.press("Enter");
    await advice(page, "unknown-role-key").waitFor({ state: "detached" });
    await ready(page);
    assert.match(await editorText(page), /"groups": \["staff"\]\},\n\]/);
    assert.equal(await page.locator("#count-advice").innerText(), "2");

    await page.locator("#editor .cm-content").focus();
    await page.keyboard.press("Control+z");
    await advice(page, "unknown-role-key").waitFor();
  });
});

test("routes to more are told with their steps, and as checks that hold", async () => {
  await it.withPage(async (page) => {
    await openAdvice(page);
    const route = page.locator("#panel .way", { hasText: "ann can come by all that an admin may" });
    await route.waitFor();
    assert.deepEqual(await route.locator("ol li").allInnerTexts(), [
      "ann joins the group staff.",
      "ann makes root a member of the group class-a.",
      "ann issues a token for root, which may do all that root may.",
    ]);
    await route.locator("summary").click();
    const lines = await route.locator("pre").innerText();
    assert.match(lines, /^ann cannot admin:users\n/);
    assert.match(lines, /after ann POST \/groups\/staff\/users/);

    // Without the scope that all of it begins with there is no route.
    await paste(page, config.replace('"groups", ', ""));
    await page.locator("#panel .way", { hasText: "ann joins" }).waitFor({ state: "detached" });
  });
});

test("a config without faults gets none", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "advice");
    assert.match(await page.locator("#panel").innerText(), /No advice/);
    assert.ok(await page.locator("#count-advice").isHidden());
  });
});

test("a page of advice opens its scenario in the playground", async () => {
  await it.withPage(async (page) => {
    await page.goto(`${it.origin}/advice`);
    await page.getByRole("link", { name: "A role that was to take something away" }).click();
    await page.locator("h1", { hasText: "take something away" }).waitFor();
    assert.match(await page.locator("#h-wrong").innerText(), /Not so/);
    await page.click("#try");
    await ready(page);
    assert.match(await editorText(page), /read:users:name!user/);
    await page.locator("#status-advice", { hasText: "1 piece of advice" }).waitFor();
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page) => {
          const found = [];
          await openPlayground(page, it.origin);
          if (size === "phone") await page.locator("label", { has: page.locator("#show-config") }).click();
          await paste(page, config);
          if (size === "phone") await page.locator("label", { has: page.locator("#show-answers") }).click();
          await chooseView(page, "advice");
          await page.locator("#panel .way").first().waitFor();
          await page.locator("#panel .way summary").first().click();
          found.push(...(await check(page, "advice")));
          if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/advice-${size}-${colorScheme}.png` });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
          for (const path of ["/advice", "/advice/unknown-role-key", "/advice/admin-users-makes-admins", "/advice/role-twice"]) {
            await page.goto(it.origin + path);
            found.push(...(await check(page, path)));
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing sticks out of ${path}`);
            if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/page${path.replaceAll("/", "-")}-${size}-${colorScheme}.png`, fullPage: true });
          }
          assert.deepEqual(found, []);
        },
        { colorScheme, viewport },
      );
    });
  }
}
