import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { phone } from "../lib/browser.js";
import { chooseView, openPlayground, paste, ready } from "../lib/playground.js";
import { suite } from "../lib/suite.js";

const it = suite();

const openMap = async (page) => {
  await openPlayground(page, it.origin);
  await chooseView(page, "map");
};

test("the map shows who may do what to whom, and follows the choice of the verb", async () => {
  await it.withPage(async (page) => {
    await openMap(page);
    assert.equal(await page.locator("#map-grid > title").textContent(), "Who may stop whose server");
    const cell = page.locator('#map-grid a[aria-label^="johan → student3:"]');
    assert.equal(await cell.getAttribute("aria-label"), "johan → student3: yes, by group class-b");
    assert.equal(await cell.locator("title").textContent(), "johan → student3: yes, by group class-b");
    await page.locator("#map-verb").selectOption("servers.open");
    await ready(page);
    assert.equal(await page.locator("#map-grid > title").textContent(), "Who may open whose server");
    assert.equal(await page.locator('#map-grid a[aria-label^="johan → student3:"]').getAttribute("aria-label"), "johan → student3: no");
    assert.equal(await page.locator("#map-verb").inputValue(), "servers.open");
  });
});

test("a cell of the map leads to its reasons, by the keyboard alone", async () => {
  await it.withPage(async (page) => {
    await openMap(page);
    await page.locator("#map-grid-file").focus();
    const seen = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      seen.push(label);
      if (label === "johan → student3: yes, by group class-b") break;
    }
    assert.equal(seen.at(-1), "johan → student3: yes, by group class-b", `Tab went to ${seen.join(" | ")}`);
    await page.keyboard.press("Enter");
    await page.locator("#answer-title").waitFor();
    assert.match(await page.locator("#answer-title").innerText(), /johan may stop student3’s server/);
  });
});

test("the map becomes larger and smaller, and stays so while one types", async () => {
  await it.withPage(async (page) => {
    await openMap(page);
    const width = async () => Number(await page.locator("#map-graph").getAttribute("width"));
    const natural = await width();
    await page.locator("#map-graph-larger").click();
    await ready(page);
    assert.ok(Math.abs((await width()) - natural * 1.5) < 1);
    await paste(page, 'c.JupyterHub.load_roles = [{"name": "helper", "scopes": ["servers"], "users": ["hanna"]}]\n');
    await ready(page);
    assert.equal(await page.locator(".plate-zoom").first().innerText(), "150 %");
    assert.equal(await page.locator('#map-graph [aria-label="role helper"]').count(), 1);
    for (let i = 0; i < 3; i++) await page.locator("#map-grid-smaller").click();
    await ready(page);
    assert.ok(await page.locator("#map-grid-smaller").isDisabled());
  });
});

test("a drawing is saved as a file that stands alone", async () => {
  await it.withPage(async (page) => {
    await openMap(page);
    for (const id of ["map-grid", "map-graph"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`#${id}-file`).click()]);
      assert.equal(download.suggestedFilename(), `${id}.svg`);
      const text = await readFile(await download.path(), "utf8");
      assert.match(text, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*><style>[^<]*prefers-color-scheme:dark/);
      assert.doesNotMatch(text, /<a[ >]|svg-ring"|data-ask|style="/);
      const classes = new Set([...text.matchAll(/class="([^"]+)"/g)].flatMap(([, names]) => names.split(" ")));
      for (const name of classes) if (!/^(grid-map|role-graph)$/.test(name)) assert.ok(text.includes(`.${name}{`) || text.includes(`.${name},`), `${id} has no colours for ${name}`);
    }
  });
});

test("the text beside the pictures says the same", async () => {
  await it.withPage(async (page) => {
    await openMap(page);
    await page.locator(".plate summary").first().click();
    const row = page.locator(".plate").first().locator("tbody tr", { hasText: "johan" });
    assert.deepEqual(await row.locator("th, td").allInnerTexts(), ["johan", "3 of 5", "their own, group class-b"]);
    await page.locator(".plate summary").last().click();
    const role = page.locator(".plate").last().locator("tbody tr", { hasText: "read:users!group=class-b" });
    assert.deepEqual(await role.locator("th, td").allInnerTexts(), ["teacher", "johan", "read:users!group=class-b, servers!group=class-b"]);
  });
});

test("a Hub of a thousand people is a picture that fits, and a phone does not scroll sideways", async () => {
  await it.withPage(
    async (page) => {
      await openPlayground(page, it.origin);
      await page.locator("#show-config").check({ force: true });
      await paste(
        page,
        'c.JupyterHub.load_groups = {f"class-{i}": {"users": [f"s{i}-{n}" for n in range(100)]} for i in range(10)}\n' +
          'c.JupyterHub.load_roles = [{"name": f"teach-{i}", "scopes": [f"servers!group=class-{i}"], "users": [f"t{i}"]} for i in range(10)]\n',
      );
      await ready(page);
      await page.locator("#show-answers").check({ force: true });
      await chooseView(page, "map");
      assert.equal(await page.locator('#map-grid text:text-is("100 of class-3")').count(), 2, "a row and a column");
      assert.equal(await page.locator('#map-grid a[aria-label^="t3 → "][data-ask-whom="group=class-3"]').count(), 1);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= phone.width);
      // Where nothing is asked, nothing is drawn.
      await chooseView(page, "access");
      assert.equal(await page.locator("#map-grid").count(), 0);
    },
    { viewport: phone },
  );
});
