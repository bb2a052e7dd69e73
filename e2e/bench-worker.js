// Prints the Worker's figures beside the binary's, in one run on one machine. `make bench-worker`.
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { startServer } from "./lib/server.js";
import { startWorker } from "./lib/worker.js";
import { scenario } from "./parity/sharing.js";

const documents = 60;
const cached = 300;
const atOnce = 20;

/** The nearest-rank percentile of times. */
function percentile(times, p) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * p) / 100) - 1];
}

/** What the system tells of a child of this program: its memory in MB, its peak, and the time that it computed in ms. Linux only. */
function processOf(name) {
  for (const pid of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[1]) !== process.pid || !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(name)) continue;
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const megabytes = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)[1]) / 1024;
      return { memory: megabytes("VmRSS"), peak: megabytes("VmHWM"), cpu: (Number(fields[11]) + Number(fields[12])) * 10 };
    } catch {
      // it ended meanwhile, or is not ours to read
    }
  }
  throw new Error(`no process ${name}`);
}

async function timed(times, origin, path, options) {
  const begin = performance.now();
  const answer = await fetch(origin + path, options);
  const text = await answer.text();
  times.push(performance.now() - begin);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
  return { answer, text };
}

const post = (body) => ({ method: "POST", headers: { "Content-Type": "text/markdown" }, body });

async function measure(start, name) {
  const program = await start();
  const { origin } = program;
  try {
    const out = { idle: processOf(name).memory };
    const first = [];
    await timed(first, origin, "/");
    out.first = first[0];

    const saves = [];
    const ids = [];
    let before = processOf(name).cpu;
    for (let i = 0; i < documents; i++) {
      const { text } = await timed(saves, origin, "/api/scenarios", post(scenario(`Scenario ${i}`, 20)));
      ids.push(JSON.parse(text).id);
    }
    out.save = { times: saves, cpu: (processOf(name).cpu - before) / documents };

    const pages = [];
    before = processOf(name).cpu;
    for (const id of ids) await timed(pages, origin, `/s/${id}`);
    out.page = { times: pages, cpu: (processOf(name).cpu - before) / documents };

    const again = [];
    before = processOf(name).cpu;
    let hits = 0;
    for (let i = 0; i < cached; i++) {
      const { answer } = await timed(again, origin, `/s/${ids[i % 10]}`);
      if (answer.headers.get("cache-status")) hits++;
    }
    out.again = { times: again, cpu: (processOf(name).cpu - before) / cached, hits };

    const together = [];
    await Promise.all(
      Array.from({ length: atOnce }, (_, i) =>
        i % 2 ? timed(together, origin, "/api/scenarios", post(scenario(`At once ${i}`, 20))) : timed(together, origin, `/s/${ids[i]}/compare`).catch(() => timed(together, origin, `/e/${ids[i]}?view=access`)),
      ),
    );
    out.together = { times: together };
    out.peak = processOf(name).peak;
    out.isolate = (await program.memory?.()) / 1e6;
    return out;
  } finally {
    await program.stop();
  }
}

const binary = await measure(() => startServer(["--writes", "100000/100000"]), "rolecall");
const worker = await measure(() => startWorker({ inspected: true, vars: { WRITES_A_DAY: "100000" }, limits: { WRITES: 100_000 } }), "workerd");

const folder = new URL("../bin/worker/program/", import.meta.url);
const sizes = readdirSync(folder).sort().map((name) => {
  const file = readFileSync(new URL(name, folder));
  return { name, raw: file.length, gzip: gzipSync(file, { level: 9 }).length };
});
const sum = (key) => sizes.reduce((total, size) => total + size[key], 0);

console.log("\nthe Worker's upload, in bytes          raw       gzip");
for (const { name, raw, gzip } of [...sizes, { name: "together", raw: sum("raw"), gzip: sum("gzip") }]) {
  console.log(`  ${name.padEnd(24)} ${String(raw).padStart(12)} ${String(gzip).padStart(10)}${name === "together" ? "   (aim: 3500000)" : ""}`);
}

const ms = (time) => time.toFixed(1).padStart(9);
const row = (what, a, b, aim = "") => console.log(`${what.padEnd(44)}${a}   ${b}   ${aim}`);
console.log(`\n${"in ms".padEnd(44)}   binary, SQLite               Worker, D1, in local workerd`);
console.log(`${"".padEnd(44)}      p50      p99  CPU each        p50      p99  CPU each`);
row("first request", ms(binary.first), `                  ${ms(worker.first)}`);
for (const [what, key, aim] of [
  ["a page that nobody asked for before", "page", "(aim at the Worker's p50: 100)"],
  ["a page again", "again", ""],
  ["saving a document of 20 checks", "save", "(aim: 150)"],
]) {
  const cells = (side) => ms(percentile(side[key].times, 50)) + ms(percentile(side[key].times, 99)) + ms(side[key].cpu);
  row(what, cells(binary), cells(worker), aim);
}
row(`each of ${atOnce} at once, half of them saving`, ms(percentile(binary.together.times, 50)) + ms(percentile(binary.together.times, 99)) + " ".repeat(9), ms(percentile(worker.together.times, 50)) + ms(percentile(worker.together.times, 99)));
console.log(`\n${worker.again.hits} of ${cached} pages asked for again came from the Cache API, without Go.`);
const mb = (n) => `${n.toFixed(0)} MB`;
console.log(`memory after that: the Worker's isolate ${mb(worker.isolate)} (aim: 100), of 128 that the platform gives`);
console.log(`of the processes: binary ${mb(binary.idle)} before the first request, at most ${mb(binary.peak)}; workerd with its simulated D1 and caches ${mb(worker.idle)}, at most ${mb(worker.peak)}`);
