import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { forget, keep, type Shared, shelf } from "./shelf.ts";

let kept: Map<string, string>;
let full = false;

beforeEach(() => {
  kept = new Map();
  full = false;
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    value: {
      getItem: (k: string) => kept.get(k) ?? null,
      setItem: (k: string, v: string) => {
        if (full) throw new Error("full");
        kept.set(k, v);
      },
      removeItem: (k: string) => kept.delete(k),
    },
  });
});

const one: Shared = { id: "a", url: "http://h/s/a", token: "t", title: "T", created: "2026-01-01T00:00:00Z", mark: "m" };

test("what is kept is found, newest first, each once", () => {
  assert.equal(keep(one), true);
  assert.equal(keep({ ...one, id: "b" }), true);
  assert.equal(keep({ ...one, title: "again" }), true);
  assert.deepEqual(shelf().map((s) => [s.id, s.title]), [["a", "again"], ["b", "T"]]);
  forget("a");
  assert.deepEqual(shelf().map((s) => s.id), ["b"]);
  forget("nonesuch");
  assert.equal(shelf().length, 1);
});

test("a browser that keeps nothing is known", () => {
  full = true;
  assert.equal(keep(one), false);
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: () => { throw new Error("forbidden"); } });
  assert.equal(keep(one), false);
  assert.deepEqual(shelf(), []);
});

test("what can't be read is left out", () => {
  for (const text of ["{", "null", "7", '{"id":"a"}', '[null, 1, "x", {"id": "a"}]']) {
    kept.set("rolecall:shared", text);
    assert.deepEqual(shelf(), [], text);
  }
  kept.set("rolecall:shared", JSON.stringify([{ id: 1 }, one]));
  assert.deepEqual(shelf(), [one]);
});
