import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseView, editor, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

/** A person's cell of a family in the matrix, such as servers. */
const cell = (page, who, family) => page.locator(`#matrix [data-ask-who="${who}"][data-ask-verb^="${family}."]`).first();

const small = `c.JupyterHub.load_groups = {"team": {"users": ["ann", "bob"]}}
c.JupyterHub.load_roles = [
    {"name": "helper", "scopes": ["list:users"], "users": ["ann"]},
]
`;

/** Puts the cursor before the first occurrence of text in the editor. */
async function cursorBefore(page, text) {
  await editor(page).click();
  await editor(page).evaluate((content, wanted) => {
    const lines = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    for (let node = lines.nextNode(); node; node = lines.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      content.getRootNode().getSelection?.().collapse(node, at);
      document.getSelection().collapse(node, at);
      return;
    }
    throw new Error(`${wanted} is not in the editor`);
  }, text);
}

test("a scope typed into the editor changes the matrix", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small);
    await cell(page, "ann", "servers").waitFor();
    assert.doesNotMatch(await cell(page, "ann", "servers").innerText(), /team/);
    await cursorBefore(page, "list:users");
    await page.keyboard.type("servers!group=team\", \"");
    await page.locator('#matrix [data-ask-who="ann"][data-ask-verb^="servers."]', { hasText: "team" }).first().waitFor();
    assert.doesNotMatch(await cell(page, "bob", "servers").innerText(), /team/, "nobody else gets it");
  });
});

test("a syntax error shows at its place while the last answer stays", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small);
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    const before = await page.locator("#matrix").innerText();
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("x = (1,,\n");
    const mark = page.locator("#editor .cm-lintRange-error");
    await mark.first().waitFor();
    const line = await mark.first().evaluate((e) => e.closest(".cm-line").textContent);
    assert.match(line, /x = \(1,,/, "the error stands on its own line");
    await page.locator("#panel.is-stale").waitFor();
    assert.equal(await page.locator("#matrix").innerText(), before, "the last answer stays");
    await page.keyboard.press("Control+z");
    await page.locator("#panel:not(.is-stale)").waitFor();
    assert.equal(await mark.count(), 0, "the mark goes with the error");
  });
});

test("a config that can't be read has no answer of another one above it", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await page.locator("#matrix", { hasText: "johan" }).waitFor();
    await paste(page, 'c.JupyterHub.load_roles = [{"name" "crew"]\n');
    await page.locator("#panel", { hasText: "There is no answer yet" }).waitFor();
    assert.doesNotMatch(await page.locator("#panel").innerText(), /johan/, "the example's answer is none to this config");
    assert.ok(await page.locator("#notice .banner-note").isHidden(), "nothing is kept");
    await chooseView(page, "startup");
    assert.match(await page.locator("#panel").innerText(), /Whether this Hub starts is not known/);
    await paste(page, 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["list:users"], "users": ["zoe"]}]\n');
    await page.locator("#panel", { hasText: "This Hub starts" }).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("x = (1,,\n");
    await page.locator("#panel.is-stale", { hasText: "This Hub starts" }).waitFor();
    await chooseView(page, "access");
    await page.locator("#panel:not(.is-stale)", { hasText: "There is no answer yet" }).waitFor();
  });
});

test("a mark in the margin goes with the text that it marks", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["read:user"]}]\n');
    await page.locator("#editor .cm-lint-marker-error").waitFor();
    await ready(page);
    await paste(page, small);
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    await page.locator("#editor .cm-lint-marker-error").waitFor({ state: "detached" });
  });
});

test("a config that names no user still answers for any member of a group", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, 'c.JupyterHub.load_groups = {"staff": {}}\nc.JupyterHub.load_roles = [{"name": "crew", "scopes": ["read:metrics", "admin:servers"], "groups": ["staff"]}]\n');
    const member = cell(page, "any member of staff", "servers");
    await member.waitFor();
    assert.match(await member.innerText(), /everyone/);
    assert.doesNotMatch(await cell(page, "any user", "servers").innerText(), /everyone/);
    assert.equal(await page.locator("#matrix #rows-user tr[id]").count(), 0, "no user is made up");
  });
});

test("an endless loop is stopped and said so, and typing goes on meanwhile", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small);
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    const before = await page.locator("#matrix").innerText();
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("while True: pass\n");
    await page.waitForFunction(() => document.documentElement.dataset.engine === "busy");
    // The engine is busy with the loop; what is typed stands in the editor all the same, before any answer, and the
    // page is drawn all the while: the longest pause between two frames is a small part of the whole.
    const typed = await page.evaluate(async () => {
      const root = document.querySelector("#editor").shadowRoot;
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      document.execCommand("insertText", false, "# typed meanwhile");
      await frame();
      await frame();
      const text = root.querySelector(".cm-content").innerText;
      const busy = () => document.documentElement.dataset.engine === "busy";
      const begin = performance.now();
      const wasBusy = busy();
      let last = begin;
      let longest = 0;
      while (busy() && !/stopped/.test(document.querySelector(".pane-notice").innerText)) {
        await frame();
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return { text, wasBusy, longest, whole: last - begin };
    });
    assert.match(typed.text, /# typed meanwhile/);
    assert.ok(typed.wasBusy, "it was drawn while the loop ran");
    assert.ok(typed.longest < typed.whole / 4, `the page stood still for ${typed.longest} of ${typed.whole} ms`);
    await page.locator(".page-notice, #notice", { hasText: /stopped/ }).first().waitFor();
    assert.equal(await page.locator("#matrix").innerText(), before, "the last answer stays");
    await paste(page, small.replace("ann\"]}", "bob\"]}"));
    await page.locator("#panel:not(.is-stale)").waitFor();
    await ready(page);
    assert.match(await page.locator("#panel").innerText(), /bob/, "the engine answers again");
  });
});

test("the draft survives a reload", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small.replaceAll("ann", "zora"));
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
    await page.reload();
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
    assert.match(await editor(page).innerText(), /zora/);
  });
});

test("a tab says when another one's text takes the draft's place", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small.replaceAll("ann", "zora"));
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
    await page.waitForFunction(() => localStorage.getItem("rolecall:draft")?.includes("zora"));
    const other = await page.context().newPage();
    await openPlayground(other, it.origin);
    await paste(other, small.replaceAll("ann", "mila"));
    await page.locator("#page-notice-tabs", { hasText: "Another tab keeps its text" }).waitFor();
    assert.equal(await other.locator("#page-notice-tabs").count(), 0, "the one that is kept says nothing");
    await page.locator("#page-notice-tabs button").click();
    await page.locator("#page-notice-tabs").waitFor({ state: "detached" });
    await other.locator("#page-notice-tabs").waitFor();
    await page.reload();
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
  });
});

test("a document of the gallery opens as a copy and leaves the draft alone", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small.replaceAll("ann", "zora"));
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
    await page.goto(`${it.origin}/gallery`);
    const link = page.locator('main a[href^="/gallery/"]').nth(1);
    await link.click();
    const title = await page.locator("h1").innerText();
    await page.locator("#try").click();
    await ready(page);
    assert.equal(await page.locator("#title").innerText(), title);
    await page.goto(it.origin);
    await page.locator("#matrix", { hasText: "zora" }).waitFor();
  });
});

test("the version selector asks another JupyterHub", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["start:servers"]}]\n');
    await page.locator("#editor .cm-lintRange-error").first().waitFor();
    await page.locator("#version").selectOption("6.0.0b2");
    await page.locator("#editor .cm-lintRange-error").waitFor({ state: "detached" });
    assert.match(page.url(), /6\.0\.0b2/, "the address says what is asked");
  });
});

test("checks are added to a config and judged", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small);
    await page.getByLabel("Add a part").click();
    await page.getByRole("button", { name: "Add checks" }).click();
    await paste(page, "ann can list:users\nbob can list:users\n");
    await chooseView(page, "checks");
    const check = (text) => page.locator("#panel .check", { hasText: text });
    await check("ann can list:users").waitFor();
    assert.equal(await check("ann can list:users").locator(".mark-yes").count(), 1);
    assert.equal(await check("bob can list:users").locator(".mark-no").count(), 1);
  });
});

test("a cell opens Why, which names the role and leads to its line", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await paste(page, small);
    const users = cell(page, "ann", "users");
    await users.waitFor();
    await users.click();
    await page.locator("#peek", { hasText: "helper" }).waitFor();
    await page.locator("#peek-why").click();
    await page.locator("#views [data-view=why][aria-selected=true]").waitFor();
    await page.locator("#panel", { hasText: "helper" }).waitFor();
    await page.locator("#panel [data-line]").first().click();
    const line = await page.locator("#editor .cm-activeLine").innerText();
    assert.match(line, /helper/);
  });
});

test("everything can be reached and used by keyboard alone", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    const focus = () =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return { id: at.id, classes: at.className?.toString() ?? "", view: at.dataset?.view ?? "", who: at.dataset?.askWho ?? "" };
      });
    /** Presses Tab until the focus is where it should be. */
    const tabTo = async (what, reached) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        if (reached(await focus())) return;
      }
      assert.fail(`Tab never comes to ${what}`);
    };
    await page.keyboard.press("Tab");
    assert.match((await focus()).classes, /skip-link/, "the first stop skips to the answers");
    await tabTo("the version", (at) => at.id === "version");
    await tabTo("the editor", (at) => at.classes.includes("cm-content"));
    await page.keyboard.press("Control+a");
    await page.keyboard.type('c.Authenticator.admin_users = {"ann"}');
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    await page.keyboard.press("Escape"); // completion, if it is open
    await page.keyboard.press("Escape"); // Tab leaves the editor
    await tabTo("the views", (at) => at.view === "access");
    await page.keyboard.press("ArrowRight");
    await page.locator("#views [data-view=why][aria-selected=true]").waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.locator("#views [data-view=access][aria-selected=true]").waitFor();
    await tabTo("a cell of ann's", (at) => at.who === "ann");
    await page.keyboard.press("Enter");
    await page.locator("#peek", { hasText: "ann" }).waitFor();
    await tabTo("the way to Why", (at) => at.id === "peek-why");
    await page.keyboard.press("Enter");
    await page.locator("#views [data-view=why][aria-selected=true]").waitFor();
    await page.locator("#answer-title", { hasText: "ann" }).waitFor();
  });
});

test("going back goes back to the question before", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await chooseView(page, "startup");
    await chooseView(page, "checks");
    await page.goBack();
    await page.locator("#views [data-view=startup][aria-selected=true]").waitFor();
  });
});

test("a config pasted over the example stands alone, until its checks are asked back", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    const checks = page.locator("#parts [role=tab]", { hasText: "checks" });
    assert.notEqual(await checks.count(), 0, "the example has checks");
    await paste(page, small);
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    assert.equal(await checks.count(), 0, "the example's checks are gone");
    assert.match(await editor(page).innerText(), /helper/);
    await page.getByRole("button", { name: "Keep them" }).click();
    await checks.first().waitFor();
    assert.match(await editor(page).innerText(), /helper/, "the config stays");
    assert.match(await page.locator("#matrix").innerText(), /ann/);
  });
});

test("a config pasted over one's own keeps its checks", async () => {
  await it.withPage(async (page) => {
    await openPlayground(page, it.origin);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("# mine");
    await paste(page, small);
    await page.locator("#matrix", { hasText: "ann" }).waitFor();
    assert.notEqual(await page.locator("#parts [role=tab]", { hasText: "checks" }).count(), 0);
  });
});
