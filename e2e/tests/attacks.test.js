// Every attack of e2e/attacks, shared and opened in real browsers: nothing runs, nothing is fetched from elsewhere, no
// policy is violated. openWatched notices exceptions, console errors, violations and requests to other hosts.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { before, test } from "node:test";
import { attacks, count, documents } from "../lib/attacks.js";
import { inBoth } from "../lib/both.js";
import { startServer } from "../lib/server.js";
import { share, unlimited } from "../lib/share.js";

/** How many pages are open at once. */
const tabs = 3;

const serving = () => startServer(unlimited);

/** What must not stand in a page, as the browser sees it. */
const audit = () => {
  const faults = [];
  // What an embed itself has of these: its links leave the frame, and the live page waits in a template.
  if (location.pathname.startsWith("/e/")) {
    for (const ours of document.querySelectorAll("head > base[target=_blank]:not([href]), body > template#live")) ours.remove();
  }
  for (const e of document.querySelectorAll("*")) {
    if (["IFRAME", "OBJECT", "EMBED", "BASE", "STYLE", "IMG", "VIDEO", "AUDIO", "MATH", "PORTAL", "TEMPLATE"].includes(e.nodeName.toUpperCase())) {
      faults.push(`<${e.nodeName}>`);
    }
    for (const a of e.attributes) if (/^on|^style$|^srcdoc$/i.test(a.name)) faults.push(`${e.nodeName} ${a.name}`);
    if (e instanceof HTMLAnchorElement && e.hasAttribute("href")) {
      if (!["http:", "https:", "mailto:"].includes(e.protocol)) faults.push(`a link to ${e.href}`);
      const away = e.protocol === "mailto:" ? false : e.origin !== location.origin;
      if (away && !/\bnoopener\b/.test(e.rel)) faults.push(`a link that leads away: ${e.outerHTML}`);
    }
  }
  if (window.ran) faults.push(`it ran: ${window.ran}`);
  return faults;
};

inBoth((it) => {
  /** @type {{name: string, id: string}[]} */
  let shared = [];

  before(async () => {
    assert.ok(count >= 200, `there are only ${count} attacks`);
    let refused = 0;
    for (const { name, text, plain } of documents()) {
      // A header that can't be read is refused, and said so; what else the document holds is tried without it.
      let answer = await share(it.origin, text);
      if (answer.status !== 201) {
        refused++;
        assert.equal(answer.status, 422, name);
        assert.equal(answer.error.id, "unreadable-header", name);
        if (!plain) continue;
        answer = await share(it.origin, plain);
      }
      assert.equal(answer.status, 201, name);
      shared.push({ name, id: answer.id });
    }
    assert.ok(shared.length > attacks.titles.length && refused > 0, `${shared.length} were kept, ${refused} refused`);
  });

  /** Opens address(id) of every shared document in a few tabs and audits each. */
  async function openAll(address, look = audit, some = shared) {
    const faults = [];
    const queue = [...some];
    const work = async () => {
      await it.withPage(async (page, opened) => {
        await page.evaluateOnNewDocument(() => {
          for (const name of ["alert", "confirm", "prompt"]) window[name] = () => void (window.ran = name);
        });
        page.on("dialog", (dialog) => {
          faults.push(`a dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        for (let one = queue.pop(); one; one = queue.pop()) {
          await page.goto(it.origin + address(one.id), { waitUntil: "load" });
          for (const fault of await page.evaluate(look)) faults.push(`${one.name}: ${fault}`);
          for (const problem of opened.problems.splice(0)) faults.push(`${one.name}: ${problem}`);
        }
      });
    };
    await Promise.all(Array.from({ length: tabs }, work));
    assert.deepEqual(faults, []);
  }

  test("no attack runs on a scenario's page", async () => {
    await openAll((id) => `/s/${id}`);
  });

  for (const [view, every] of Object.entries({ access: 3, checks: 1, why: 3, config: 3 })) {
    test(`no attack runs in an embed that shows ${view}`, async () => {
      await openAll((id) => `/e/${id}?view=${view}`, audit, shared.filter((_, i) => i % every === 0));
    });
  }

  test("no attack runs in a badge that is opened by itself", async () => {
    await openAll(
      (id) => `/s/${id}/badge.svg`,
      () => [...document.querySelectorAll("*")].map((e) => e.nodeName).filter((name) => !["svg", "title", "rect", "path", "g", "text"].includes(name)),
      shared.filter((_, i) => it.name === "chromium" || i % 3 === 0), // Firefox takes its time to open one
    );
  });

  test("badges and cards of all attacks are pictures", async () => {
    await it.withPage(async (page) => {
      await page.goto(`${it.origin}/gallery`);
      const ids = shared.map(({ id }) => id);
      const broken = await page.evaluate(async (all) => {
        const bad = [];
        for (const [i, id] of all.entries()) {
          // A card costs some time to draw, so every fourth is asked for; server/card's own tests draw all kinds.
          for (const name of i % 4 === 0 ? ["badge.svg", "card.png"] : ["badge.svg"]) {
            const image = new Image();
            image.src = `/s/${id}/${name}`;
            await image.decode().catch(() => bad.push(`${id}/${name}`));
          }
        }
        return bad;
      }, ids);
      assert.deepEqual(broken, []);
    });
  });

  // A consumer puts oEmbed's HTML into its page as it is. about:blank has no policy that would help it.
  test("oEmbed's HTML is one frame and nothing else", async () => {
    const frames = [];
    for (const { id } of shared) {
      const answer = await fetch(`${it.origin}/oembed?url=${encodeURIComponent(`${it.origin}/s/${id}`)}`);
      assert.equal(answer.status, 200);
      frames.push((await answer.json()).html);
    }
    await it.withPage(async (page) => {
      await page.goto("about:blank");
      const found = await page.evaluate((all) => {
        const bad = [];
        for (const html of all) {
          const box = document.implementation.createHTMLDocument("").createElement("div");
          box.innerHTML = html;
          const frame = box.firstElementChild;
          const names = [...frame.attributes].map((a) => a.name).sort().join(" ");
          const whole = box.childNodes.length === 1 && frame.nodeName === "IFRAME" && frame.childNodes.length === 0;
          if (!whole || names !== "height loading referrerpolicy sandbox src style title width") bad.push(html);
        }
        return bad;
      }, frames);
      assert.deepEqual(found, []);
    });
  });

  test("no attack runs in the playground that opens a copy", async () => {
    const some = shared.filter((_, i) => i % (it.name === "chromium" ? 12 : 24) === 0);
    await it.withPage(async (page, opened) => {
      for (const { name, id } of some) {
        await page.goto(`${it.origin}/?from=s/${id}`);
        await page.waitForFunction(() => document.documentElement.dataset.engine === "ready");
        assert.deepEqual([name, ...(await page.evaluate(() => [...document.querySelectorAll("iframe, object, embed, base, img")].map((e) => e.nodeName)))], [name]);
        assert.deepEqual([name, ...opened.problems], [name]);
      }
    });
  });
});

/** Sends bytes as they are and resolves to the head of the answer. */
function raw(origin, text) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let got = "";
    socket.setEncoding("latin1").on("data", (chunk) => (got += chunk)).on("error", reject).on("close", () => resolve(got));
  });
}

test("hostile requests get an answer and add nothing to its head", async () => {
  const server = await startServer(unlimited);
  try {
    const targets = [
      "/s/%0d%0aSet-Cookie:%20a=b",
      "/s/x%0d%0a%0d%0a<script>alert(1)</script>",
      "/?from=s/%0d%0aLocation:%20//attacker.invalid",
      "/?from=//attacker.invalid",
      "/oembed?url=%0d%0aX-Evil:%201",
      "/oembed?url=javascript:alert(1)&format=%0d%0aX-Evil:1",
      "/gallery//attacker.invalid/",
      "//attacker.invalid/s/x",
      "/s/../../etc/passwd",
      "/s/..%2f..%2fetc%2fpasswd",
      "/s/\\..\\x",
      `/s/${"a".repeat(9000)}`,
      "/s/<script>alert(1)</script>",
      "/scopes/<script>alert(1)</script>",
      "/scopes?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
      "http://attacker.invalid/s/x",
    ];
    const hosts = ["127.0.0.1", 'a"><script>alert(1)</script>', "attacker.invalid", "a b", "[::1", "x@attacker.invalid"];
    const lines = [
      "Accept: application/json;q=<script>",
      'If-None-Match: "><script>',
      "Accept-Encoding: gzip;q=1e400, \x00",
      "X-Forwarded-Host: attacker.invalid",
      "Origin: null",
      "Cookie: a=<script>alert(1)</script>",
      "Range: bytes=0-0,1-1,2-2",
      "Content-Length: 5\r\nTransfer-Encoding: chunked",
      `X-Long: ${"a".repeat(40_000)}`,
    ];
    const requests = [
      ...targets.map((target) => `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`),
      ...hosts.map((host) => `GET /gallery/teacher HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
      ...lines.map((line) => `GET /s/xxxxxxxxxxxx HTTP/1.1\r\nHost: 127.0.0.1\r\n${line}\r\nConnection: close\r\n\r\n`),
      "GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
      "<script>alert(1)</script>\r\n\r\n",
    ];
    for (const request of requests) {
      const answer = await raw(server.origin, request);
      const head = answer.slice(0, answer.indexOf("\r\n\r\n"));
      const what = JSON.stringify(request.slice(0, 90));
      assert.match(head, /^HTTP\/1\.1 (200|304|307|308|400|404|414|431|501)/, what);
      assert.doesNotMatch(head, /^(set-cookie|x-evil|location: *(https?:)?\/\/)/im, what);
      assert.doesNotMatch(answer, /<script>alert/, what);
    }
  } finally {
    assert.equal(await server.stop(), 0);
  }
});
