import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { phone, wide } from "../lib/browser.js";
import { chooseView, openPlayground } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs every rule of axe up to WCAG 2.2 AA, and its best practices, and fails with what it found. */
async function check(page, what) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 4).map((n) => n.target.flat().join(" ")).join(" | ")}`);
  });
  assert.deepEqual(violations, [], what);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    test(`axe finds nothing, ${colorScheme}, ${size}`, async () => {
      await it.withPage(
        async (page, opened) => {
          await openPlayground(page, it.origin);
          for (const view of ["access", "why", "startup", "checks"]) {
            await chooseView(page, view);
            await check(page, `the view ${view}`);
          }
          await chooseView(page, "access");
          const cell = page.locator("#matrix [data-ask-who]").first();
          await cell.click();
          await page.locator("#answer-title").waitFor();
          await check(page, "an answer");
          await page.goto(`${it.origin}/gallery`);
          await check(page, "the gallery");
          const entries = await page.locator('main a[href^="/gallery/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
          assert.ok(entries.length > 0);
          for (const entry of new Set(entries)) {
            await page.goto(it.origin + entry);
            await check(page, entry);
          }
          await page.goto(`${it.origin}/nonesuch`);
          await check(page, "an error page");
          opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.includes("404")));
        },
        { colorScheme, viewport },
      );
    });
  }
}
