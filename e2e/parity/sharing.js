// Requests for what people share: saving, reading, embedding, deleting.

const html = "text/html; charset=utf-8";
const json = "application/json; charset=utf-8";
const markdown = "text/markdown; charset=utf-8";
const asMarkdown = { "Content-Type": "text/markdown; charset=utf-8" };
const asJSON = { "Content-Type": "application/json", Accept: "application/json" };
const noindex = { "x-robots-tag": "noindex" };

/** A document with as many checks as asked for. Its header is whole, so that saving adds nothing to it. */
export function scenario(title, checks = 3, prose = "Some *prose*.") {
  const lines = Array.from({ length: checks }, (_, i) => `johan ${i % 2 ? "cannot" : "can"} servers!user=student${i % 2 ? 90 + i : 3}`);
  return `---
format: 1
title: ${title}
jupyterhub: "5.5.1"
oauthenticator: "17.4.0"
host: plain
---
${prose}

\`\`\`python jupyterhub_config.py
c.JupyterHub.load_groups = {"class-b": {"users": ["johan", "student3", "student4"]}, "others": {"users": [${checks > 0 ? Array.from({ length: checks }, (_, i) => `"student${90 + i}"`).join(", ") : ""}]}}
c.JupyterHub.load_roles = [{"name": "teacher", "scopes": ["servers!group=class-b"], "users": ["johan"]}]
\`\`\`

\`\`\`checks
${lines.join("\n")}
\`\`\`
`;
}

/** A document of exactly so many bytes. */
const ofBytes = (bytes, filler) => {
  const whole = scenario("Large", 3, "PROSE");
  const room = bytes - Buffer.byteLength(whole) + "PROSE".length;
  const size = Buffer.byteLength(filler);
  return whole.replace("PROSE", () => filler.repeat(Math.floor(room / size)) + "x".repeat(room % size));
};
const most = 64 << 10;
const odd = scenario("Ünïcode 👋 \u202e \u0301 日本", 2, "Ç‎ 𝒳 \u2028 \ufeff ' \" \\ % _ -- ; /* */ `x`\r\nline\ttab");

/** Remembers what saving answered. */
const learn = (id, token) => (answer, memory) => {
  const got = JSON.parse(answer.body.toString());
  Object.assign(memory, { [id]: got.id, [token]: got.token });
};
const save = (name, content, id, more = {}) => ({
  name, method: "POST", path: "/api/scenarios", send: asMarkdown, content, status: 201, type: json, learn: learn(id, `${id}-token`), ...more,
});
const at = (before, after = "") => (memory) => `${before}${memory.first}${after}`;

export const sharing = [
  save("saving", scenario("A teacher", 20), "first", { headers: { location: /^https:\/\/rolecall\.test\/s\/\w{12}$/, "cache-control": "no-store" }, body: /"hold":20,"fail":0/ }),
  { name: "what was saved", path: at("/api/scenarios/"), status: 200, type: json, body: /"title":"A teacher"/ },
  { name: "its document", path: at("/s/", ".md"), status: 200, type: markdown, headers: { ...noindex, "access-control-allow-origin": "*" }, body: /^---\nformat: 1\n/ },
  { name: "its data", path: at("/s/", ".json"), status: 200, type: json },
  { name: "its page", path: at("/s/"), status: 200, type: html, headers: { ...noindex, "cache-control": "no-cache" }, body: /og:description/ },
  { name: "its page again", path: at("/s/"), status: 200, type: html },
  { name: "its page, only its header", method: "HEAD", path: at("/s/"), status: 200, type: html, body: /^$/ },
  { name: "its page, unchanged", path: at("/s/"), send: { "If-None-Match": "*" }, status: 304, body: /^$/ },
  { name: "its page, compressed", path: at("/s/"), send: { "Accept-Encoding": "gzip" }, status: 200, headers: { "content-encoding": "gzip" } },
  { name: "its badge", path: at("/s/", "/badge.svg"), status: 200, type: "image/svg+xml; charset=utf-8" },
  { name: "its card", path: at("/s/", "/card.png"), status: 200, type: "image/png", body: /^.PNG/ },
  { name: "its page with an odd query", path: at("/s/", "?a=%ff&a=b;c"), status: 200 },
  { name: "its embed", path: at("/e/"), status: 200, type: html, headers: { "x-frame-options": undefined, "content-security-policy": /frame-ancestors \*/ } },
  { name: "its embed, dark", path: at("/e/", "?view=access&theme=dark"), status: 200, type: html },
  { name: "its embed, of a view that there is not", path: at("/e/", "?view=nonesuch"), status: 400 },
  { name: "what forums ask", path: (memory) => `/oembed?url=${encodeURIComponent(`https://rolecall.test/s/${memory.first}`)}`, status: 200, type: json, body: /"type":"rich"/ },
  { name: "of another site", path: "/oembed?url=https%3A%2F%2Fexample.org%2F", status: 404 },
  { name: "in another form", path: "/oembed?format=xml&url=x", status: 501 },
  { name: "an embed of the gallery", path: "/e/gallery/teacher", status: 200, type: html },
  { name: "the script of embeds", path: "/embed/v1.js", status: 200, type: "text/javascript; charset=utf-8" },
  { name: "what is known of it", path: "/embed/v1.json", status: 200, type: json },
  { name: "before reading across origins", method: "OPTIONS", path: at("/api/scenarios/"), status: 204 },
  { name: "the reference", path: "/scopes", status: 200, type: html },
  { name: "a scope", path: "/scopes/servers", status: 200, type: html },
  { name: "a search", path: "/scopes?q=start+a+server", status: 200, type: html },
  { name: "no scope", path: "/scopes/nonesuch", status: 404, type: html },
  { name: "the description of the API", path: "/api/openapi.json", status: 200, type: json },

  { name: "a copy", method: "POST", path: "/api/scenarios", send: asJSON, content: (memory) => JSON.stringify({ document: scenario("A copy", 4), parent: memory.first }), status: 201, learn: learn("copy", "copy-token") },
  { name: "the copy's page", path: (memory) => `/s/${memory.copy}`, status: 200, body: /compare/ },
  { name: "the copy beside its parent", path: (memory) => `/s/${memory.copy}/compare`, status: 200, type: html },

  save("the largest", ofBytes(most, "word "), "largest"),
  { name: "the largest comes back", path: (memory) => `/s/${memory.largest}.md`, status: 200, learn: ({ body }) => sameText(body, ofBytes(most, "word ")) },
  save("the largest of quotes", ofBytes(most, "'"), "quotes"),
  { name: "the quotes come back", path: (memory) => `/s/${memory.quotes}.md`, status: 200, learn: ({ body }) => sameText(body, ofBytes(most, "'")) },
  save("the largest of characters of four bytes", ofBytes(most, "👋"), "waves"),
  { name: "the characters come back", path: (memory) => `/s/${memory.waves}.md`, status: 200, learn: ({ body }) => sameText(body, ofBytes(most, "👋")) },
  { name: "the largest in JSON, of escapes", method: "POST", path: "/api/scenarios", send: asJSON, content: JSON.stringify({ document: ofBytes(most, "é") }).replaceAll("é", "\\u00e9"), status: 201, learn: learn("escapes", "escapes-token") },
  { name: "one byte more", method: "POST", path: "/api/scenarios", send: asMarkdown, content: ofBytes(most + 1, "word "), status: 413 },
  { name: "much more", method: "POST", path: "/api/scenarios", send: { ...asMarkdown, Accept: "application/json" }, content: "x".repeat(900_000), status: 413, type: json },
  { name: "more, of a length that is not said", method: "POST", path: "/api/scenarios", send: { ...asMarkdown, "Transfer-Encoding": "chunked", Connection: "close" }, content: "x".repeat(100_000), status: 413 },
  save("every kind of character", odd, "odd"),
  { name: "every character comes back", path: (memory) => `/s/${memory.odd}.md`, status: 200, learn: ({ body }) => sameText(body, odd) },
  { name: "their page", path: (memory) => `/s/${memory.odd}`, status: 200 },
  { name: "their card", path: (memory) => `/s/${memory.odd}/card.png`, status: 200 },

  { name: "bytes that are no text", method: "POST", path: "/api/scenarios", send: asMarkdown, content: Buffer.from([0x23, 0xff, 0xfe]), status: 400 },
  { name: "a NUL", method: "POST", path: "/api/scenarios", send: asMarkdown, content: "# a\0b", status: 400 },
  { name: "nothing", method: "POST", path: "/api/scenarios", send: asMarkdown, content: "", status: 422 },
  { name: "no config", method: "POST", path: "/api/scenarios", send: asMarkdown, content: "# Hello\n", status: 422 },
  { name: "a broken header", method: "POST", path: "/api/scenarios", send: asMarkdown, content: "---\nformat: 1\ntitel: x\n---\n", status: 422 },
  { name: "broken JSON", method: "POST", path: "/api/scenarios", send: asJSON, content: "{\"document\": ", status: 400, type: json, body: /bad-json/ },
  { name: "JSON of more keys", method: "POST", path: "/api/scenarios", send: asJSON, content: "{\"document\": \"a\", \"id\": \"b\"}", status: 400 },
  { name: "half a character in JSON", method: "POST", path: "/api/scenarios", send: asJSON, content: "{\"document\": \"\\ud800\"}", status: 400 },
  { name: "another type", method: "POST", path: "/api/scenarios", send: { "Content-Type": "text/html" }, content: "x", status: 415 },
  { name: "compressed", method: "POST", path: "/api/scenarios", send: { ...asMarkdown, "Content-Encoding": "gzip" }, content: "x", status: 415 },
  { name: "a parent that is none", method: "POST", path: "/api/scenarios", send: asJSON, content: JSON.stringify({ document: scenario("x"), parent: "111111111111" }), status: 422 },
  { name: "from a page of another site", method: "POST", path: "/api/scenarios", send: { ...asMarkdown, Origin: "https://example.org", "Sec-Fetch-Site": "cross-site" }, content: scenario("x"), status: 403 },
  { name: "reading where one saves", path: "/api/scenarios", status: 405, headers: { allow: "POST" } },
  { name: "a Hub that stops", method: "POST", path: "/api/scenarios", send: asMarkdown, content: scenario("Stops").replace('"teacher"', '"Teacher"'), status: 201, learn: learn("stops", "stops-token"), body: /"starts":false/ },
  { name: "its page says so", path: (memory) => `/s/${memory.stops}`, status: 200 },

  { name: "evaluating", method: "POST", path: "/api/evaluate", send: asMarkdown, content: scenario("x", 5), status: 200, type: json, body: /"hold":5/ },
  { name: "evaluating for another version", method: "POST", path: "/api/evaluate?version=4.1.6", send: asMarkdown, content: scenario("x", 5), status: 200, body: /4\.1\.6/ },
  { name: "evaluating what cannot be read", method: "POST", path: "/api/evaluate", send: asMarkdown, content: "```python jupyterhub_config.py\nc.x = (\n```\n", status: 200 },
  { name: "evaluating a config that never ends", method: "POST", path: "/api/evaluate", send: asMarkdown, content: "```python jupyterhub_config.py\nwhile True:\n    pass\n```\n", status: 200, body: /limit/ },

  { name: "an ID that nobody has", path: "/s/111111111111", status: 404 },
  { name: "an ID that is none", path: "/s/0OIl", status: 404 },
  { name: "an ID that is none, of the API", path: "/api/scenarios/0OIl", send: { Accept: "application/json" }, status: 404, type: json },
  { name: "an embed of an ID that nobody has", path: "/e/111111111111", status: 404 },
  { name: "deleting what nobody has", method: "DELETE", path: "/api/scenarios/111111111111", send: { Authorization: "Bearer x" }, status: 404 },
  { name: "deleting without a token", method: "DELETE", path: at("/api/scenarios/"), status: 401, headers: { "www-authenticate": /^Bearer / } },
  { name: "deleting with another token", method: "DELETE", path: at("/api/scenarios/"), send: (memory) => ({ Authorization: `Bearer ${memory["copy-token"]}` }), status: 403 },
  { name: "it stands", path: at("/api/scenarios/"), status: 200 },
  { name: "deleting", method: "DELETE", path: at("/api/scenarios/"), send: (memory) => ({ Authorization: `bearer ${memory["first-token"]}` }), status: 204, body: /^$/ },
  { name: "deleting again", method: "DELETE", path: at("/api/scenarios/"), send: (memory) => ({ Authorization: `Bearer ${memory["first-token"]}` }), status: 410 },
  ...["/api/scenarios/ID", "/s/ID", "/s/ID.md", "/s/ID.json", "/s/ID/badge.svg", "/s/ID/card.png", "/s/ID/compare", "/e/ID"].map((path) => ({
    name: `${path} of what is gone`, path: (memory) => path.replace("ID", memory.first), status: 410, headers: { "cache-control": "no-store" },
  })),
  { name: "an embed with a query, of what is gone", path: at("/e/", "?view=access&theme=dark"), status: (who) => (who === "worker" ? 200 : 410) },
  { name: "the copy of what is gone", path: (memory) => `/s/${memory.copy}`, status: 200 },
  { name: "a copy of what is gone", method: "POST", path: "/api/scenarios", send: asJSON, content: (memory) => JSON.stringify({ document: scenario("A late copy", 4), parent: memory.first }), status: 201, learn: learn("late", "late-token") },
];

function sameText(body, text) {
  if (body.toString() !== text) throw new Error("the document came back otherwise");
}
