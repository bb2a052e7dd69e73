import assert from "node:assert/strict";
import { test } from "node:test";
import { exists, type Fetch, remove, upload } from "./api.ts";

const saved = { id: "7kQmR4xVbT2n", url: "https://rolecall.test/s/7kQmR4xVbT2n", token: "t0", verdict: { starts: true } };

/** A server that answers once, and what it was asked. */
function server(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: { url: string; init: RequestInit }[] = [];
  const get: Fetch = async (url, init) => {
    asked.push({ url, init });
    return new Response(status === 204 ? null : typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  };
  return { asked, get };
}

test("a document is uploaded, with its parent where it has one, and nothing else", async () => {
  const { asked, get } = server(201, saved);
  assert.deepEqual(await upload("text", "", get), { id: saved.id, url: saved.url, token: "t0" });
  await upload("text", "abc", get);
  assert.equal(asked[0]!.url, "/api/scenarios");
  assert.equal(asked[0]!.init.method, "POST");
  assert.equal(asked[0]!.init.credentials, "omit");
  assert.deepEqual(JSON.parse(asked[0]!.init.body as string), { document: "text" });
  assert.deepEqual(JSON.parse(asked[1]!.init.body as string), { document: "text", parent: "abc" });
});

test("refusals keep the server's words and its wait", async () => {
  const error = { error: { id: "x", message: "The document has 70,000 bytes.", hint: "Leave something out." } };
  const said = "The document has 70,000 bytes. Leave something out.";
  const cases: [number, unknown, Record<string, string>, unknown][] = [
    [413, error, {}, { kind: "large", said, wait: 0 }],
    [429, error, { "Retry-After": "17" }, { kind: "often", said, wait: 17 }],
    [503, error, { "Retry-After": "soon" }, { kind: "busy", said, wait: 0 }],
    [400, error, {}, { kind: "refused", said, wait: 0 }],
    [500, "<html>", {}, { kind: "broken", said: "", wait: 0 }],
    [200, saved, {}, { kind: "refused", said: "", wait: 0 }],
    [201, "{", {}, { kind: "broken", said: "", wait: 0 }],
    [201, { id: "a", url: "javascript:alert(1)", token: "t" }, {}, { kind: "broken", said: "", wait: 0 }],
    [400, { error: { message: 7, hint: ["x"] } }, {}, { kind: "refused", said: "", wait: 0 }],
  ];
  for (const [status, body, headers, want] of cases) {
    const got = await upload("text", "", server(status, body, headers).get);
    assert.deepEqual(got, want, `${status}`);
  }
});

test("a wait may be said as a date", async () => {
  const date = new Date(Date.now() + 1e6).toUTCString();
  const got = await upload("text", "", server(503, "busy", { "Retry-After": date }).get);
  assert.ok("wait" in got && got.wait > 900 && got.wait <= 1000, JSON.stringify(got));
});

test("a parent that the server does not know is left out", async () => {
  const bodies: unknown[] = [];
  const get: Fetch = async (_, init) => {
    const body = JSON.parse(init.body as string) as { parent?: string };
    bodies.push(body);
    if (body.parent) return Response.json({ error: { id: "unknown-parent", message: "It is not here." } }, { status: 400 });
    return Response.json(saved, { status: 201 });
  };
  assert.ok("token" in (await upload("text", "abc", get)));
  assert.deepEqual(bodies, [{ document: "text", parent: "abc" }, { document: "text" }]);
});

test("no answer is no loss", async () => {
  const get: Fetch = () => Promise.reject(new TypeError("no network"));
  assert.deepEqual(await upload("text", "", get), { kind: "offline", said: "", wait: 0 });
  assert.deepEqual(await remove("a", "t", get), { kind: "offline", said: "", wait: 0 });
});

test("a scenario is deleted with its token; gone is gone", async () => {
  const { asked, get } = server(204, "");
  assert.equal(await remove("a/b", "t0", get), undefined);
  assert.equal(asked[0]!.url, "/api/scenarios/a%2Fb");
  assert.equal(asked[0]!.init.method, "DELETE");
  assert.equal((asked[0]!.init.headers as Record<string, string>)["Authorization"], "Bearer t0");
  for (const status of [404, 410]) assert.equal(await remove("a", "t", server(status, {}).get), undefined);
  assert.equal((await remove("a", "t", server(403, { error: { message: "Not yours." } }).get))?.said, "Not yours.");
});

test("only what the server says is gone is gone", async () => {
  for (const [status, there] of [[200, true], [404, false], [410, false], [500, true], [429, true]] as const) {
    assert.equal(await exists("abc", server(status, {}).get), there, `${status}`);
  }
  assert.equal(await exists("abc", () => Promise.reject(new TypeError("no network"))), true);
});
