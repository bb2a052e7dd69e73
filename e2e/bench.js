// Prints what internal/bench measured natively beside the same in Chromium, and the engine's size. `make bench`.
import { readFileSync } from "node:fs";
import { openPage, startBrowser } from "./lib/browser.js";
import { chooseView, editor, openPlayground, paste, ready } from "./lib/playground.js";
import { startServer } from "./lib/server.js";

const warmUps = 20;
const keys = 200; // pressed in each config: enough for a 99th percentile
const native = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** The nearest-rank percentile of times. */
function percentile(times, p) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * p) / 100) - 1];
}

/** Presses keys at the end of a config of the gallery, one after the other's answer, and returns what each took. */
async function typeInto(page, path) {
  await openPlayground(page, server.origin, path);
  return pressKeys(page);
}

/** The same in a config of its own, with the Map open. */
async function mapOf(page, config) {
  await openPlayground(page, server.origin);
  await paste(page, config);
  await ready(page);
  await chooseView(page, "map");
  return pressKeys(page);
}

async function pressKeys(page) {
  await editor(page).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n#");
  await ready(page);
  const swapped = [];
  const evaluated = [];
  for (let i = 0; i < warmUps + keys; i++) {
    const [total, engine] = await page.evaluate(async () => {
      performance.clearMeasures("rolecall:run");
      document.execCommand("insertText", false, "x");
      for (;;) {
        const [run] = performance.getEntriesByName("rolecall:run");
        if (run) return [run.duration, run.detail];
        await new Promise((later) => setTimeout(later));
      }
    });
    if (i < warmUps) continue;
    swapped.push(total);
    evaluated.push(engine);
  }
  return { swapped, evaluated };
}

const ms = (time) => time.toFixed(2).padStart(9);
const times = (a, b) => `${(a / b).toFixed(1)}x`.padStart(8);

const server = await startServer();
const browser = await startBrowser();
try {
  console.log(`${native.go}, Chromium ${browser.version()}; times in ms\n`);
  console.log("gallery: one key pressed, Access open       native           Chromium, engine    ratio   key to swapped HTML");
  console.log(`${"".padEnd(36)}     p50      p99       p50      p99      p50       p50      p99`);
  const opened = await openPage(browser, server.origin);
  const all = [];
  for (const { name, p50, p99 } of native.gallery) {
    const { swapped, evaluated } = await typeInto(opened.page, `/?from=gallery/${name}`);
    all.push(...swapped);
    const inside = percentile(evaluated, 50);
    console.log(
      name.padEnd(36) + ms(p50) + ms(p99) + " " + ms(inside) + ms(percentile(evaluated, 99)) + " " + times(inside, p50) + " " +
        ms(percentile(swapped, 50)) + ms(percentile(swapped, 99)),
    );
  }
  console.log(`${"all of them".padEnd(63)}        ${ms(percentile(all, 50))}${ms(percentile(all, 99))}   (aim at p50: 16)`);
  console.log("\nmaps: one key pressed, Map open             native           Chromium, engine    ratio   key to swapped HTML");
  for (const { name, p50, p99, config } of native.maps) {
    const { swapped, evaluated } = await mapOf(opened.page, config);
    const inside = percentile(evaluated, 50);
    console.log(
      name.padEnd(36) + ms(p50) + ms(p99) + " " + ms(inside) + ms(percentile(evaluated, 99)) + " " + times(inside, p50) + " " +
        ms(percentile(swapped, 50)) + ms(percentile(swapped, 99)) + "   (aim at p50: 100)",
    );
  }
  await opened.close();

  console.log("\nconfigs in Python, natively, parsed and evaluated");
  for (const { lines, time } of native.configs) console.log(`  ${String(lines).padStart(6)} lines ${time.toFixed(2).padStart(8)} ms`);
  const { documents, checks, clock, processor } = native.documents;
  console.log(`\nrolecall check, natively: ${documents} documents with ${checks} checks on two processors in ${clock.toFixed(0)} ms, ${processor.toFixed(0)} ms of their time (aim: 2000)`);
  console.log("\ngenerated hubs, natively, the engine alone");
  console.log(`${"".padEnd(36)}   start  resolve      sum   per user, against the size before`);
  let before;
  for (const hub of native.hubs) {
    const sum = hub.start + hub.resolve;
    const each = sum / hub.users;
    const growth = before ? times(each, before) : "";
    console.log(`${`${hub.users} users`.padEnd(36)}${ms(hub.start)}${ms(hub.resolve)}${ms(sum)} ${growth}${hub.users === 10_000 ? "   (aim: 100)" : ""}`);
    before = each;
  }

  const manifest = JSON.parse(readFileSync(new URL("../site/dist/manifest.json", import.meta.url), "utf8"));
  const { raw, gz, br } = manifest.files["rolecall.wasm"];
  console.log(`\nengine: ${raw} bytes, gzip ${gz} (${times(gz, raw).trim()}), brotli ${br} (${times(br, raw).trim()}) (aim: 2000000)`);
} finally {
  await browser.close();
  await server.stop();
}
