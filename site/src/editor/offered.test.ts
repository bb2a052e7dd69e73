import { EditorState } from "@codemirror/state";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { OfferEdit } from "../protocol.ts";
import { offeredField, setOffered } from "./offered.ts";

/** What is drawn for edits of a text: the ranges struck out, and the places and texts of what would be put in. */
function drawn(doc: string, edits: Omit<OfferEdit, "part">[]): string[] {
  let state = EditorState.create({ doc, extensions: [offeredField] });
  state = state.update({ effects: setOffered.of(edits.map((e) => ({ part: "p", ...e }))) }).state;
  const out: string[] = [];
  for (const at = state.field(offeredField).iter(); at.value !== null; at.next()) {
    const { widget, block } = at.value.spec as { widget?: { text: string }; block?: boolean };
    if (widget) out.push(`${at.from} ${block ? "lines" : "text"} ${JSON.stringify(widget.text)}`);
    else out.push(`${at.from}-${at.to} gone`);
  }
  return out;
}

test("an offered edit shows what goes and what comes", () => {
  assert.deepEqual(drawn('x = ["a"]\ny = 2', [{ from: 5, to: 8, text: '"b"' }]), ["5-8 gone", '8 text "\\"b\\""']);
  assert.deepEqual(drawn('x = ["a"]\ny = 2', [{ from: 8, to: 8, text: ', "b"' }]), ['8 text ", \\"b\\""']);
  assert.deepEqual(drawn("x = 1\ny = 2", [{ from: 4, to: 5, text: "" }]), ["4-5 gone"]);
});

test("whole lines stand on their own, also past the end", () => {
  assert.deepEqual(drawn("x = 1\ny = 2", [{ from: 12, to: 12, text: "z = 3\n" }]), ['11 lines "z = 3"']);
  assert.deepEqual(drawn("x = 1\ny = 2", [{ from: 0, to: 0, text: "import os\n" }]), ['0 lines "import os"']);
});

test("a change of the text takes the offer away", () => {
  let state = EditorState.create({ doc: "x = 1", extensions: [offeredField] });
  state = state.update({ effects: setOffered.of([{ part: "p", from: 4, to: 5, text: "2" }]) }).state;
  state = state.update({ changes: { from: 0, insert: "y" } }).state;
  assert.equal(state.field(offeredField).size, 0);
});
