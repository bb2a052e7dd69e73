// A browser, and pages that are watched for everything that must never happen.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { needBrowser } from "./found.js";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const wide = { width: 1440, height: 900 };
export const phone = { width: 360, height: 740 };

export async function startBrowser() {
  return chromium.launch({ executablePath: needBrowser("chromium"), headless: true, args: flags });
}

/**
 * Opens a page in a profile of its own and notes what goes wrong in it: console errors and warnings, exceptions,
 * violations of the security policy, requests to other hosts, answers of 400 and above.
 */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: wide, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:" && url.protocol !== "blob:") problems.push(`foreign: ${url.href}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()} ${why}`); // aborted: the page was left
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }
  return {
    page,
    problems,
    /** Fails when anything went wrong so far. */
    isClean() {
      assert.deepEqual(problems, []);
    },
    close: () => context.close(),
  };
}
