// A shared scenario as its readers meet it: a fresh profile, with and without JavaScript, on phones, in print.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, describe, test } from "node:test";
import { check } from "../lib/axe.js";
import { inBoth } from "../lib/both.js";
import { phone, wide } from "../lib/browser.js";
import { startServer } from "../lib/server.js";
import { share, unlimited, unshare } from "../lib/share.js";
import { suite } from "../lib/suite.js";

const teacher = readFileSync(new URL("../../scenarios/teacher.md", import.meta.url), "utf8");
const changed = teacher.replace("title: A teacher", "title: Another teacher").replace("johan cannot open /user/student3/", "johan can open /user/student3/");
const plain = `---
format: 1
title: A plain one
---
Some *prose*.

\`\`\`python jupyterhub_config.py
c.Authenticator.allowed_users = {"ann"}
\`\`\`

\`\`\`checks
ann can servers!user=ann
ann can admin:users
\`\`\`
`;

/** Shares an original, a copy of it that fails a check, and a plain document. */
async function shareAll(origin) {
  const original = await share(origin, teacher);
  return { original, copy: await share(origin, changed, original.id), plain: await share(origin, plain) };
}

const text = (page, selector) => page.$eval(selector, (e) => e.innerText);

inBoth(
  (it) => {
    let all;
    before(async () => {
      all = await shareAll(it.origin);
    });

    test("the pages of a scenario are whole without JavaScript", async () => {
      await it.withPage(
        async (page) => {
          await page.goto(`${it.origin}/s/${all.copy.id}`);
          assert.match(await text(page, "h1"), /^Another teacher/);
          assert.match(await text(page, ".meta"), /14\/15 checks hold[\s\S]*JupyterHub 5\.5\.1[\s\S]*shared \d+ \w+ 20\d\d/);
          assert.equal(await page.$eval("main", (m) => m.querySelectorAll(".check .mark").length), 15);
          assert.equal(await page.$eval("main", (m) => m.querySelectorAll(".check-no").length), 1);
          assert.match(await text(page, "#matrix"), /johan[\s\S]*class-b/);
          assert.match(await text(page, ".code"), /load_roles/);
          const controls = await page.$eval("main", (m) =>
            [...m.querySelectorAll("button, input, select, textarea")].filter((e) => e.getBoundingClientRect().width > 0).map((e) => e.outerHTML),
          );
          assert.deepEqual(controls, [], "controls without a script");
          await page.goto(`${it.origin}/s/${all.copy.id}/compare`);
          assert.match(await text(page, ".check-changes"), /holds\s+not there\s+johan cannot open \/user\/student3\/|not there\s+fails\s+johan can open/);
          assert.match(await text(page, ".diff .diff-new"), /Another teacher/);
        },
        { javaScriptEnabled: false },
      );
    });

    test("a reader edits a copy, and copies the link", async () => {
      await it.withPage(async (page) => {
        await page.goto(`${it.origin}/s/${all.original.id}`);
        await page.waitForSelector("#copy-link:not([hidden])");
        assert.equal(await page.$eval("#copy-link", (b) => b.dataset.copy), all.original.url);
        await Promise.all([page.waitForNavigation(), page.click("#try")]);
        await page.waitForFunction(() => document.documentElement.dataset.engine === "ready");
        assert.match(await text(page, "#matrix"), /johan/);
        assert.match(await page.$eval("#scenario", (s) => s.textContent), new RegExp(`"from":"s/${all.original.id}"`));
      });
    });

    test("what was deleted is gone", async () => {
      const doomed = await share(it.origin, teacher);
      const paths = ["", ".md", ".json", "/badge.svg", "/card.png"];
      for (const path of paths) assert.equal((await fetch(`${it.origin}/s/${doomed.id}${path}`)).status, 200);
      assert.equal(await unshare(it.origin, doomed), 204);
      for (const path of paths) assert.equal((await fetch(`${it.origin}/s/${doomed.id}${path}`)).status, 410);
      await it.withPage(async (page, opened) => {
        await page.goto(`${it.origin}/s/${doomed.id}`);
        assert.match(await text(page, "main"), /410[\s\S]*deleted/);
        opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.includes("410")));
      });
    });
  },
  () => startServer(unlimited),
);

describe("in Chromium", () => {
  const it = suite();
  let pages;
  before(async () => {
    const all = await shareAll(it.origin);
    pages = [`/s/${all.original.id}`, `/s/${all.copy.id}`, `/s/${all.plain.id}`, `/s/${all.copy.id}/compare`, `/s/${all.plain.id}/compare/${all.copy.id}`];
  });

  for (const colorScheme of ["light", "dark"]) {
    for (const [size, viewport] of Object.entries({ wide, phone })) {
      test(`axe finds nothing on shared pages, ${colorScheme}, ${size}, and none is too wide`, async () => {
        await it.withPage(
          async (page) => {
            const found = [];
            for (const path of pages) {
              await page.goto(it.origin + path);
              found.push(...(await check(page, path)));
              const { scroll, room } = await page.evaluate(() => ({
                scroll: document.documentElement.scrollWidth,
                room: document.documentElement.clientWidth,
              }));
              if (scroll > room) found.push(`${path} is ${scroll} pixels wide on ${room}`);
            }
            assert.deepEqual(found, []);
          },
          { colorScheme, viewport },
        );
      });
    }
  }

  test("a printed page holds the answer, and nothing that only a screen needs", async () => {
    await it.withPage(
      async (page) => {
        await page.emulateMedia({ media: "print" });
        for (const path of pages) {
          await page.goto(it.origin + path);
          const { visible, cut } = await page.evaluate(() => {
            const box = (e) => e.getBoundingClientRect();
            return {
              visible: [...document.querySelectorAll("main .actions, header nav")].filter((e) => box(e).height > 0).map((e) => e.className),
              cut: [...document.querySelectorAll(".matrix-box, .code-box, .card-box")]
                .filter((e) => getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1)
                .map((e) => `${e.className} is ${e.scrollWidth} on ${e.clientWidth}`),
            };
          });
          assert.deepEqual([path, ...visible, ...cut], [path]);
          const { scroll, room } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
          assert.ok(scroll <= room, `${path} is ${scroll} pixels wide on ${room}`);
          assert.ok((await page.locator("main .verdict").first().boundingBox()).height > 0);
        }
      },
      { viewport: { width: 720, height: 1000 }, colorScheme: "dark" },
    );
  });
});
