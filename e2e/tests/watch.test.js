// The watch over pages must notice what it is there for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../lib/browser.js";
import { suite } from "../lib/suite.js";

const it = suite();

const faults = {
  "a request to another host": [() => fetch("http://127.0.0.1:9/").catch(() => {}), /^foreign: |policy: connect-src/],
  "a style in the text": [() => void document.body.insertAdjacentHTML("beforeend", '<p style="color: red">'), /policy: style-src/],
  "a script in the text": [
    () => {
      const script = document.createElement("script");
      script.textContent = "1";
      document.body.append(script);
    },
    /policy: script-src/,
  ],
  "an exception": [() => void setTimeout(() => { throw new Error("on purpose"); }), /^exception: on purpose/],
  "a console error": [() => console.error("on purpose"), /^console: on purpose/],
  "a missing file": [() => fetch("/assets/nonesuch.js").then(() => {}), /^answer 404/],
};

for (const [what, [fault, noticed]] of Object.entries(faults)) {
  test(`the watch notices ${what}`, async () => {
    const opened = await openPage(it.browser, it.origin);
    try {
      await opened.page.goto(`${it.origin}/gallery`);
      opened.isClean();
      await opened.page.evaluate(fault);
      await opened.page.waitForTimeout(100);
      assert.throws(() => opened.isClean());
      assert.ok(opened.problems.some((p) => noticed.test(p)), opened.problems.join("\n"));
    } finally {
      await opened.close();
    }
  });
}
