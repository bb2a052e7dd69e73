import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { memoryUsage } from "node:process";
import { test } from "node:test";
import { BadLink, mostBytes, pack, packedIn, unpack } from "./fragment.ts";

const url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const refused = (data: string, message: RegExp) =>
  assert.rejects(unpack(data), (error: unknown) => error instanceof BadLink && message.test(error.message) && error.hint !== "");

test("a document comes back as it was", async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => String.fromCodePoint(0x20 + ((i * 7919) % 0x2000))).join("");
  for (const text of ["x", "---\ntitle: Ünïcödé 🎓\n---\n", "\uFEFFwith a mark\r\n", "a".repeat(mostBytes), many.slice(0, 20_000), "\0\u0001"]) {
    const data = await pack(text);
    assert.match(data, /^[\w-]+$/, "nothing that an address would change");
    assert.equal(await unpack(data), text);
  }
});

test("a fragment names its data", () => {
  assert.equal(packedIn("#z:AAAA"), "AAAA");
  assert.equal(packedIn("#z:AA-_&view=why&who=johan"), "AA-_");
  assert.equal(packedIn("#z:"), "");
  assert.equal(packedIn("#view=why"), undefined);
  assert.equal(packedIn(""), undefined);
});

test("a document may have a MiB and no byte more", async () => {
  assert.equal((await unpack(url(deflateRawSync(new Uint8Array(mostBytes).fill(97))))).length, mostBytes);
  await refused(url(deflateRawSync(new Uint8Array(mostBytes + 1).fill(97))), /more than a scenario/);
});

test("a bomb is not blown up", async () => {
  // 64 MiB of zeros in less than a tenth of one: what is read ends at the limit.
  const zeros = deflateRawSync(new Uint8Array(64 << 20), { level: 9 });
  assert.ok(zeros.length < 1 << 20);
  const before = memoryUsage().rss;
  await refused(url(zeros), /more than a scenario/);
  assert.ok(memoryUsage().rss - before < 48 << 20, "it stays small");
});

test("data that is too long is not looked at", async () => {
  await refused("A".repeat(2 << 20), /more than a scenario/);
});

test("what is damaged is said to be", async () => {
  const good = await pack("A scenario that is long enough to be cut somewhere in its middle, and then some more of it.");
  await refused("", /no scenario/);
  await refused("%E0%A4", /characters/);
  await refused("a b", /characters/);
  await refused("A", /characters/); // no length that base64 has
  await refused(good.slice(0, -6), /damaged/);
  await refused(good.slice(0, 10), /damaged/);
  await refused("_____w", /damaged/);
  await refused(url(deflateRawSync(Uint8Array.from([0xff, 0xfe, 0x41]))), /no text/);
});

test("random garbage never gets through as anything but an error or text", async () => {
  let seed = 7;
  for (let i = 0; i < 300; i++) {
    const bytes = Uint8Array.from({ length: 1 + (i % 60) }, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16);
    await unpack(url(bytes)).then(
      (text) => assert.equal(typeof text, "string"),
      (error: unknown) => assert.ok(error instanceof BadLink),
    );
  }
});
