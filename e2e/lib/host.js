// A page of another origin that shows embeds: somebody's docs, with a strict policy of its own.
import { createServer } from "node:http";
import { once } from "node:events";

const types = "text/html; charset=utf-8";

/**
 * Serves pages on an origin of its own. put(path, {body, ...}) sets a page: its body as HTML, a script of the page
 * (served as a file beside it), headers.
 */
export async function startHost() {
  const pages = new Map();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url, "http://host").pathname);
    if (!page) {
      response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": page.type, ...page.headers }).end(page.text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://localhost:${server.address().port}`; // another host than 127.0.0.1, for browsers
  return {
    origin,
    put(path, { body = "", head = "", headers = {}, script }) {
      const scripted = script ? `<script src="${path}.js"></script>` : "";
      const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Docs</title>${scripted}${head}<body><main><h1>Docs</h1>${body}</main>`;
      pages.set(path, { type: types, text, headers });
      if (script) pages.set(`${path}.js`, { type: "text/javascript", text: script, headers: {} });
      return origin + path;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** The policy of a careful host: what embeds need of it, and nothing in the text. */
export const strict = (origin) =>
  `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; img-src 'self'; frame-src ${origin}; base-uri 'none'; require-trusted-types-for 'script'`;
