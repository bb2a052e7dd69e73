// The pages as files, under a path that they were not told, from a server that only sends files.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { check } from "../lib/axe.js";
import { inBoth } from "../lib/both.js";
import { exportSite, serveFiles } from "../lib/files.js";
import { openPlayground, openShare, ready, seen, write, written } from "../lib/sharedialog.js";

const prefix = "/~ann/hub docs/rolecall/";
const address = prefix.replace(" ", "%20");
const alive = "html[data-engine=ready] #app:not(.is-coming)";
const own = `---
format: 1
title: A document of our own
jupyterhub: "5.5.1"
---
See [the gallery](/gallery), [elsewhere](other.md) and [nothing](/gallery/nonesuch).

\`\`\`python jupyterhub_config.py
c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["list:users"], "users": ["mia"]}]
\`\`\`

\`\`\`checks
mia can list:users
\`\`\`
`;

const docs = {
  "docs.html": `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,"><script async src="embed/v1.js"></script>
<main><h1>Docs</h1><rolecall-playground src="gallery/teacher.html" view="checks" theme="dark"></rolecall-playground>
<iframe src="e/gallery/reader/access.html" title="A reader" width="640" height="360"></iframe></main>`,
};


let site;
let documents;

before(async () => {
  documents = await mkdtemp(join(tmpdir(), "rolecall-documents-"));
  await writeFile(join(documents, "index.md"), own);
  site = await exportSite("--base", prefix, documents);
});
after(async () => {
  await site?.remove();
  await rm(documents, { recursive: true, force: true });
});

test("every link in the files leads to a file, and none to a root", async () => {
  let count = 0;
  for (const name of site.list.files.filter((f) => f.endsWith(".html") && f !== "404.html")) {
    const text = await readFile(join(site.folder, name), "utf8");
    for (const [, link] of text.matchAll(/<[a-z][^>]* (?:href|src|data-raw)="([^"#]+)[^"]*"/g)) {
      if (/^(?:https?:|data:)/.test(link) || ["other.md", "/gallery/nonesuch"].includes(link)) continue;
      count++;
      const target = decodeURIComponent(new URL(link, `http://files/${name}`).pathname.slice(1));
      assert.ok(!link.startsWith("/") && site.list.files.includes(target), `${name} leads to ${link}`);
    }
  }
  assert.ok(count > 5_000, `${count} links were looked at`);
});

test("the page of what is missing names whole paths, for a host sends it at any depth", async () => {
  const text = await readFile(join(site.folder, "404.html"), "utf8");
  const links = [...text.matchAll(/<[a-z][^>]* (?:href|src)="([^"#]+)[^"]*"/g)].map(([, link]) => link);
  assert.ok(links.length > 5, links.join(" "));
  for (const link of links) {
    assert.ok(link.startsWith(address) && site.list.files.includes(link.slice(address.length)), link);
  }
});

test("the list says which document became which files", async () => {
  const [document] = site.list.documents;
  assert.equal(document.title, "A document of our own");
  assert.equal(document.verdict, "1/1 checks hold in JupyterHub 5.5.1");
  for (const file of [document.page, document.markdown, document.playground, ...Object.values(document.embeds)]) {
    assert.ok(site.list.files.includes(file), file);
  }
  assert.equal(await readFile(join(site.folder, document.markdown), "utf8"), own);
  assert.ok(existsSync(join(site.folder, "rolecall-site.json")));
});

inBoth(
  (it) => {
    const at = (file) => `${it.origin}${address}${file}`;
    // The pages are those that axe sees in Firefox elsewhere.
    const audited = async (page, what) => assert.deepEqual(it.name === "chromium" ? await check(page, what) : [], []);

    test("the playground answers, and its links lead to files", async () => {
      await it.withPage(async (page) => {
        await openPlayground(page, at("index.html"));
        assert.equal(await seen(page, "#title"), "A document of our own");
        await page.click("#tab-advice");
        await page.waitForSelector("#panel a[href*='advice/']");
        await audited(page, "the playground");
        // What the engine draws leads on as well.
        await page.click("#panel a[href*='advice/']");
        await page.waitForSelector("main.page, #panel");
      });
    });

    test("what is typed is kept, shared in a link alone, and opened by it", async () => {
      await it.withPage(async (page) => {
        await openPlayground(page, at("open/gallery/teacher.html"));
        await write(page, 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["admin:users"], "users": ["zoe"]}]\n');
        await page.waitForFunction(() => /zoe/.test(document.querySelector("#matrix")?.innerText ?? ""));
        assert.equal(new URL(page.url()).pathname, `${address}index.html`, "the copy became the draft");
        await openShare(page);
        assert.match(await seen(page, "#share-off"), /files without a server/);
        await audited(page, "the dialog");
        const link = await page.$eval("#share-private", (f) => f.value);
        assert.ok(link.startsWith(`${at("index.html")}#z:`), link);
        await page.click("#share-close");
        assert.equal(await page.$eval("#to-gallery", (a) => a.href), at("gallery/index.html"));
        await page.goto("about:blank");
        await openPlayground(page, link);
        assert.match(await written(page), /zoe/);
      });
    });

    test("the gallery, a page of it and the way to try it", async () => {
      await it.withPage(async (page) => {
        await page.goto(at("gallery/index.html"));
        await page.type("#gallery-query", "culler 403");
        await page.waitForFunction(() => /^\d+ of/.test(document.querySelector("form [role=status]").textContent));
        const left = await page.$$eval(".cards > li", (all) => all.filter((c) => c.checkVisibility()).map((c) => c.innerText.toLowerCase()));
        assert.ok(left.length > 0 && left.every((t) => t.includes("culler") && t.includes("403")), left.join("\n"));
        await audited(page, "the gallery");
        await page.goto(at("gallery/idle-culler.html"));
        await audited(page, "a page of the gallery");
        await Promise.all([page.waitForNavigation(), page.click("#try")]);
        await ready(page);
        assert.match(await seen(page, "#panel"), /idle-culler/);
      });
    });

    test("the reference", async () => {
      await it.withPage(async (page) => {
        await page.goto(at("scopes/index.html"));
        await page.type("#scope-query", "delete:servers");
        await page.waitForFunction(() => document.querySelectorAll(".scope-list > li:not([hidden])").length < 10);
        await audited(page, "the reference");
        await Promise.all([page.waitForNavigation(), page.click(".scope-list > li:not([hidden]) h3 a")]);
        assert.match(await seen(page, "h1"), /delete:servers/);
        await audited(page, "a scope");
      });
    });

    test("embeds: by the element and as a frame, other views, and tried", async () => {
      await it.withPage(async (page) => {
        await page.goto(at("docs.html"));
        const frames = await Promise.all([
          page.waitForFunction(() => document.querySelector("rolecall-playground").shadowRoot?.querySelector("iframe")),
          page.waitForSelector("main > iframe"),
        ]);
        await page.waitForFunction(() => document.querySelector("main > iframe").style.height !== "");
        const [first, second] = await Promise.all(frames.map((f) => f.asElement().contentFrame()));
        await first.waitForSelector("html[data-script=ready][data-theme=dark] #embed[data-view=checks]");
        await second.waitForSelector("html[data-script=ready] #embed");
        await (await second.$("#embed-config")).click();
        await second.waitForSelector("#embed[data-view=config]");
        await (await second.$("#try")).click();
        await second.waitForSelector(alive);
        await second.evaluate(() => {
          document.querySelector("#editor").shadowRoot.querySelector(".cm-content").focus();
          document.execCommand("insertText", false, "# more\n");
        });
        const open = await second.waitForFunction(() => document.querySelector("#open").href.includes("#z:") && document.querySelector("#open").href);
        assert.ok((await open.jsonValue()).startsWith(`${at("index.html")}#z:`));
        await page.goto(at("e/gallery/teacher/why.html"));
        await page.waitForSelector("html[data-script=ready]");
        await audited(page, "an embed");
      });
    });

    test("an address at which nothing is leads on", async () => {
      await it.withPage(async (page) => {
        await page.goto(at("gallery/no/such/page"));
        assert.match(await seen(page, "main"), /no page at this address/);
        const corner = await page.$eval(".button-main", (b) => getComputedStyle(b).borderRadius);
        assert.notEqual(corner, "0px", "the styles are there");
        await audited(page, "the page of what is missing");
        await Promise.all([page.waitForNavigation(), page.click("main a[href$='gallery/index.html']")]);
        assert.equal(page.url(), at("gallery/index.html"));
      });
    });

    test("the engine loads where the host knows no type for it", async () => {
      const untyped = await serveFiles(site.folder, { plain: [".wasm"] });
      it.origins.push(untyped.origin);
      try {
        await it.withPage(async (page) => {
          await openPlayground(page, `${untyped.origin}/`);
          assert.match(await seen(page, "#matrix"), /mia/);
        });
      } finally {
        await untyped.stop();
      }
    });
  },
  () => serveFiles(site.folder, { prefix, pages: { ...docs, "gallery/no/such/page": readFileSync(join(site.folder, "404.html")) } }),
);
