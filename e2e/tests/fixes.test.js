import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone, wide } from "../lib/browser.js";
import { chooseView, editorText, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const teacher = `c.JupyterHub.load_groups = {"class-b": {"users": ["student3", "student4"]}}
c.JupyterHub.load_roles = [
    {
        "name": "teacher",
        "users": ["johan"],
        "scopes": [
            "servers!group=class-b",  # his class
        ],
    },
]
`;

const asked = (who, verb, whom) => `/#view=why&who=${encodeURIComponent(who)}&verb=${verb}&whom=${encodeURIComponent(whom)}`;

/** Opens the playground with the teacher's config and a question. */
async function ask(page, who, verb, whom) {
  await openPlayground(page, it.origin, asked(who, verb, whom));
  await paste(page, teacher);
  await page.locator("#question").waitFor();
  await ready(page);
}

test("a no shows its nearest fixes; one is looked at, applied, and makes it a yes", async () => {
  await it.withPage(async (page) => {
    await ask(page, "johan", "servers.open", "server=student3/");
    await page.locator("#answer-title", { hasText: "may not open" }).waitFor();
    const first = page.locator(".fix").first();
    assert.match(await first.innerText(), /Add access:servers!server=student3\/ to role teacher/);
    assert.match(await first.innerText(), /Lets nobody do anything else/);
    assert.match(await page.locator(".fixes").innerText(), /Also lets johan open/, "a wider one says what else it lets");
    await first.getByText("Show the edit").click();
    await page.locator('.fix [data-show][aria-pressed="true"]').waitFor();
    assert.match(await editorText(page), /"access:servers!server=student3\/",/, "the edit is shown");
    await first.getByText("Apply").click();
    await page.locator("#answer-title", { hasText: "johan may open" }).waitFor();
    assert.match(await editorText(page), /# his class\s+"access:servers!server=student3\/",/, "the comment stays where it was");
    assert.equal(await page.locator(".fixes").count(), 0);
  });
});

test("fixes are reached and applied by the keyboard alone", async () => {
  await it.withPage(async (page) => {
    await ask(page, "johan", "servers.open", "server=student3/");
    const apply = page.locator(".fix [data-apply]").first();
    await apply.waitFor();
    await page.locator("#ask-request").focus();
    for (let i = 0; i < 60; i++) {
      if (await apply.evaluate((e) => e === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    assert.ok(await apply.evaluate((e) => e === document.activeElement), "the button is reached by Tab");
    await page.keyboard.press("Enter");
    await page.locator("#answer-title", { hasText: "johan may open" }).waitFor();
  });
});

test("who can, everything a person can, and a request that is typed", async () => {
  await it.withPage(async (page) => {
    await ask(page, "johan", "servers.stop", "server=student3/");
    await page.locator("#ask-who").selectOption("*");
    await page.locator(".who-can", { hasText: "johan" }).waitFor();
    assert.match(await page.locator(".who-can").innerText(), /role teacher/);
    assert.doesNotMatch(await page.locator(".who-can").innerText(), /student4/);
    await page.locator("#ask-request").fill("GET /users");
    await page.locator("#answer-title", { hasText: "GET /users" }).waitFor();
    assert.doesNotMatch(await page.locator(".who-can").innerText(), /johan/);
    await page.locator("#ask-request").fill("GET users");
    await page.locator(".empty", { hasText: "begins with a slash" }).waitFor();
    await page.locator("#ask-request").fill("");
    await page.locator("#ask-who").selectOption("johan");
    await page.locator("#ask-verb").selectOption("*");
    await page.locator(".cans", { hasText: "the servers of class-b" }).waitFor();
    await page.locator(".cans").getByText("stop", { exact: true }).click();
    await page.locator("#answer-title", { hasText: "stop" }).waitFor();
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing in fixes, who can and everything, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page) => {
          const found = [];
          for (const [name, question, seen] of [
            ["fixes", ["johan", "servers.open", ""], "#answer-title"],
            ["who can", ["*", "servers.stop", ""], ".who-can"],
            ["everything", ["johan", "*", ""], ".cans"],
          ]) {
            await openPlayground(page, it.origin, asked(...question));
            await chooseView(page, "why");
            await page.locator(seen).waitFor();
            if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name.replace(" ", "-")}-${size}-${colorScheme}.png` });
            found.push(...(await check(page, name)));
          }
          assert.deepEqual(found, []);
        },
        { viewport, colorScheme },
      );
    });
  }
}
