// Tests that run in Chromium and in Firefox, written once: puppeteer drives both. What needs only Chromium uses
// suite.js, which is Playwright's.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import puppeteer from "puppeteer-core";
import { wide } from "./browser.js";
import { needBrowser } from "./found.js";
import { startServer } from "./server.js";

export const names = ["chromium", "firefox"];

const chromiumFlags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/**
 * Starts a browser by its name. In Firefox the scheme and whether scripts run are the whole browser's, in Chromium a
 * page's; so they are given to both launch and openWatched.
 */
export function launch(name, { colorScheme = "light", javaScriptEnabled = true } = {}) {
  return puppeteer.launch({
    browser: name === "firefox" ? "firefox" : "chrome",
    executablePath: needBrowser(name),
    headless: true,
    args: name === "firefox" ? [] : chromiumFlags,
    extraPrefsFirefox: {
      "dom.events.testing.asyncClipboard": true, // the clipboard answers without a person's leave
      "javascript.enabled": javaScriptEnabled,
      "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
    },
    protocolTimeout: 60_000,
  });
}

/**
 * Opens a page in a profile of its own and notes what goes wrong in it and in its frames, as openPage of browser.js
 * does. origins are those that may be asked. options: viewport, colorScheme, javaScriptEnabled. Without JavaScript
 * Firefox never settles a promise: only page.evaluate and page.$eval with plain functions work there, and
 * page.mouse.
 */
export async function openWatched(browser, origins, options = {}) {
  const isFirefox = (await browser.version()).toLowerCase().includes("firefox");
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.setViewport(options.viewport ?? wide);
  const allowed = new Set([origins].flat());
  const problems = [];
  page.on("console", (message) => {
    if (["error", "warn", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOurs = allowed.has(url.origin) || ["data:", "blob:", "about:"].includes(url.protocol);
    if (!isOurs) problems.push(`foreign: ${url.href}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!why.includes("ABORT")) problems.push(`failed: ${request.url()} ${why}`); // aborted: the page was left
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()}: ${response.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.evaluateOnNewDocument(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }
  if (!isFirefox) {
    if (options.javaScriptEnabled === false) await page.setJavaScriptEnabled(false);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: options.colorScheme ?? "light" }]);
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

/**
 * Describes tests for each browser. body gets `it`: the browser's name, the server's origin, more origins that
 * pages may ask, and withPage, which opens a watched page, hands it on, closes it, and fails where anything went wrong
 * that the test did not take away. serving makes the server, where it is not the usual one.
 */
export function inBoth(body, serving = startServer) {
  for (const name of names) {
    describe(name, () => {
      const browsers = new Map();
      const it = {
        name,
        /** @type {string} */ origin: "",
        /** @type {string[]} */ origins: [],
        /** The running browser that suits the options; it is started when it is first asked for. */
        browserFor(options = {}) {
          const { colorScheme = "light", javaScriptEnabled = true } = options;
          const key = name === "firefox" ? `${colorScheme} ${javaScriptEnabled}` : "";
          if (!browsers.has(key)) browsers.set(key, launch(name, { colorScheme, javaScriptEnabled }));
          return browsers.get(key);
        },
        open: async (options) => openWatched(await it.browserFor(options), [it.origin, ...it.origins], options),
        async withPage(do_, options) {
          const opened = await it.open(options);
          try {
            await do_(opened.page, opened);
            opened.isClean();
          } finally {
            await opened.close();
          }
        },
      };
      before(async () => {
        it.server = await serving();
        it.origin = it.server.origin;
      });
      after(async () => {
        for (const browser of browsers.values()) await (await browser).close();
        if (it.server) assert.equal(await it.server.stop(), 0, "the server stops in order");
      });
      body(it);
    });
  }
}
