// The Share dialog in each of its states, under axe, and no wider than a phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone, wide } from "../lib/browser.js";
import { openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const secret = `c.JupyterHub.services = [{"name": "a", "api_token": "9s8d7f6g5h"}, {"name": "b", "api_token": "hunter2hunter2"}]
c.Authenticator.admin_users = {"ann@uni-bonn.de"}
`;

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing in the Share dialog, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page, opened) => {
          const found = [];
          const look = async (what) => {
            found.push(...(await check(page, what)));
            const { scroll, room } = await page.locator("#share-dialog").evaluate((d) => ({ scroll: d.scrollWidth, room: d.clientWidth }));
            if (scroll > room) found.push(`${what} is ${scroll} pixels wide on ${room}`);
          };
          await openPlayground(page, it.origin);
          await page.locator("#share").click();
          await page.locator("#share-upload:enabled").waitFor();
          await page.locator(".share-whole summary").click();
          await look("before the upload");
          await page.route("**/api/scenarios", (route) => route.fulfill({ status: 429, headers: { "Retry-After": "30" }, json: { error: { id: "x", message: "Too many." } } }));
          await page.locator("#share-upload").click();
          await page.locator("#share-problem:visible").waitFor();
          await look("a refusal");
          await page.unroute("**/api/scenarios");
          await page.locator("#share-upload").click();
          await page.locator("#share-forms:visible").waitFor();
          await page.locator("#share-shelf summary").click();
          await page.locator("#share-list [data-item=delete]").click();
          await look("the forms, and a question before deleting");
          await page.keyboard.press("Escape");
          const config = page.locator("label", { has: page.locator("#show-config") });
          if (await config.isVisible()) await config.click();
          await paste(page, secret);
          await ready(page);
          await page.locator("#share").click();
          await page.locator(".share-secret").nth(1).waitFor();
          await look("secrets");
          assert.deepEqual(found, []);
          opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.includes("429")));
        },
        { colorScheme, viewport },
      );
    });
  }
}
