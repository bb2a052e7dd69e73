// Private links: a whole document in the address, which no server sees.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inBoth } from "../lib/both.js";
import { forms, openPlayground, openShare, ready, seen, watchRequests, write, written } from "../lib/sharedialog.js";

const team = `c.JupyterHub.load_groups = {"team": {"users": ["ann", "bob"]}}
c.JupyterHub.load_roles = [
    {"name": "helper", "scopes": ["list:users"], "users": ["ann"]},
]
`;

inBoth((it) => {
  test("the private link opens the whole document and sends it nowhere", async () => {
    let link = "";
    let said = "";
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await write(page, `${team}# Ünïcode 🎓\n`);
      await ready(page);
      const sent = watchRequests(page);
      await openShare(page);
      link = (await forms(page)).private;
      said = await page.$eval("#share-text", (e) => e.textContent);
      assert.match(link, /\/#z:[\w-]+$/);
      assert.deepEqual(sent, []);
    });
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await write(page, team.replaceAll("ann", "zora"));
      await ready(page);
      const sent = watchRequests(page);
      await page.goto("about:blank");
      await openPlayground(page, link);
      assert.match(await written(page), /# Ünïcode 🎓/);
      assert.match(await page.$eval("#matrix", (m) => m.innerText), /ann/);
      assert.deepEqual(sent, [`GET ${it.origin}/`], "the fragment stays in the browser");
      await page.click("#views [data-view=startup]");
      await ready(page);
      await page.reload();
      await ready(page);
      assert.match(await written(page), /Ünïcode/, "a reload opens it again, with the view");
      assert.equal(await page.$eval("#views [data-view=startup]", (t) => t.getAttribute("aria-selected")), "true");
      await openShare(page);
      assert.equal(await page.$eval("#share-text", (e) => e.textContent), said, "byte for byte");
      await page.keyboard.press("Escape");
      await page.goto(it.origin);
      await ready(page);
      assert.match(await written(page), /zora/, "the draft is as it was");
      // In the same page, by its address alone; then the first change makes it the draft.
      await page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
      await page.waitForFunction(() => document.querySelector("#editor").shadowRoot?.textContent.includes("Ünïcode"));
      await ready(page);
      await write(page, team.replaceAll("ann", "yves"));
      await ready(page);
      assert.doesNotMatch(page.url(), /#z:/);
    });
  });

  test("links that are damaged or hostile say so, and the page works on", async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await openShare(page);
      const data = (await forms(page)).private.split("#z:")[1];
      const bomb = await page.evaluate(async () => {
        const stream = new Blob([new Uint8Array(64 << 20)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
        const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
        let text = "";
        for (const b of bytes) text += String.fromCharCode(b);
        return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
      });
      for (const [hash, words] of Object.entries({
        "#z:": /no scenario/,
        "#z:%3Cscript%3E": /damaged/,
        [`#z:${data.slice(0, -20)}`]: /damaged.*cut on its way/,
        [`#z:${data}AAAA`]: /damaged/,
        [`#z:${bomb}`]: /more than a scenario may have\. Scenarios have 1 MiB/,
      })) {
        await page.goto("about:blank");
        await openPlayground(page, `${it.origin}/${hash}`);
        assert.match(await seen(page, "#page-notice-link"), words, hash.slice(0, 20));
        assert.match(await page.$eval("#matrix", (m) => m.innerText), /johan/, "the example answers");
        assert.doesNotMatch(page.url(), /#z:/);
      }
    });
  });
});
