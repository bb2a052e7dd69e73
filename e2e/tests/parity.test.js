// The binary over SQLite and the Worker over D1 answer the same requests alike: the tables are in ../parity.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { settled, unlike } from "../parity/compare.js";
import { differences } from "../parity/differences.js";
import { evaluations, startSides } from "../parity/sides.js";
import { scenario, sharing } from "../parity/sharing.js";
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
  is(answer.status, typeof line.status === "function" ? line.status(who) : line.status, `status (${text.slice(0, 300)})`);
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
            return settled(answer, side.memory, typeof line.path === "function");
          }),
        );
        assert.deepEqual(unlike(first, ...answers, shown), []);
      });
    }
  });
}

table("the site", site);
table("sharing", sharing);

test("twenty who save at once all keep what they saved", async () => {
  for (const side of sides) {
    const documents = Array.from({ length: 20 }, (_, i) => scenario(`At once ${i}`, 1 + (i % 5)));
    const saved = await Promise.all(
      documents.map(async (body) => {
        const answer = await side.ask({ method: "POST", path: "/api/scenarios", headers: { "Content-Type": "text/markdown" }, body });
        assert.equal(answer.status, 201, `${side.name}: ${answer.body}`);
        return JSON.parse(answer.body.toString()).id;
      }),
    );
    assert.equal(new Set(saved).size, documents.length, side.name);
    const back = await Promise.all(saved.map((id) => side.ask({ path: `/s/${id}.md` })));
    assert.deepEqual(back.map(({ body }) => body.toString()), documents, side.name);
  }
});

test("of those who delete at once, one does", async () => {
  for (const side of sides) {
    const headers = { "Content-Type": "text/markdown" };
    const { id, token } = JSON.parse((await side.ask({ method: "POST", path: "/api/scenarios", headers, body: scenario("Once") })).body.toString());
    const ask = { method: "DELETE", path: `/api/scenarios/${id}`, headers: { Authorization: `Bearer ${token}` } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => side.ask(ask)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, ...Array(7).fill(410)], side.name);
  }
});

test("an export moves what SQLite holds into D1", async () => {
  const [binary, worker] = sides;
  const program = fileURLToPath(new URL("../../bin/rolecall", import.meta.url));
  const { stdout } = await promisify(execFile)(program, ["scenario", "export", "--sql", "--database", binary.database], { maxBuffer: 1 << 26 });
  const statements = stdout.split(/;\n(?=INSERT |UPDATE |$)/).filter((text) => text.trim() !== "");
  assert.ok(statements.length > 20);
  for (const statement of statements) assert.ok(Buffer.byteLength(statement) < 100_000, "D1 takes no longer statement");
  for (let round = 0; round < 2; round++) for (const statement of statements) await worker.db.prepare(statement).run();
  for (const name of ["largest", "quotes", "waves", "odd", "copy"]) {
    const path = `/s/${binary.memory[name]}.md`;
    const [there, here] = [await binary.ask({ path }), await worker.ask({ path })];
    assert.equal(here.status, 200, name);
    assert.ok(here.body.equals(there.body), name);
  }
  assert.equal((await worker.ask({ path: `/s/${binary.memory.first}` })).status, 410, "what is gone stays gone");
  const path = `/api/scenarios/${binary.memory.odd}`;
  const headers = { Authorization: `Bearer ${binary.memory["odd-token"]}` };
  assert.equal((await worker.ask({ method: "DELETE", path, headers })).status, 204, "its token came along");
});

test("one client may evaluate so often in a minute", async () => {
  const ask = { method: "POST", path: "/api/evaluate", headers: { "Content-Type": "text/markdown", Accept: "application/json" }, body: scenario("x") };
  const last = [];
  for (const side of sides) {
    let answer;
    // The platform's minutes begin with the clock's: one may end in between.
    for (let i = 0; i <= 2 * evaluations && answer?.status !== 429; i++) answer = await side.ask(ask);
    assert.equal(answer.status, 429, side.name);
    assert.match(answer.headers["retry-after"], /^[1-9]\d?$/, side.name);
    last.push(settled(answer, side.memory));
  }
  assert.deepEqual(unlike(ask, ...last, shown), []);
});

test("every known difference is still one", () => {
  assert.deepEqual(differences.map(({ name }) => name).filter((name) => !shown.has(name)), []);
});
