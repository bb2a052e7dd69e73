// Requests for what the site is made of: the playground, the gallery, files.

const html = "text/html; charset=utf-8";
const json = "application/json; charset=utf-8";
const text = "text/plain; charset=utf-8";
const markdown = "text/markdown; charset=utf-8";
const error = { "cache-control": "no-store" };

/** The headers of every answer of the program. */
export const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": /^accelerometer=\(\)/,
  "set-cookie": undefined,
  server: undefined,
};

/** The path of a file, by the page that names it. */
const file = (pattern) => (memory) => pattern.exec(memory.page)[0];
const script = file(/\/assets\/theme-[^"]+\.js/);
const style = file(/\/assets\/rolecall-[^"]+\.css/);
const engine = file(/\/assets\/rolecall-[^"]+\.wasm/);

export const site = [
  { path: "/", status: 200, type: html, keep: "page", body: /c\.JupyterHub/ },
  { path: "/?from=gallery/teacher", status: 200, type: html },
  { path: "/?from=gallery/nonesuch", status: 404, type: html, headers: error },
  { path: "/?from=../teacher", status: 404, type: html },
  { path: "/?x=%", status: 200, type: html },
  { path: "/gallery", status: 200, type: html, headers: { etag: /^"[0-9a-f]+"$/, "cache-control": "no-cache" } },
  { path: "/gallery/", status: 308, headers: { location: "/gallery" } },
  { path: "/gallery/teacher", status: 200, type: html },
  { path: "/gallery/teacher.md", status: 200, type: markdown, body: /^---\nformat: 1\n/ },
  { path: "/gallery/teacher.md", send: { "If-None-Match": "*" }, status: 304 },
  { path: "/gallery/nonesuch", status: 404, type: html },
  { path: "/gallery/nonesuch", send: { Accept: "application/json" }, status: 404, type: json, body: /"id":"not-found"/ },
  { path: "/gallery/nonesuch", send: { Accept: "text/html, application/json;q=0.5" }, status: 404, type: html },
  { path: "/gallery/teacher.md.md", status: 404 },
  { path: "/gallery/teacher/more", status: 404 },
  { path: "/gallery/%F0%9F%91%8B", status: 404 },
  { path: "/gallery/%FF", status: 404 },
  { path: "/gallery/%00", status: 404 },
  { path: "/gallery/teacher%2Fmore", status: 404 },
  { path: "/nonesuch", status: 404, type: html },
  { path: "/robots.txt", status: 200, type: text },
  { path: "/healthz", status: 200, type: text, body: /^ok\n$/, headers: { "cache-control": "no-store" } },

  { method: "HEAD", path: "/", status: 200, type: html, body: /^$/ },
  { method: "HEAD", path: "/gallery/teacher.md", status: 200, type: markdown, body: /^$/ },
  { method: "HEAD", path: "/nonesuch", status: 404, body: /^$/ },
  { method: "POST", path: "/", send: { "Content-Type": "text/plain" }, content: "x", status: 405, headers: { allow: "GET, HEAD" } },
  { method: "PUT", path: "/gallery", content: "x".repeat(2_000_000), status: 405 },
  { method: "DELETE", path: "/gallery/teacher", status: 405 },
  { method: "OPTIONS", path: "/gallery", status: 405 },
  { method: "PROPFIND", path: "/nonesuch", status: 405 },

  { path: script, status: 200, type: "text/javascript; charset=utf-8", headers: { "cache-control": "public, max-age=31536000, immutable" } },
  { path: style, status: 200, type: "text/css; charset=utf-8" },
  { path: engine, status: 200, type: "application/wasm" },
  { method: "HEAD", path: script, status: 200, body: /^$/ },
  { method: "POST", path: script, content: "x", status: 405 },
  { path: "/assets/", status: 404 },
  { path: "/assets/manifest.json", status: 404 },
  { path: "/assets/README", status: 404 },
  { path: "/_headers", status: 404 },
  { path: "/assets/..%2fmanifest.json", status: 404 },
  { path: "/favicon.ico", status: 200, type: "image/svg+xml; charset=utf-8", headers: { "cache-control": "public, max-age=86400" } },
  { method: "HEAD", path: "/favicon.svg", status: 200 },
  { method: "POST", path: "/favicon.ico", content: "", status: 405 },

  { name: "a target as long as the limit", path: `/healthz?${"a".repeat((8 << 10) - 9)}`, status: 200 },
  { name: "a target past the limit", path: `/healthz?${"a".repeat((8 << 10) - 8)}`, status: 414 },
  { name: "a header past the limit", path: "/healthz", send: { Xx: "a".repeat(32 << 10) }, status: 431 },
];
