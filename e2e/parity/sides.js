// The two programs that must answer alike: the binary over SQLite, and the Worker over D1.
import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";
import { startServer } from "../lib/server.js";
import { startWorker } from "../lib/worker.js";

/** Where both believe to be, so that their links are the same. */
export const origin = "https://rolecall.test";

/** How many evaluations a minute both allow. */
export const evaluations = 20;

/** Starts both. A side asks, remembers what later requests need, and stops. */
export async function startSides() {
  const [binary, worker] = await Promise.all([
    startServer(["--url", origin, "--evaluations", String(evaluations)]),
    startWorker({ vars: { ORIGIN: origin, WRITES_A_DAY: "10000" }, limits: { WRITES: 10_000, EVALUATIONS: evaluations } }),
  ]);
  return [new Side("binary", binary), new Side("worker", worker)];
}

export class Side {
  #program;
  #agent = new Agent();
  /** What earlier answers held: IDs and tokens by name. */
  memory = {};

  constructor(name, program) {
    this.name = name;
    this.#program = program;
  }

  get database() {
    return this.#program.database;
  }

  get db() {
    return this.#program.db;
  }

  get log() {
    return this.#program.log;
  }

  /** Sends a request as it is written: nothing is added, the path is not tidied. */
  ask({ method = "GET", path, headers = {}, body }) {
    const { hostname, port } = new URL(this.#program.origin);
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.#agent, hostname, port, method, path, headers }, (answer) => {
        const pieces = [];
        answer.on("data", (piece) => pieces.push(piece));
        answer.on("error", reject);
        answer.on("end", () => {
          const body = Buffer.concat(pieces);
          const zipped = answer.headers["content-encoding"] === "gzip" && body.length > 0;
          resolve({ status: answer.statusCode, headers: answer.headers, body: zipped ? gunzipSync(body) : body });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async stop() {
    this.#agent.destroy();
    await this.#program.stop();
  }
}
