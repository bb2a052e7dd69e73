// Embeds in pages of another origin, in Chromium and Firefox.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { inBoth } from "../lib/both.js";
import { startHost, strict } from "../lib/host.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const narrow = { width: 360, height: 740 };
const scenario = "gallery/teacher";

/** The live page, once the engine has answered. */
const alive = "html[data-engine=ready] #app:not(.is-coming)";

/** The frame of the page's first embed, once it is there. */
async function frameOf(page, nth = 0) {
  const find = async () => (await page.waitForFunction((n) => {
    const all = [...document.querySelectorAll("iframe")];
    for (const e of document.querySelectorAll("rolecall-playground")) all.push(...(e.shadowRoot?.querySelectorAll("iframe") ?? []));
    return all[n];
  }, {}, nth)).asElement();
  let element = await find();
  // A frame of another origin changes its process while it loads, and the driver may lose it then: what is there it can
  // no longer ask. Such a frame is loaded again, and with the whole page where that does not help; one that can be asked and
  // is not ready has a fault of its own.
  for (let left = 4; ; left--) {
    const frame = await element.contentFrame();
    try {
      await frame.waitForSelector("html[data-script=ready] :is(#embed, #app)", { timeout: 6_000 });
      return { frame, element };
    } catch (error) {
      const state = await Promise.race([
        frame.evaluate(() => `${location} ${document.readyState} script ${document.documentElement.dataset.script}`).catch(String),
        new Promise((done) => setTimeout(done, 2_000, "lost")),
      ]);
      if (left === 0) throw new Error(`the frame: ${state}`, { cause: error });
      if (state !== "lost" && !state.endsWith("script ready")) continue;
      if (left > 2) {
        await element.evaluate((f) => f.setAttribute("src", f.src));
      } else {
        await page.reload();
        element = await find();
      }
    }
  }
}

const heightOf = (element) => element.evaluate((f) => f.clientHeight);

/** Waits until what ask returns is what is wanted. */
async function until(ask, wanted, what) {
  const end = Date.now() + 15_000;
  for (let got; ; await new Promise((done) => setTimeout(done, 50))) {
    got = await ask();
    if (wanted(got)) return got;
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(got)}`);
  }
}

async function tryIt(frame) {
  await frame.waitForSelector("html[data-script=ready]");
  await (await frame.waitForSelector("#try")).click();
  await frame.waitForSelector(alive);
}

async function audit(frame) {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const result = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.flat().join(" ")).join(" | ")}`);
  });
}

inBoth((it) => {
  let host;
  before(async () => {
    host = await startHost();
    it.origins.push(host.origin);
  });
  after(() => host.stop());
  const embed = (query = "", sandbox = "allow-scripts", at = scenario) =>
    `<iframe src="${it.origin}/e/${at}${query}" title="A scenario" width="640" height="360"${sandbox === null ? "" : ` sandbox="${sandbox}"`}></iframe>`;
  const v1 = () => `<script async src="${it.origin}/embed/v1.js"></script>`;

  for (const [what, sandbox] of Object.entries({ "in a sandbox": "allow-scripts", "without a sandbox": null })) {
    test(`an embed ${what} answers at once, and lives when it is tried`, async () => {
      await it.withPage(async (page) => {
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        await page.goto(host.put("/plain", { body: embed("", sandbox) }));
        const { frame } = await frameOf(page);
        assert.match(await frame.$eval("#embed", (e) => e.innerText), /johan/);
        assert.ok(!asked.some((url) => /\.wasm|embedlive|worker/.test(url)), `before anybody tries it: ${asked.join(" ")}`);
        await tryIt(frame);
        assert.match(await frame.$eval("#panel", (e) => e.innerText), /johan/);
        // Another version, and the engine answers anew.
        await frame.select("#version", "4.1.6");
        await frame.waitForFunction(() => /JupyterHub 4\.1\.6/.test(document.querySelector("#status").textContent));
        // A view and a cell.
        await (await frame.$("#tab-checks")).click();
        await frame.waitForSelector("#panel .checks");
        await (await frame.$("#tab-access")).click();
        await (await frame.waitForSelector('#panel [data-ask-who="johan"]')).click();
        await frame.waitForSelector("#peek-why");
        assert.ok(asked.some((url) => url.includes(".wasm")));
      });
    });
  }

  test("the editor in an embed follows typing", async () => {
    await it.withPage(async (page) => {
      await page.goto(host.put("/edit", { body: embed("?view=edit") }));
      const { frame } = await frameOf(page);
      await frame.waitForSelector(alive);
      const content = await frame.waitForSelector("#editor >>> .cm-content");
      await content.click();
      await page.keyboard.down("Control");
      await page.keyboard.press("a");
      await page.keyboard.up("Control");
      await page.keyboard.type('c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["read:user"]');
      await frame.waitForSelector("#editor >>> .cm-lintRange-error");
      assert.equal(await frame.evaluate(() => document.querySelector("#embed")), null);
    });
  });

  test("tabs lead to the other views, with and without script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      await it.withPage(
        async (page) => {
          for (const view of ["access", "checks", "why", "config", ...(javaScriptEnabled ? [] : ["edit"])]) {
            // Firefox without script can't be driven into a frame: the frame's own address is opened.
            await page.goto(`${it.origin}/e/${scenario}?view=${view}&theme=dark`);
            const text = await page.$eval("#embed-inner, #app", (e) => e.innerText);
            assert.match(text, { access: /any member of class-b/, checks: /johan cannot/, why: /johan may/, config: /load_roles/, edit: /load_roles/ }[view]);
            assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
            const links = await page.$eval("nav", (n) => [...n.querySelectorAll("a")].map((a) => a.href).join(" "));
            assert.match(links, /\?theme=dark&view=access .*view=checks .*view=why .*view=config/);
          }
        },
        { javaScriptEnabled },
      );
    }
    await it.withPage(async (page) => {
      await page.goto(host.put("/tabs", { body: embed() }));
      const before = await page.evaluate(() => history.length);
      const { frame } = await frameOf(page);
      for (const [tab, shows] of [["checks", ".check"], ["why", "#answer-title"], ["config", ".code-line"], ["access", "#matrix"]]) {
        await (await frame.$(`#embed-${tab}`)).click();
        await frame.waitForSelector(`#embed[data-view=${tab}] ${shows}`);
        assert.equal(await frame.evaluate(() => document.activeElement.id), `embed-${tab}`);
      }
      assert.equal(await page.evaluate(() => history.length), before, "the history is the host's");
    });
  });

  test("the element and plain frames get the height of what they hold, within bounds", async () => {
    await it.withPage(async (page) => {
      const facts = await (await fetch(`${it.origin}/embed/v1.json`)).json();
      const body =
        `<rolecall-playground src="${it.origin}/s/../gallery/teacher" view="checks"><p>no script</p></rolecall-playground>` +
        `<rolecall-playground src="${it.origin}/gallery/reader" max-height="200"></rolecall-playground>${embed("?view=why")}` +
        `<iframe src="/other" title="Another" width="300" height="150"></iframe>`;
      host.put("/other", { script: 'parent.postMessage({rolecall: 1, height: 999, title: "x"}, "*")' });
      await page.goto(
        host.put("/heights", {
          body,
          head: `<script async src="${facts.script}" integrity="${facts.integrity}" crossorigin></script>`,
          headers: { "Content-Security-Policy": strict(it.origin).replace("frame-src", "frame-src 'self'") },
        }),
      );
      const all = await until(
        () =>
          page.evaluate(() => {
            const own = [...document.querySelectorAll("rolecall-playground")].map((e) => e.shadowRoot?.querySelector("iframe"));
            return [...own, ...document.querySelectorAll("iframe")].map((f) => f?.clientHeight);
          }),
        ([checks, capped, why]) => checks === 640 && capped === 200 && why !== 360,
        "heights",
      );
      assert.ok(all[2] > 150 && all[2] < 640, `why: ${all[2]}`);
      assert.equal(all[3], 150, "a frame of others stays as it is");
      // The content fits: nothing scrolls in a frame that has its height.
      const { frame } = await frameOf(page, 0);
      assert.ok(await frame.evaluate(() => document.querySelector("#embed-view").scrollHeight - document.querySelector("#embed-view").clientHeight <= 1));
    });
  });

  test("heights follow the content, down as well", async () => {
    await it.withPage(async (page) => {
      await page.goto(host.put("/follow", { head: v1(), body: `<rolecall-playground src="${it.origin}/gallery/teacher" view="access" max-height="2000"></rolecall-playground>` }));
      const { frame, element } = await frameOf(page);
      const tall = await until(() => heightOf(element), (h) => h > 400, "Access");
      await (await frame.$("#embed-config")).click();
      await until(() => heightOf(element), (h) => h < tall - 50, "Config is lower");
      await tryIt(frame);
      await until(() => heightOf(element), (h) => h === 560, "the live page");
    });
  });

  test("messages from elsewhere change nothing", async () => {
    await it.withPage(async (page) => {
      const body = `<rolecall-playground src="${it.origin}/gallery/teacher" view="why"></rolecall-playground><iframe id="stranger" src="/stranger" title="A stranger"></iframe>`;
      host.put("/stranger", {
        script: 'for (const height of [600, "600", NaN, Infinity, -5]) parent.postMessage({rolecall: 1, height, title: "<b>"}, "*"); parent[0]?.postMessage({rolecall: 1, theme: "dark"}, "*")',
      });
      await page.goto(host.put("/messages", { head: v1(), body }));
      const { frame, element } = await frameOf(page, 1);
      const height = await until(() => heightOf(element), (h) => h !== 360, "the first height");
      await page.evaluate(() => {
        for (const height of [600, "600", NaN, Infinity, -5]) window.postMessage({ rolecall: 1, height }, "*");
        window.postMessage(null, "*");
        window.postMessage({ rolecall: 2, height: 600 }, "*");
      });
      // The frame itself listens to its parent alone, and only to themes that there are.
      await frame.evaluate(() => window.postMessage({ rolecall: 1, theme: "dark" }, "*"));
      await page.evaluate(() => {
        const inner = document.querySelector("rolecall-playground").shadowRoot.querySelector("iframe").contentWindow;
        inner.postMessage({ rolecall: 1, theme: "purple" }, "*");
        inner.postMessage("dark", "*");
      });
      await new Promise((done) => setTimeout(done, 400));
      assert.equal(await heightOf(element), height);
      assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), undefined);
      // What the frame says counts, and is clamped.
      await element.evaluate((f) => {
        window.heights = new Set();
        new MutationObserver(() => window.heights.add(f.style.height)).observe(f, { attributes: true });
      });
      for (const said of [1e9, 1]) await frame.evaluate((h) => void setTimeout(() => parent.postMessage({ rolecall: 1, height: h, title: "" }, "*")), said);
      await until(() => page.evaluate(() => [...window.heights].join()), (all) => /\b640px/.test(all) && /\b120px/.test(all), "clamped");
    });
  });

  test("the theme follows the element's attribute without loading again", async () => {
    await it.withPage(async (page) => {
      await page.goto(host.put("/theme", { head: v1(), body: `<rolecall-playground src="${it.origin}/gallery/teacher" theme="light"></rolecall-playground>` }));
      const { frame } = await frameOf(page);
      await tryIt(frame);
      await page.evaluate(() => document.querySelector("rolecall-playground").setAttribute("theme", "dark"));
      await frame.waitForFunction(() => document.documentElement.dataset.theme === "dark");
      assert.ok(await frame.$("#app"), "what was tried stays");
    });
  });

  test("an element that names no scenario of ours keeps what the page wrote", async () => {
    await it.withPage(async (page) => {
      const body = ["https://elsewhere.example/s/x", "javascript:alert(1)", "", `${it.origin}/`].map((src) => `<rolecall-playground src="${src}"><p>as written</p></rolecall-playground>`).join("");
      await page.goto(host.put("/strange", { head: v1(), body, headers: { "Content-Security-Policy": strict(it.origin) } }));
      await page.waitForFunction(() => customElements.get("rolecall-playground"));
      const heights = await page.$$eval("rolecall-playground p", (all) => all.map((p) => p.getBoundingClientRect().height));
      assert.equal(heights.length, 4);
      assert.ok(heights.every((h) => h > 0), heights.join());
      assert.equal(await page.evaluate(() => [...document.querySelectorAll("rolecall-playground")].filter((e) => e.shadowRoot.querySelector("iframe")).length), 0);
    });
  });

  test("a wrong address shows in the frame what it may be", async () => {
    await it.withPage(async (page, opened) => {
      await page.goto(host.put("/wrong", { body: embed("?view=nix") + embed("", "allow-scripts", "aaaaaaaaaaaa") }));
      assert.match(await (await frameOf(page, 0)).frame.$eval("#embed", (e) => e.innerText), /access, checks, why, config, edit/);
      assert.match(await (await frameOf(page, 1)).frame.$eval("#embed", (e) => e.innerText), /There is no scenario/);
      opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !/40[04]/.test(p)));
    });
  });

  test("a sandbox that keeps windows from opening is told of, with the address", async () => {
    await it.withPage(async (page, opened) => {
      await page.goto(host.put("/popups", { body: embed() }));
      const { frame } = await frameOf(page);
      await (await frame.$("#home")).click();
      await frame.waitForFunction(() => document.querySelector("#embed-note").textContent.includes("/gallery/teacher"));
      opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !/popup/i.test(p))); // the browser's own word
    });
  });

  test("a page that isolates itself can show an embed", async () => {
    await it.withPage(async (page) => {
      const headers = { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" };
      await page.goto(host.put("/isolated", { body: embed(), headers }));
      assert.equal(await page.evaluate(() => crossOriginIsolated), true);
      const { frame } = await frameOf(page);
      await frame.evaluate(() => document.querySelector("#try").click()); // Firefox's driver reaches no isolated page with its pointer
      await frame.waitForSelector(alive);
    });
  });

  test("an embed keeps nothing, and leaves the playground's draft alone", async () => {
    await it.withPage(async (page) => {
      await page.goto(it.origin);
      await page.evaluate(() => localStorage.setItem("rolecall:draft", JSON.stringify({ document: "mine", edits: [] })));
      await page.goto(`${it.origin}/e/${scenario}?view=edit`);
      await page.waitForSelector(alive);
      await (await page.waitForSelector("#editor >>> .cm-content")).click();
      await page.keyboard.type("# typed\n");
      await page.waitForSelector("html[data-engine=ready]");
      await new Promise((done) => setTimeout(done, 700)); // as long as a draft takes to be kept
      assert.equal(await page.evaluate(() => localStorage.getItem("rolecall:draft")), '{"document":"mine","edits":[]}');
      assert.equal(await page.evaluate(() => location.hash), "");
    });
  });

  test("what was typed leaves with the link, and no server sees it", async () => {
    await it.withPage(async (page) => {
      await page.goto(host.put("/leave", { body: embed("?view=edit") }));
      const { frame } = await frameOf(page);
      await frame.waitForSelector(alive);
      assert.equal(await frame.$eval("#open", (a) => new URL(a.href).pathname + new URL(a.href).search), `/?from=${scenario}`);
      await (await frame.waitForSelector("#editor >>> .cm-content")).click();
      await page.keyboard.type("# typed in a frame\n");
      await frame.waitForFunction(() => document.querySelector("#open").href.includes("/#z:"));
      await new Promise((done) => setTimeout(done, 300)); // the last key's answer
      const href = await frame.$eval("#open", (a) => a.href);
      await page.goto("about:blank");
      await page.goto(href);
      await page.waitForSelector("html[data-engine=ready]");
      const text = await (await page.waitForSelector("#editor >>> .cm-content")).evaluate((e) => e.innerText);
      assert.match(text, /# typed in a frame/);
      assert.match(text, /load_groups/);
    });
  });

  test("a shared scenario is embedded until it is deleted", async () => {
    await it.withPage(async (page, opened) => {
      const document = '---\nformat: 1\ntitle: Shared <b>\n---\n```python jupyterhub_config.py\nc.Authenticator.admin_users = {"ann"}\n```\n\n```checks\nann can admin:users\n```\n';
      const saved = await (await fetch(`${it.origin}/api/scenarios`, { method: "POST", headers: { "Content-Type": "text/markdown" }, body: document })).json();
      const url = host.put("/shared", { head: v1(), body: `<rolecall-playground src="${it.origin}/s/${saved.id}" view="checks"></rolecall-playground>` });
      await page.goto(url);
      const { frame } = await frameOf(page);
      assert.equal(await frame.$eval("h1", (h) => h.textContent), "Shared <b>");
      assert.equal(await page.$eval("rolecall-playground", (e) => e.shadowRoot.querySelector("iframe").src), `${it.origin}/e/${saved.id}?view=checks`);
      await tryIt(frame);
      assert.match(await frame.$eval("#panel", (e) => e.innerText), /ann can/);
      const gone = await fetch(`${it.origin}/api/scenarios/${saved.id}`, { method: "DELETE", headers: { Authorization: `Bearer ${saved.token}` } });
      assert.ok(gone.ok);
      await page.goto("about:blank");
      await page.goto(url);
      const after = await frameOf(page);
      assert.match(await after.frame.$eval("#embed", (e) => e.innerText), /was deleted/);
      opened.problems.splice(0, Infinity, ...opened.problems.filter((p) => !/410/.test(p)));
    });
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in embeds, ${colorScheme}`, async () => {
      await it.withPage(
        async (page) => {
          const found = [];
          for (const width of [640, 320]) {
            await page.setViewport({ width, height: 360 });
            for (const view of ["access", "checks", "why", "config"]) {
              await page.goto(`${it.origin}/e/${scenario}?view=${view}`);
              found.push(...(await audit(page.mainFrame())).map((f) => `${view}, ${width}: ${f}`));
              const { scroll, room } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, room: innerWidth }));
              assert.ok(scroll <= room, `${view} is ${scroll} wide on ${room}`);
              assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight), `${view}: the frame itself scrolls`);
            }
            await page.goto(`${it.origin}/e/${scenario}`);
            await tryIt(page.mainFrame());
            found.push(...(await audit(page.mainFrame())).map((f) => `live, ${width}: ${f}`));
            const { scroll, room } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, room: innerWidth }));
            assert.ok(scroll <= room, `live is ${scroll} wide on ${room}`);
          }
          assert.deepEqual(found, []);
        },
        { colorScheme, viewport: narrow },
      );
    });
  }

  test("an embed is used by keyboard alone", async () => {
    await it.withPage(async (page) => {
      await page.goto(host.put("/keys", { body: `<button id="before">before</button>${embed()}` }));
      const { frame } = await frameOf(page);
      await page.focus("#before");
      const order = [];
      for (let i = 0; i < 8; i++) {
        await page.keyboard.press("Tab");
        order.push(await frame.evaluate(() => document.activeElement?.id));
        if (order.at(-1) === "try") break;
      }
      assert.deepEqual(order.filter(Boolean), ["embed-access", "embed-checks", "embed-why", "embed-config", "embed-view", "home", "try"]);
      await page.keyboard.press("Enter");
      await frame.waitForSelector(alive);
      assert.equal(await frame.evaluate(() => document.activeElement.id), "tab-access");
      await page.keyboard.press("ArrowRight");
      await frame.waitForSelector("#tab-why[aria-selected=true]");
    });
  });

  test("what a static embed weighs", async () => {
    const page = await fetch(`${it.origin}/e/${scenario}`, { headers: { "Accept-Encoding": "gzip" } });
    const html = await page.text();
    let total = Number(page.headers.get("content-length"));
    for (const [, url] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const answer = await fetch(it.origin + url, { headers: { "Accept-Encoding": "gzip" } });
      await answer.arrayBuffer();
      total += Number(answer.headers.get("content-length"));
    }
    assert.ok(total > 5_000 && total < 30_000, `${total} bytes`);
  });
});
