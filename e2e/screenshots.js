// Every page, wide and phone, light and dark, as pictures in e2e/out/; and the README's picture. `make screenshots`.
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openPage, phone, startBrowser, wide } from "./lib/browser.js";
import { chooseView, openPlayground, paste, ready } from "./lib/playground.js";
import { startServer } from "./lib/server.js";

const out = fileURLToPath(new URL("out/", import.meta.url));
const readme = fileURLToPath(new URL("../docs/playground.png", import.meta.url));

const server = await startServer();
const browser = await startBrowser();
let count = 0;

/** Takes the pictures of one size and one scheme. */
async function take(size, viewport, colorScheme) {
  const opened = await openPage(browser, server.origin, { viewport, colorScheme });
  const { page } = opened;
  const shoot = async (name, fullPage = false) => {
    await page.screenshot({ path: `${out}${name}-${size}-${colorScheme}.png`, fullPage, animations: "disabled" });
    count++;
  };
  await openPlayground(page, server.origin);
  for (const view of ["why", "startup", "checks"]) {
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
  await page.goto(`${server.origin}/nonesuch`);
  await shoot("error");
  await opened.close();
}

try {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const [size, viewport] of Object.entries({ wide, phone })) {
    for (const scheme of ["light", "dark"]) await take(size, viewport, scheme);
  }
  console.log(`${count} pictures in e2e/out/, and docs/playground.png`);
} finally {
  await browser.close();
  await server.stop();
}
