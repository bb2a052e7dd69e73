// The module in front of the Go program: it answers what is kept without starting Go, and lends the rest an instance.
import { forget, keep, kept } from "./cache.ts";
import { Busy, Pool } from "./pool.ts";

/** The most of a body that is read, in bytes: more than any that the program takes, so that it says what is wrong. */
const mostBody = 1 << 20;

const pool = new Pool();

export default {
  async fetch(request: Request, env: Environment, context: Execution): Promise<Response> {
    const url = new URL(request.url);
    try {
      const found = await kept(request, url);
      if (found) return found;
      if (url.pathname === "/favicon.ico" || url.pathname === "/favicon.svg") {
        const icon = await theIcon(request, url, env);
        if (icon) return icon;
      }
      const whole = await buffered(request);
      // The answer is awaited on the platform's side too: a client that goes away would end it in the middle.
      const work = pool.with(env, (instance) => instance.answer(whole));
      context.waitUntil(work.catch(() => undefined));
      const answer = await work;
      if (request.method === "DELETE" && answer.ok) await forget(url);
      return keep(request, url, answer, context);
    } catch (error) {
      console.error(error instanceof Error ? error.message : "failed");
      return error instanceof Busy
        ? sorry(503, "The server is busy. Try again in a few seconds.", { "Retry-After": "5" })
        : sorry(500, "The server failed to answer this request.");
    }
  },
};

/** The request with its body read: Go is lent to nobody who is still sending. */
async function buffered(request: Request): Promise<Request> {
  if (!request.body) return request;
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    if (size > mostBody) {
      await reader.cancel();
      break;
    }
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

/** The site's icon, for browsers that ask for one where it always stood. Other methods are the program's to refuse. */
async function theIcon(request: Request, url: URL, env: Environment): Promise<Response | undefined> {
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  const icon = await env.ASSETS.fetch(new Request(new URL(ICON, url), request));
  const headers = new Headers(icon.headers);
  headers.set("Cache-Control", "public, max-age=86400");
  headers.delete("Access-Control-Allow-Origin");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  return new Response(icon.body, { status: icon.status, headers });
}

function sorry(status: number, text: string, more: Record<string, string> = {}): Response {
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", ...more };
  return new Response(`${text}\n`, { status, headers });
}
