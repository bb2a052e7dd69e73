// Serves the Worker in workerd until it is interrupted, over a D1 that stays. `make worker-dev`.
import { fileURLToPath } from "node:url";
import { startWorker } from "./lib/worker.js";

const [host, port] = (process.argv[2] ?? "127.0.0.1:4747").split(":");
const state = fileURLToPath(new URL("../.cache/worker", import.meta.url));
const worker = await startWorker({ host, port: Number(port), state, onLine: (line) => console.log(line) });
console.log(`The Worker is at ${worker.origin}/ (Ctrl-C stops it)`);
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => worker.stop());
