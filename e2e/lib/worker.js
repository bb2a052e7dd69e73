// The Worker in real workerd with a local D1, by wrangler.jsonc and from what `make worker` built.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = join(root, "server/worker");
const built = join(root, "bin/worker/program");

/** The configuration, as wrangler reads it. No text in it holds two slashes but after a colon. */
const config = JSON.parse(readFileSync(join(home, "wrangler.jsonc"), "utf8").replace(/(^|[^:])\/\/.*$/gm, "$1"));

/** Applies the migrations that the database lacks, and notes them as wrangler does. */
async function migrate(db) {
  await db.prepare("CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TEXT DEFAULT CURRENT_TIMESTAMP)").run();
  const done = new Set((await db.prepare("SELECT name FROM d1_migrations").all()).results.map(({ name }) => name));
  const folder = join(home, config.d1_databases[0].migrations_dir);
  for (const name of readdirSync(folder).sort()) {
    if (done.has(name)) continue;
    const text = readFileSync(join(folder, name), "utf8").replace(/^--.*$/gm, "");
    const statements = text.split(/;\s*$/m).filter((statement) => statement.trim() !== "");
    await db.batch([...statements.map((statement) => db.prepare(statement)), db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name)]);
  }
}

/**
 * Starts the Worker, on a free port unless one is given.
 * @param {{host?: string, port?: number, state?: string, vars?: Record<string, string>, limits?: Record<string, number>, inspected?: boolean, onLine?: (line: string) => void}} options
 *   state is a folder to keep the database in; without one it is gone at the end. onLine is called with each line of the log,
 *   limits has other numbers for the platform's limits. inspected lets memory() ask how much the isolate holds.
 */
export async function startWorker({ host = "127.0.0.1", port = 0, state, vars = {}, limits = {}, onLine, inspected = false } = {}) {
  if (!existsSync(join(built, "front.js"))) throw new Error("the Worker is not built: run 'make worker' first");
  const log = [];
  const listen = (stream) => createInterface({ input: stream }).on("line", (line) => (onLine ? onLine(line) : log.push(line)));
  const [database] = config.d1_databases;
  const miniflare = new Miniflare({
    host,
    port,
    log: new Log(LogLevel.ERROR),
    ...(inspected && { inspectorPort: 0 }),
    cf: false,
    handleRuntimeStdio(out, err) {
      listen(out);
      listen(err);
    },
    modulesRoot: built,
    modules: [
      { type: "ESModule", path: join(built, "front.js") },
      { type: "CompiledWasm", path: join(built, "server.wasm") },
    ],
    compatibilityDate: config.compatibility_date,
    bindings: { ...config.vars, ...vars },
    assets: {
      directory: join(root, "bin/worker/public"),
      binding: config.assets.binding,
      routerConfig: { has_user_worker: true },
      assetConfig: { html_handling: config.assets.html_handling, not_found_handling: config.assets.not_found_handling },
    },
    ratelimits: Object.fromEntries(
      config.ratelimits.map(({ name, simple }) => [name, { simple: { ...simple, limit: limits[name] ?? simple.limit } }]),
    ),
    d1Databases: { [database.binding]: database.database_id },
    ...(state && { d1Persist: join(state, "d1") }),
  });
  const url = await miniflare.ready;
  const db = await miniflare.getD1Database(database.binding);
  await migrate(db);
  const memory = async () => isolateMemory(await miniflare.getInspectorURL());
  return { origin: url.origin, log, db, memory, stop: () => miniflare.dispose() };
}

/** The bytes that the Worker's isolate holds: JavaScript's heap, and buffers with the memory of WebAssembly. */
async function isolateMemory(inspector) {
  const [target] = await (await fetch(new URL("/json", String(inspector).replace(/^ws/, "http")))).json();
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  try {
    return await new Promise((resolve, reject) => {
      socket.onerror = () => reject(new Error("the inspector does not answer"));
      socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }));
      socket.onmessage = ({ data }) => {
        const { id, result } = JSON.parse(data);
        if (id === 1) resolve(result.usedSize + result.backingStorageSize);
      };
    });
  } finally {
    socket.close();
  }
}
