// The pages as files: the program writes them, a server that knows nothing of them sends them.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const program = fileURLToPath(new URL("../../bin/rolecall", import.meta.url));

/** Runs `rolecall export-site` into a new folder, with further arguments. */
export async function exportSite(...args) {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-site-"));
  const { stdout } = await promisify(execFile)(program, ["export-site", "--format", "json", folder, ...args], { maxBuffer: 1 << 24 });
  return { folder, list: JSON.parse(stdout), remove: () => rm(folder, { recursive: true, force: true }) };
}

const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder under a path. It sends no header but the type, and for endings that plain names none at all.
 * pages are further ones, by their path below the prefix.
 */
export async function serveFiles(folder, { prefix = "/", plain = [], pages = {} } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://files");
    const name = decodeURIComponent(pathname);
    if (!name.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    const rest = name.slice(prefix.length) || "index.html";
    try {
      const text = pages[rest] ?? (await readFile(join(folder, normalize(rest))));
      const type = plain.includes(extname(rest)) ? undefined : types[extname(rest) || ".html"];
      response.writeHead(200, type ? { "Content-Type": type } : {}).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
      return 0;
    },
  };
}
