import assert from "node:assert/strict";
import { test } from "node:test";
import { type Place, read, write } from "./address.ts";

const plain: Place = { view: "access", ask: { who: "", verb: "", whom: "" }, unfolded: [], filter: "", version: "" };

test("a place without anything has no fragment", () => {
  assert.equal(write(plain), "");
  assert.deepEqual(read(""), plain);
  assert.deepEqual(read("#"), plain);
});

test("what is written reads back", () => {
  const places: Place[] = [
    { ...plain, view: "why", ask: { who: "any member of class-a", verb: "servers.stop", whom: "server=student3/" } },
    { ...plain, unfolded: ["servers", "users"], filter: "a&b=#ü", version: "6.0.0b2" },
    { ...plain, ask: { who: 'user "after"', verb: "", whom: "" } },
  ];
  for (const place of places) assert.deepEqual(read(write(place)), place);
});

test("a fragment that says nonsense shows the start", () => {
  assert.deepEqual(read("#view=nowhere&verb=servers.stop"), plain);
  assert.deepEqual(read("#%E0%A4%A"), plain);
});

test("a document in the address stays there beside the question", () => {
  assert.deepEqual(read("#z:AA-_"), { ...plain, packed: "AA-_" });
  assert.equal(write({ ...plain, packed: "AA-_" }), "#z:AA-_");
  const place: Place = { ...plain, view: "why", ask: { who: "z:x&y", verb: "servers.stop", whom: "" }, packed: "q_9-" };
  assert.match(write(place), /^#z:q_9-&view=why&/);
  assert.deepEqual(read(write(place)), place);
});
