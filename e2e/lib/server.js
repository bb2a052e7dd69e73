// The real program, on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../bin/rolecall", import.meta.url));

/**
 * Starts `rolecall serve` with a database of its own and waits until it says where it is.
 * @param {string[]} options further ones of the command line.
 * @param {{follows?: boolean}} how follows: a file is among them, and no database.
 * @returns {Promise<{origin: string, database: string, log: string[], stop(): Promise<number | null>}>} stop resolves to the exit code.
 */
export async function startServer(options = [], { follows = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-"));
  const database = join(folder, "rolecall.db");
  const child = spawn(program, ["serve", "--listen", "127.0.0.1:0", ...(follows ? [] : ["--database", database, "--writes", "10000/10000"]), ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = once(child, "exit");
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line").then(([text]) => text),
    ended.then(([code]) => Promise.reject(new Error(`rolecall serve ended with ${code}: ${log.join("\n")}`))),
    once(child, "error").then(([error]) => Promise.reject(new Error(`${error.message}: run 'make build' first`))),
  ]);
  const origin = /http:\/\/\S+(?=\/)/.exec(line)?.[0];
  if (!origin) throw new Error(`no address in ${JSON.stringify(line)}`);
  return {
    origin,
    database,
    log,
    async stop() {
      child.kill("SIGTERM");
      const [code] = await ended;
      await rm(folder, { recursive: true, force: true });
      return code;
    },
  };
}
