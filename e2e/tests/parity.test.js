// The binary over SQLite and the Worker over D1 answer the same requests alike: the tables are in ../parity.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { settled, unlike } from "../parity/compare.js";
import { differences } from "../parity/differences.js";
import { startSides } from "../parity/sides.js";
import { always, site } from "../parity/site.js";

let sides;
const shown = new Set();
before(async () => {
  sides = await startSides();
});
after(() => Promise.all((sides ?? []).map((side) => side.stop())));

/** The request of a table's line, as one side makes it. */
function asked(line, memory) {
  const of = (value) => (typeof value === "function" ? value(memory) : value);
  return { method: line.method ?? "GET", path: of(line.path), headers: of(line.send) ?? {}, body: of(line.content) };
}

/** Holds an answer against what its line says. */
function check(line, answer, who) {
  const is = (got, want, what) => {
    if (want instanceof RegExp) assert.match(String(got), want, `${who}: ${what}`);
    else assert.equal(got, want, `${who}: ${what}`);
  };
  const text = answer.body.toString();
  is(answer.status, line.status, `status (${text.slice(0, 300)})`);
  if (line.type) is(answer.headers["content-type"], line.type, "type");
  for (const [name, want] of Object.entries({ ...always, ...line.headers })) is(answer.headers[name], want, name);
  if (line.body) is(text, line.body, "body");
}

function table(name, lines) {
  test(name, async (t) => {
    for (const line of lines) {
      const [{ memory }] = sides;
      const first = asked(line, memory);
      await t.test(line.name ?? `${first.method} ${first.path} ${line.send ? JSON.stringify(line.send) : ""}`, async () => {
        const answers = await Promise.all(
          sides.map(async (side) => {
            const answer = await side.ask(asked(line, side.memory));
            check(line, answer, side.name);
            if (line.keep) side.memory[line.keep] = answer.body.toString();
            line.learn?.(answer, side.memory);
            return settled(answer, side.memory);
          }),
        );
        assert.deepEqual(unlike(first, ...answers, shown), []);
      });
    }
  });
}

table("the site", site);

test("every known difference is still one", () => {
  assert.deepEqual(differences.map(({ name }) => name).filter((name) => !shown.has(name)), []);
});
