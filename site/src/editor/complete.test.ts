import { CompletionContext } from "@codemirror/autocomplete";
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../protocol.ts";
import { completionOf } from "./complete.ts";
import { known, namesField } from "./names.ts";
import { sortOf, stringAt } from "./strings.ts";

const names = known({
  scopes: [
    { name: "servers", includes: ["delete:servers", "servers"], custom: false },
    { name: "delete:servers", includes: ["delete:servers"], custom: false },
  ],
  users: ["johan"],
  groups: ["class-b"],
  services: ["culler"],
  roles: ["teacher"],
  servers: ["johan/lab"],
});

/** The state of a text whose | is the cursor. */
function at(text: string, language: Extension): { state: EditorState; pos: number } {
  const pos = text.indexOf("|");
  const doc = text.slice(0, pos) + text.slice(pos + 1);
  const state = EditorState.create({ doc, extensions: [language, namesField.init(() => names)] });
  ensureSyntaxTree(state, doc.length, 60_000);
  return { state: state.update({}).state, pos }; // which takes the finished tree over
}

function offered(text: string, kind: Kind, language: Extension = python()): string[] | undefined {
  const { state, pos } = at(text, language);
  const result = completionOf(kind)(new CompletionContext(state, pos, true));
  return result?.options.map((o) => state.sliceDoc(result.from, pos) + "→" + o.label);
}

test("a string's place in Python tells what it names", () => {
  const places: [string, string | undefined][] = [
    ['c.JupyterHub.load_roles = [{"scopes": ["x|"]}]', "scope"],
    ['c.JupyterHub.load_roles = [{"name": "r", "users": ["x|"]}]', "user"],
    ['c.JupyterHub.load_roles = [{"groups": ["a", "x|"]}]', "group"],
    ['c.JupyterHub.load_roles = [{"services": ("x|",)}]', "service"],
    ['c.JupyterHub.load_groups = {"g": ["x|"]}', "user"],
    ['c.JupyterHub.load_groups = {"g": {"users": ["x|"]}}', "user"],
    ['c.Authenticator.admin_users = {"x|"}', "user"],
    ['c.Authenticator.admin_users = set(["x|"])', "user"],
    ['c.Authenticator.admin_users.add("x|")', "user"],
    ['role["scopes"] = ["x|"]', "scope"],
    ['role["scopes"].append("x|")', "scope"],
    ['dict(name="r", scopes=["x|"])', "scope"],
    ['c.Spawner.oauth_client_allowed_scopes = ["x|"]', "scope"],
    ['c.JupyterHub.load_roles = [{"scopes": ["x|', "scope"],
    ['c.JupyterHub.load_roles = [{"name": "x|"}]', undefined],
    ['print("x|")', undefined],
  ];
  for (const [text, want] of places) {
    const { state, pos } = at(text, python());
    const found = stringAt(state, pos);
    assert(found !== undefined, text);
    assert.equal(sortOf(state, found!), want, text);
  }
});

test("a string's place in YAML tells what it names", () => {
  const places: [string, string | undefined][] = [
    ["hub:\n  loadRoles:\n    r:\n      scopes: [x|]\n", "scope"],
    ["hub:\n  loadRoles:\n    r:\n      scopes:\n        - x|\n", "scope"],
    ['users: ["x|"]\n', "user"],
    ["other: x|\n", undefined],
  ];
  for (const [text, want] of places) {
    const { state, pos } = at(text, yaml());
    const found = stringAt(state, pos);
    assert(found !== undefined, text);
    assert.equal(sortOf(state, found!), want, text);
  }
});

test("a scope is completed by its base, then by its filter", () => {
  const role = (scope: string) => `c.JupyterHub.load_roles = [{"scopes": ["${scope}|"]}]`;
  assert.deepEqual(offered(role("del"), "config"), ["del→servers", "del→delete:servers"]);
  const filters = offered(role("servers!gr"), "config")!;
  assert(filters.includes("!gr→!group=class-b"), filters.join());
  assert(filters.includes("!gr→!server=johan/lab"), filters.join());
});

test("names are offered where they stand", () => {
  assert.deepEqual(offered('c.Authenticator.admin_users = {"|"}', "config"), ["→johan"]);
  assert.equal(offered('print("|")', "config"), undefined);
  assert.equal(offered("x = |", "config"), undefined);
});

test("a check is completed word by word", () => {
  const has = (line: string, label: string) => {
    const all = offered(line, "checks", []) ?? [];
    assert(
      all.some((o) => o.split("→")[1] === label),
      `${line}: ${all.join(", ")}`,
    );
  };
  has("jo|", "johan");
  has("s|", "service culler");
  has("any m|", "member of class-b");
  has("johan c|", "cannot");
  has("johan can |", "servers");
  has("johan can |", "GET");
  has("johan can servers!|", "!group=class-b");
  has("johan can servers because |", "teacher");
  has("only johan, |", "service culler");
  has("token of johan with [|", "delete:servers");
  has("token of johan with [servers] |", "is refused");
  has("any member of |", "class-b");
  assert.equal(offered("johan can # |", "checks", []), undefined);
});
