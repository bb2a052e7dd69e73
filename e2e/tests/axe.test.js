import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../lib/axe.js";
import { phone, wide } from "../lib/browser.js";
import { chooseView, openPlayground } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page, opened) => {
          const found = [];
          await openPlayground(page, it.origin);
          for (const view of ["access", "why", "login", "map", "tokens", "startup", "advice", "checks", "changes"]) {
            await chooseView(page, view);
            found.push(...(await check(page, `the view ${view}`)));
          }
          await chooseView(page, "access");
          await page.locator("#matrix [data-ask-who]:visible").last().click();
          await page.locator("#peek-why").waitFor();
          found.push(...(await check(page, "a cell's answer")));
          await page.locator("#peek-why").click();
          await page.locator("#answer-title").waitFor();
          found.push(...(await check(page, "an answer")));
          await page.goto(`${it.origin}/gallery`);
          found.push(...(await check(page, "the gallery")));
          const entries = await page.locator('main a[href^="/gallery/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
          assert.ok(entries.length > 0);
          await page.goto(`${it.origin}/gallery?q=ScopeNotFound`);
          found.push(...(await check(page, "a search of the gallery")));
          // They are made of the same pieces: all of them once, some of them in the other colours and sizes.
          const every = size === "wide" && colorScheme === "light" ? 1 : 10;
          for (const entry of [...new Set(entries)].filter((_, i) => i % every === 0)) {
            await page.goto(it.origin + entry);
            found.push(...(await check(page, entry)));
          }
          await page.goto(`${it.origin}/nonesuch`);
          found.push(...(await check(page, "an error page")));
          assert.deepEqual(found, []);
          opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.includes("404")));
        },
        { colorScheme, viewport },
      );
    });
  }
}
