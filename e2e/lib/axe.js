// axe, every rule up to WCAG 2.2 AA and its best practices.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs axe over the page and returns what it found, each as one line that begins with what was looked at. */
export async function check(page, what) {
  await page.evaluate(axe);
  return page.evaluate(async (where) => {
    const result = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((v) => `${where}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 4).map((n) => n.target.flat().join(" ")).join(" | ")}`);
  }, what);
}
