// Sharing, from the dialog to the page of a stranger, in Chromium and Firefox.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { inBoth } from "../lib/both.js";
import { startServer } from "../lib/server.js";
import { forms, openPlayground, openShare, ready, seen, type, upload, watchRequests, write, written } from "../lib/sharedialog.js";

const team = `c.JupyterHub.load_groups = {"team": {"users": ["ann", "bob"]}}
c.JupyterHub.load_roles = [
    {"name": "helper", "scopes": ["list:users"], "users": ["ann"]},
]
`;

const secret = `c.JupyterHub.services = [
    {"name": "culler", "api_token": "3f9c41d07be82a6b5e1d"},
    {"name": "again", "api_token": "3f9c41d07be82a6b5e1d"},
]
c.JupyterHub.cookie_secret = bytes.fromhex("8c1f0a6be27d4953a1c07b9e64f2d8350be19c74a6d2f8013e5b7c9d0f4a2681")
c.Authenticator.admin_users = {"ann@uni-bonn.de"}
`;

inBoth((it) => {
  const json = async (url) => (await fetch(url)).json();
  const idOf = (link) => new URL(link).pathname.slice("/s/".length);

  test("what is uploaded is said first, then it is, and a stranger sees the answer", async () => {
    let link = "";
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      const title = await page.$eval("#title", (e) => e.textContent);
      const sent = watchRequests(page);
      await openShare(page);
      assert.equal(await seen(page, "#share-head"), "Share Nothing has been uploaded.");
      assert.match(await seen(page, ".share-public"), /Anyone with its address can read it.*token with which you can delete it.*Uploaded: title, notes, jupyterhub_config\.py and checks\..* nothing else\./s);
      assert.match(await seen(page, "#share-found"), /checks hold JupyterHub 5\.5\.1 .*(kB|bytes)/);
      const said = await page.$eval("#share-text", (e) => e.textContent);
      assert.deepEqual(sent, [], "nothing is sent before it is said to be");
      const got = await upload(page);
      link = got.link;
      assert.equal(link, `${it.origin}/s/${idOf(link)}`);
      const kept = await json(`${it.origin}/api/scenarios/${idOf(link)}`);
      assert.equal(kept.document, said, "what was said is what is kept, byte for byte");
      assert.equal(got.markdown, `**${title}**  \n${kept.verdict.hold} checks hold on JupyterHub 5.5.1\n\n${link}`);
      assert.deepEqual(sent.filter((s) => s.startsWith("POST")), [`POST ${it.origin}/api/scenarios`]);
      assert.equal(new URL(page.url()).pathname, "/", "the draft's page stays");
      assert.equal(await seen(page, "#share-problem"), "");
    });
    await it.withPage(async (page) => {
      await page.goto(link);
      assert.match(await page.$eval("main", (m) => m.innerText), /checks hold/);
      await page.click("#try");
      await page.waitForFunction(() => location.search.startsWith("?from=s"));
      await ready(page);
      // A copy as it came has its link already.
      const sent = watchRequests(page);
      await openShare(page);
      await page.waitForSelector("#share-forms:not([hidden])");
      assert.equal((await forms(page)).link, link);
      assert.deepEqual(sent.filter((s) => s.startsWith("POST")), []);
    });
  });

  test("a copy that was changed names its parent, and can be compared with it", async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await write(page, team);
      await ready(page);
      await openShare(page);
      const parent = idOf((await upload(page)).link);
      await page.goto(`${it.origin}/?from=s/${parent}`);
      await ready(page);
      await type(page, '\nc.JupyterHub.load_roles[0]["scopes"].append("admin:users")');
      await ready(page);
      await page.reload(); // the draft remembers where it comes from
      await ready(page);
      await openShare(page);
      const child = idOf((await upload(page)).link);
      assert.notEqual(child, parent);
      assert.equal((await json(`${it.origin}/api/scenarios/${child}`)).parent, parent);
      await page.click("#share-compare");
      await page.waitForFunction(() => location.pathname.endsWith("/compare"));
      assert.match(await page.$eval("main", (m) => m.innerText), /admin:users/);
      // And what is shared next from this draft is a copy of the copy.
      await page.goto(it.origin);
      await ready(page);
      await type(page, "\n# one more change");
      await ready(page);
      await openShare(page);
      const grandchild = idOf((await upload(page)).link);
      assert.equal((await json(`${it.origin}/api/scenarios/${grandchild}`)).parent, child);
    });
  });

  test("secrets are shown with their place, and replaced in one go", async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await write(page, secret);
      await ready(page);
      await openShare(page);
      const found = await seen(page, "#share-found");
      assert.match(found, /jupyterhub_config\.py, line 2, seems to hold a token api_token: 3f9…e1d/);
      assert.match(found, /line 5, seems to hold a key of the Hub/);
      assert.match(found, /1 e-mail address is in it/);
      assert.equal(await seen(page, "#share-upload"), "Upload as it is");
      // The private link comes first, for eyes and for the keyboard.
      assert.ok(await page.evaluate(() => Boolean(document.querySelector("#share-alone").compareDocumentPosition(document.querySelector("#share-upload")) & Node.DOCUMENT_POSITION_FOLLOWING)));
      // Its place is shown in the editor.
      await page.click("#share-show-2");
      await page.waitForFunction(() => !document.querySelector("#share-dialog").open);
      assert.match(await page.$eval("#editor", (e) => e.shadowRoot.querySelector(".cm-activeLine").textContent), /cookie_secret/);
      // One replacement takes every place of the same secret.
      await openShare(page);
      await page.click("#share-blank-0");
      await page.waitForFunction(() => !document.querySelector("#share-found").innerText.includes("a token"));
      let text = await written(page);
      assert.equal(text.match(/"api_token": "replaced-1"/g)?.length, 2);
      assert.match(text, /8c1f0a6b/);
      await page.click("#share-blank-0");
      await page.waitForFunction(() => !document.querySelector("#share-found").innerText.includes("seems to hold"));
      text = await written(page);
      assert.match(text, /fromhex\("0{62}[0-9a-f]{2}"\)/, "still hexadecimal, so the config is still read");
      assert.match(text, /ann@uni-bonn\.de/);
      await page.click("#share-blank-mail");
      await page.waitForFunction(() => !document.querySelector("#share-found").innerText.includes("e-mail"));
      assert.match(await written(page), /person-\d@example\.org/);
      assert.equal(await seen(page, "#share-upload"), "Upload");
      const { link } = await upload(page);
      const kept = (await json(`${it.origin}/api/scenarios/${idOf(link)}`)).document;
      assert.doesNotMatch(kept, /3f9c41d0|8c1f0a6b|bonn/);
      // The originals are a few steps of undo away.
      await page.keyboard.press("Escape");
      await page.evaluate(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-content").focus());
      for (let i = 0; i < 3; i++) {
        await page.keyboard.down("Control");
        await page.keyboard.press("z");
        await page.keyboard.up("Control");
      }
      assert.equal((await written(page)).trimEnd(), secret.trimEnd());
    });
  });

  test("every form is copied by its button, and works where it is pasted", async () => {
    await it.withPage(async (page, opened) => {
      const host = createServer((request, response) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(`<!doctype html><title>A page of others</title>${decodeURIComponent(new URL(request.url, "http://x").search.slice(1))}`);
      }).listen(0, "127.0.0.1");
      await once(host, "listening");
      const foreign = `http://127.0.0.1:${host.address().port}`;
      try {
        if (it.name === "chromium") await page.browserContext().overridePermissions(it.origin, ["clipboard-read", "clipboard-write"]);
        await openPlayground(page, it.origin);
        await openShare(page);
        const got = await upload(page);
        for (const [name, text] of Object.entries(got)) {
          await page.click(`[data-copy-from=share-${name}]`);
          await page.waitForFunction((n) => document.querySelector(`[data-copy-from=share-${n}] [data-copied=yes]`).checkVisibility(), {}, name);
          assert.equal((await page.evaluate(() => navigator.clipboard.readText())).replaceAll("\r\n", "\n"), text, name);
        }
        // Markdown and badge, as a page renders them that is not ours to change: a scenario's prose, by goldmark.
        const post = await fetch(`${it.origin}/api/scenarios`, {
          method: "POST",
          headers: { "Content-Type": "text/markdown" },
          body: `---\ntitle: A post\n---\n${got.markdown}\n\n\`\`\`python jupyterhub_config.py\n\`\`\`\n`,
        });
        assert.equal(post.status, 201, await post.clone().text());
        const { url } = await post.json();
        await page.goto(url);
        const prose = await page.$eval(".prose", (p) => ({ text: p.innerText, links: [...p.querySelectorAll("a")].map((a) => a.href) }));
        assert.match(prose.text, /^A teacher who runs one class\n15 checks hold on JupyterHub 5\.5\.1\n/);
        assert.ok(prose.text.trimEnd().endsWith(got.link), prose.text);
        // A frame and an element in a page of another origin.
        for (const form of [got.frame, got.element].filter(Boolean)) {
          await page.goto(`${foreign}/?${encodeURIComponent(form)}`);
          const frame = await page.waitForFrame((f) => f.url().startsWith(`${it.origin}/e/`));
          await frame.waitForSelector("h1");
          assert.match(await frame.$eval("body", (b) => b.innerText), /A teacher who runs one class/);
        }
        await page.goto(`${foreign}/?${encodeURIComponent(`<a href="${got.link}"><img src="${got.link}/badge.svg"></a>`)}`);
        assert.ok(await page.waitForFunction(() => document.querySelector("img").naturalWidth > 60), "the badge is a picture");
        opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !p.startsWith(`foreign: ${foreign}`) && !p.includes("Browsing context already closed"))); // the page was left
      } finally {
        host.close();
      }
    });
  });

  test("a scenario is deleted by its token, after a question", async () => {
    await it.withPage(async (page, opened) => {
      await openPlayground(page, it.origin);
      await write(page, team);
      await ready(page);
      await openShare(page);
      const { link } = await upload(page);
      assert.equal((await fetch(link)).status, 200);
      await page.click("#share-shelf summary");
      await page.click("#share-list [data-item=delete]");
      assert.match(await seen(page, "#share-list [data-item=sure]"), /lead nowhere/);
      await page.click("#share-list [data-item=no]");
      assert.equal((await fetch(link)).status, 200, "it was only asked");
      await page.click("#share-list [data-item=delete]");
      await page.click("#share-list [data-item=yes]");
      await page.waitForFunction(() => document.querySelector("#share-foot").hidden);
      assert.equal((await fetch(link)).status, 410);
      assert.equal(await seen(page, "#share-head"), "Share Nothing has been uploaded.");
      assert.match(await written(page), /helper/, "the document is still here");
      assert.notEqual((await upload(page)).link, link);
      opened.isClean();
    });
  });

  test("refusals and a missing server are said, and nothing is lost", async () => {
    await it.withPage(async (page, opened) => {
      await openPlayground(page, it.origin);
      await write(page, team);
      await ready(page);
      await openShare(page);
      let answer;
      await page.setRequestInterception(true);
      page.on("request", (r) => {
        if (r.method() !== "POST" || !answer) return r.continue();
        return answer === "none" ? r.abort("connectionrefused") : r.respond({ contentType: "application/json", ...answer });
      });
      const body = JSON.stringify({ error: { id: "x", message: "This much is too much.", hint: "Take less." } });
      for (const [given, words] of [
        [{ status: 413, body }, /Too large for this server This much is too much\. Take less\. /],
        [{ status: 429, body, headers: { "Retry-After": "17" } }, /Too many uploads at once .*Try again in 17 seconds\./],
        [{ status: 503, body: "{}", headers: { "Retry-After": "600" } }, /The server is busy Your text is still here\. Try again in 10 minutes\./],
        [{ status: 500, body: "oops" }, /The server failed/],
        ["none", /No answer from the server Your text is still here/],
      ]) {
        answer = given;
        await page.click("#share-upload");
        await page.waitForFunction(() => !document.querySelector("#share-problem").hidden && document.querySelector("#share-dialog").dataset.state === "review");
        assert.match(await seen(page, "#share-problem"), words);
        assert.match(await written(page), /helper/);
      }
      answer = undefined;
      const { link } = await upload(page);
      assert.equal(await seen(page, "#share-problem"), "");
      assert.equal((await fetch(link)).status, 200);
      opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !/answer (413|429|503|500)|Failed to load resource|failed: .*\/api\/scenarios/.test(p)));
    });
  });

  test("a browser that keeps nothing gives the token as a file", async () => {
    await it.withPage(async (page) => {
      await page.evaluateOnNewDocument(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("no room", "QuotaExceededError");
        };
        // What would be downloaded.
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          blob.text().then((text) => (globalThis.downloaded = text));
          return make.call(URL, blob);
        };
        HTMLAnchorElement.prototype.click = function () {
          globalThis.downloadedAs = this.download;
        };
      });
      await openPlayground(page, it.origin);
      await openShare(page);
      const { link } = await upload(page);
      assert.match(await seen(page, "#share-unkept"), /keeps nothing, so download the token now/);
      await page.click("#share-token-file");
      await page.waitForFunction(() => globalThis.downloaded);
      const file = await page.evaluate(() => globalThis.downloaded);
      const token = /^Deletion token: (\S+)$/m.exec(file)[1];
      assert.ok(file.includes(`Page: ${link}\n`) && file.includes(`curl -X DELETE -H "Authorization: Bearer ${token}" ${it.origin}/api/scenarios/${idOf(link)}\n`), file);
      assert.equal(await page.evaluate(() => globalThis.downloadedAs), `rolecall-${idOf(link)}-deletion.txt`);
      const gone = await fetch(`${it.origin}/api/scenarios/${idOf(link)}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
      assert.equal(gone.status, 204);
      // The document as a file is the document.
      const said = await page.$eval("#share-text", (e) => e.textContent);
      await page.evaluate(() => (globalThis.downloaded = undefined));
      await page.click("#share-download");
      await page.waitForFunction(() => globalThis.downloaded);
      assert.equal(await page.evaluate(() => globalThis.downloaded), said);
      assert.equal(await page.evaluate(() => globalThis.downloadedAs), "a-teacher-who-runs-one-class.md");
    });
  });

  test("the dialog is used by keyboard alone, and gives the focus back", async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, it.origin);
      await page.focus("#share");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#share-upload:not([disabled])", { visible: true });
      const focus = () => page.evaluate(() => document.activeElement.id);
      assert.equal(await focus(), "share-title");
      const order = [];
      for (let i = 0; i < 12 && order.at(-1) !== "share-download"; i++) {
        await page.keyboard.press("Tab");
        order.push(await focus());
      }
      assert.ok(order.indexOf("share-upload") > order.indexOf("share-close"), order.join());
      assert.equal(order.at(-1), "share-download", order.join());
      await page.focus("#share-upload");
      await page.keyboard.press("Enter");
      await page.waitForSelector("#share-forms:not([hidden])");
      await page.waitForFunction(() => document.activeElement.dataset.copyFrom === "share-link");
      assert.equal(await page.$eval("#share-said", (e) => e.textContent), "Shared. The link is ready to be copied.");
      await page.keyboard.press("Escape");
      assert.equal(await page.$eval("#share-dialog", (d) => d.open), false);
      assert.equal(await focus(), "share");
    });
  });

  test("where the clipboard is closed the text is selected", async () => {
    await it.withPage(async (page) => {
      await page.evaluateOnNewDocument(() => {
        Object.defineProperty(navigator, "clipboard", { value: undefined });
        document.execCommand = (command) => {
          globalThis.commanded = `${command} ${document.activeElement.value}`;
          return globalThis.allowed;
        };
      });
      await openPlayground(page, it.origin);
      await openShare(page);
      const link = (await forms(page)).private;
      await page.click("[data-copy-from=share-private]");
      await page.waitForFunction(() => document.querySelector("#share-said").textContent.includes("press Control C"));
      const selected = await page.$eval("#share-private", (f) => f.value.slice(f.selectionStart, f.selectionEnd));
      assert.equal(selected, link);
      assert.equal(await page.evaluate(() => document.activeElement.id), "share-private");
      await page.evaluate(() => (globalThis.allowed = true));
      await page.click("[data-copy-from=share-private]");
      await page.waitForFunction(() => document.querySelector("#share-said").textContent === "Copied.");
      assert.equal(await page.evaluate(() => globalThis.commanded), `copy ${link}`);
    });
  });

  test("a page that was deleted elsewhere is not offered again", async () => {
    await it.withPage(async (page, opened) => {
      await openPlayground(page, it.origin);
      await openShare(page);
      const { link } = await upload(page);
      await page.keyboard.press("Escape");
      await openShare(page);
      await page.waitForSelector("#share-forms:not([hidden])");
      assert.equal((await forms(page)).link, link, "the same document is not uploaded twice");
      await page.keyboard.press("Escape");
      const { token } = await page.evaluate(() => JSON.parse(localStorage.getItem("rolecall:shared"))[0]);
      await fetch(`${it.origin}/api/scenarios/${idOf(link)}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
      await page.click("#share");
      await page.waitForFunction(() => document.querySelector("#share-foot").hidden);
      assert.equal(await seen(page, "#share-upload"), "Upload");
      assert.equal(await seen(page, "#share-forms"), "");
      // The browser itself tells of the 410.
      opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !/answer 410|Failed to load resource/.test(p)));
    });
  });

  test("the version that is looked at is the version that is shared", async () => {
    await it.withPage(async (page) => {
      await openPlayground(page, `${it.origin}/#jupyterhub=4.1.6`);
      await openShare(page);
      assert.match(await seen(page, "#share-found"), /JupyterHub 4\.1\.6/);
      const { link } = await upload(page);
      assert.equal((await json(`${it.origin}/api/scenarios/${idOf(link)}`)).version, "4.1.6");
    });
  });
});

inBoth(
  (it) => {
    test("a server without a store offers the private link and the file, and says why", async () => {
      await it.withPage(async (page) => {
        await openPlayground(page, it.origin);
        await openShare(page);
        assert.match(await seen(page, "#share-off"), /keeps no scenarios.*hold the whole scenario/);
        assert.equal(await page.$("#share-upload"), null);
        assert.match((await forms(page)).private, /#z:/);
        assert.equal(await seen(page, "#share-download"), "Download");
      });
    });

    test("without script the button says so", async () => {
      await it.withPage(
        async (page) => {
          await page.goto(it.origin);
          const box = await page.$eval("#share", (b) => JSON.parse(JSON.stringify(b.getBoundingClientRect())));
          await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
          assert.match(await page.$eval("#share-help", (h) => (h.matches(":popover-open") ? h.innerText : "")), /takes JavaScript here[^]*keeps no scenarios/);
        },
        { javaScriptEnabled: false },
      );
    });
  },
  () => startServer(["--database", "none"]),
);
