// Every page, wide and phone, light and dark, as pictures in e2e/out/; and the README's picture. `make screenshots`.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openPage, phone, startBrowser, wide } from "./lib/browser.js";
import { startHost } from "./lib/host.js";
import { chooseView, openPlayground, paste, ready } from "./lib/playground.js";
import { startServer } from "./lib/server.js";
import { share, unlimited } from "./lib/share.js";

const out = fileURLToPath(new URL("out/", import.meta.url));
const readme = fileURLToPath(new URL("../docs/playground.png", import.meta.url));

const secret = `c.JupyterHub.services = [
    {"name": "idle-culler", "api_token": "3f9c41d07be82a6b5e1d"},
]
c.JupyterHub.cookie_secret = bytes.fromhex("8c1f0a6be27d4953a1c07b9e64f2d835")
`;

const server = await startServer(unlimited);
const browser = await startBrowser();
const host = await startHost();
let count = 0;

/** What is shared to be looked at: a scenario, and a copy of it that fails. */
const teacher = await readFile(new URL("../scenarios/teacher.md", import.meta.url), "utf8");
const original = await share(server.origin, teacher.replace(/^johan cannot open.*$/m, ""));
const copy = await share(server.origin, teacher.replace("johan cannot open", "johan can open"), original.id);
const shared = { shared: `/s/${original.id}`, "shared-copy": `/s/${copy.id}`, compare: `/s/${copy.id}/compare` };

/** Takes the pictures of one size and one scheme. */
async function take(size, viewport, colorScheme) {
  const opened = await openPage(browser, server.origin, { viewport, colorScheme });
  const { page } = opened;
  const shoot = async (name, fullPage = false) => {
    await page.screenshot({ path: `${out}${name}-${size}-${colorScheme}.png`, fullPage, animations: "disabled" });
    count++;
  };
  await openPlayground(page, server.origin);
  for (const view of ["why", "login", "map", "tokens", "startup", "advice", "changes", "checks"]) {
    await chooseView(page, view);
    await shoot(`playground-${view}`);
  }
  for (let i = 0; i < 20; i++) await chooseView(page, i % 2 ? "access" : "startup"); // as warm as after some typing
  await shoot("playground");
  await page.locator("[data-unfold=servers]").click();
  await ready(page);
  await shoot("playground-unfolded");
  await page.locator("[data-unfold=servers]").click();
  await ready(page);
  const someone = page.locator('#matrix [data-ask-verb^="servers."]:visible:has(.reach-some)').first();
  await someone.click();
  await page.locator("#peek-why").waitFor();
  await page.mouse.move(0, 0);
  await ready(page);
  await shoot("playground-cell");
  if (size === "wide" && colorScheme === "light") {
    await mkdir(fileURLToPath(new URL("../docs/", import.meta.url)), { recursive: true });
    await page.screenshot({ path: readme, animations: "disabled" });
  }
  await page.locator("#peek-why").click();
  await page.locator("#answer-title").waitFor();
  await shoot("playground-answer");
  await chooseView(page, "access");
  const config = page.locator("label", { has: page.locator("#show-config") });
  if (await config.isVisible()) {
    await config.click();
    await shoot("playground-editor");
  }
  await paste(page, 'c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["read:user"],]\n');
  await page.locator("#editor .cm-lintRange").first().waitFor();
  await shoot("playground-error");
  await paste(page, secret);
  await ready(page);
  await page.locator("#share").click();
  await page.locator(".share-secret").nth(1).waitFor();
  await shoot("share-secret");
  await page.locator("#share-blank-all").click();
  await page.locator("#share-found:not(:has(.share-secret))").waitFor();
  await shoot("share");
  await page.locator("#share-upload").click();
  await page.locator("#share-forms:visible").waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll("#share-forms img")].every((i) => i.complete));
  await shoot("share-forms");
  await page.locator("#share-shelf summary").click();
  await page.locator("#share-shelf").scrollIntoViewIfNeeded();
  await shoot("share-shelf");
  await page.goto(`${server.origin}/gallery`);
  await shoot("gallery", true);
  const entries = await page.locator('main a[href^="/gallery/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  for (const entry of new Set(entries)) {
    await page.goto(server.origin + entry);
    await shoot(entry.slice(1).replaceAll("/", "-"), true);
  }
  for (const path of ["/scopes", "/scopes/servers", "/scopes/self", "/scopes/2.3.1/admin:users", "/scopes/6.0.0b2/shares", "/scopes/2.3.1/shares"]) {
    await page.goto(server.origin + path);
    await shoot(path.slice(1).replaceAll(/[/:]/g, "-"), true);
  }
  await page.goto(`${server.origin}/scopes?q=DELETE+/users/ann/server`);
  await shoot("scopes-search", true);
  for (const [name, path] of Object.entries(shared)) {
    await page.goto(server.origin + path);
    await shoot(name, true);
  }
  if (size === "wide" && colorScheme === "light") {
    await page.setViewportSize({ width: 860, height: 1000 });
    await page.emulateMedia({ media: "print" });
    await page.goto(server.origin + shared.shared);
    await shoot("shared-print", true);
    await page.emulateMedia({ media: null });
    await page.setViewportSize(viewport);
  }
  await page.goto(`${server.origin}/nonesuch`);
  await shoot("error");
  await shootEmbeds(page, colorScheme, shoot);
  await opened.close();
}

/** Docs with embeds: each view in a plain frame of 360 pixels, one that is tried, and the element. */
async function shootEmbeds(page, theme, shoot) {
  const at = (query) => `${server.origin}/e/gallery/teacher?theme=${theme}&${query}`;
  const frame = (query) =>
    `<figure><iframe src="${at(query)}" title="${query}" sandbox="allow-scripts allow-popups"></iframe><figcaption>${query}</figcaption></figure>`;
  const shown = ["view=access", "view=checks", "view=why", "view=config", "view=edit", "view=nonesuch"];
  const [ink, paper] = theme === "dark" ? ["#d6dbe1", "#14181d"] : ["#23282d", "#fff"];
  const docs = host.put("/docs", {
    head:
      `<style>body { margin: 0; background: ${paper}; color: ${ink}; font: 16px/1.6 Georgia, serif; } main { max-width: 720px; margin: auto; padding: 16px; }` +
      `figure { margin: 0 0 20px; } iframe, rolecall-playground { display: block; width: 100%; border: 1px solid #8886; border-radius: 8px; box-sizing: border-box; }` +
      `iframe { height: 360px; } figcaption { font: 13px system-ui; }</style>`,
    body:
      shown.map(frame).join("") +
      `<script src="${server.origin}/embed/v1.js"></script><rolecall-playground src="${server.origin}/gallery/teacher" theme="${theme}"></rolecall-playground>`,
  });
  const size = page.viewportSize();
  await page.setViewportSize({ width: size.width, height: 3300 });
  await page.goto(docs);
  await page.frameLocator("iframe").nth(shown.indexOf("view=edit")).locator("html[data-engine=ready] #app:not(.is-coming)").waitFor();
  await page.waitForTimeout(300);
  await shoot("embeds", true);
  await page.setViewportSize(size);
}

try {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    for (const scheme of ["light", "dark"]) await take(size, viewport, scheme);
  }
  await writeFile(`${out}card.png`, Buffer.from(await (await fetch(`${server.origin}${shared.shared}/card.png`)).arrayBuffer()));
  console.log(`${++count} pictures in e2e/out/, and docs/playground.png`);
} finally {
  await browser.close();
  await server.stop();
  await host.stop();
}
