// The harness for two browsers: it drives both, and its watch notices what it is there for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inBoth } from "../lib/both.js";

const faults = {
  "a request to another host": [() => fetch("http://127.0.0.1:9/").catch(() => {}), /^foreign: |policy: connect-src/],
  "a style in the text": [() => void document.body.insertAdjacentHTML("beforeend", '<p style="color: red">'), /policy: style-src/],
  "an exception": [() => void setTimeout(() => { throw new Error("on purpose"); }), /^exception: .*on purpose/],
  "a console error": [() => console.error("on purpose"), /^console: .*on purpose/],
  "a missing file": [() => fetch("/assets/nonesuch.js").then(() => {}), /^answer 404/],
};

inBoth((it) => {
  test("the playground answers", async () => {
    await it.withPage(async (page) => {
      await page.goto(it.origin);
      await page.waitForFunction(() => document.documentElement.dataset.engine === "ready");
      assert.match(await page.$eval("#matrix", (m) => m.innerText), /any user/);
    });
  });

  test("pages answer without JavaScript", async () => {
    await it.withPage(
      async (page) => {
        await page.goto(it.origin);
        // What stands in <noscript> is drawn only where there is no script.
        const shown = await page.$eval("noscript", (n) => n.getBoundingClientRect().height);
        assert.ok(shown > 0, "scripts ran");
      },
      { javaScriptEnabled: false },
    );
  });

  test("pages see the scheme that is asked for", async () => {
    for (const colorScheme of ["light", "dark"]) {
      await it.withPage(
        async (page) => {
          await page.goto(`${it.origin}/gallery`);
          assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), colorScheme === "dark");
        },
        { colorScheme },
      );
    }
  });

  for (const [what, [fault, noticed]] of Object.entries(faults)) {
    test(`the watch notices ${what}`, async () => {
      const opened = await it.open();
      try {
        await opened.page.goto(`${it.origin}/gallery`);
        opened.isClean();
        await opened.page.evaluate(fault);
        await new Promise((done) => setTimeout(done, 200));
        assert.throws(() => opened.isClean());
        assert.ok(opened.problems.some((p) => noticed.test(p)), opened.problems.join("\n"));
      } finally {
        await opened.close();
      }
    });
  }
});
