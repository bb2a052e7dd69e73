// Where strings stand in a config, and what their place makes them: a scope, a user, a group, a service, a role.
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";

export type Sort = "scope" | "user" | "group" | "service" | "role";

const sorts: Record<string, Sort> = {
  scopes: "scope",
  subscopes: "scope",
  custom_scopes: "scope",
  oauth_client_allowed_scopes: "scope",
  extra_user_scopes: "scope",
  server_token_scopes: "scope",
  users: "user",
  admin_users: "user",
  allowed_users: "user",
  blocked_users: "user",
  groups: "group",
  admin_groups: "group",
  load_groups: "user", // its keys are groups, its lists are users
  services: "service",
  roles: "role",
  oauth_roles: "role",
};

/** A string around a place: its inside, from after the opening quote to before the closing one. */
export interface Text {
  from: number;
  to: number;
  node: SyntaxNode;
}

const stringNodes = /^(?:String|ContinuedString|FormatString|QuotedLiteral|Literal)$/;

export function stringAt(state: EditorState, pos: number): Text | undefined {
  const tree = syntaxTree(state);
  for (const side of [-1, 1] as const) {
    const node = tree.resolveInner(pos, side);
    if (!stringNodes.test(node.name)) continue;
    const inside = insideOf(state, node);
    if (inside.from <= pos && pos <= inside.to) return inside;
  }
  return undefined;
}

/** Every string node that touches a range, in order. */
export function stringsIn(state: EditorState, from: number, to: number, found: (text: Text) => void): void {
  syntaxTree(state).iterate({
    from,
    to,
    enter(ref) {
      if (stringNodes.test(ref.name)) found(insideOf(state, ref.node));
    },
  });
}

function insideOf(state: EditorState, node: SyntaxNode): Text {
  if (node.name === "Literal") return { from: node.from, to: node.to, node };
  const raw = state.sliceDoc(node.from, node.to);
  const open = /^[a-zA-Z]*("""|'''|"|')/.exec(raw);
  if (!open) return { from: node.from, to: node.to, node };
  const from = node.from + open[0].length;
  const closed = raw.length >= open[0].length + open[1]!.length && raw.endsWith(open[1]!);
  // A string that is not closed yet ends where its line does.
  const to = closed ? node.to - open[1]!.length : Math.min(node.to, state.doc.lineAt(node.from).to);
  return { from, to: Math.max(from, to), node };
}

/** Whether a string is a key of a dictionary or mapping. */
export function isKey(state: EditorState, text: Text): boolean {
  const { node } = text;
  const next = node.nextSibling;
  if (node.parent?.name === "Key") return true;
  return node.parent?.name === "DictionaryExpression" && next !== null && state.sliceDoc(next.from, next.to) === ":";
}

/** What a string is by its place, or undefined where nothing tells. */
export function sortOf(state: EditorState, text: Text): Sort | undefined {
  for (let node: SyntaxNode | null = text.node; node; node = node.parent) {
    const name = nameAbove(state, node);
    if (name !== undefined && sorts[name]) return sorts[name];
    if (name !== undefined && node.parent?.name === "DictionaryExpression" && isIn(state, node, "load_groups")) return "user";
  }
  return sortByLine(state, text);
}

// While a bracket or quote is still open the tree may not hold; the line itself often tells.
function sortByLine(state: EditorState, text: Text): Sort | undefined {
  const line = state.doc.lineAt(text.from);
  const before = line.text.slice(0, text.from - line.from);
  const key = /["']?(\w+)["']?\s*[:=]\s*[[{(][^[\]{}()]*$/.exec(before)?.[1];
  return key === undefined ? undefined : sorts[key];
}

// The name that a node is the value of: a key of a dictionary or mapping, the last attribute that is assigned to, the list
// that a method adds to, the word of a keyword argument.
function nameAbove(state: EditorState, node: SyntaxNode): string | undefined {
  const parent = node.parent;
  switch (parent?.name) {
    case "DictionaryExpression": {
      const colon = node.prevSibling;
      const key = colon && state.sliceDoc(colon.from, colon.to) === ":" ? colon.prevSibling : null;
      return key ? unquoted(state, key) : undefined;
    }
    case "AssignStatement":
    case "UpdateOp": {
      const target = parent.firstChild;
      return target && target.from !== node.from ? lastName(state, target) : undefined;
    }
    case "ArgList": {
      const before = node.prevSibling;
      if (before?.name === "AssignOp" && before.prevSibling) return unquoted(state, before.prevSibling);
      const callee = parent.parent?.firstChild;
      const method = callee?.lastChild;
      if (callee?.name !== "MemberExpression" || !method || !callee.firstChild) return undefined;
      const adds = /^(?:add|append|extend|update|insert|union)$/.test(state.sliceDoc(method.from, method.to));
      return adds ? lastName(state, callee.firstChild) : undefined;
    }
    case "Pair": {
      const key = parent.firstChild;
      return key && key.from !== node.from ? unquoted(state, key) : undefined;
    }
  }
  return undefined;
}

function lastName(state: EditorState, target: SyntaxNode): string | undefined {
  const subscript = /\[\s*["']([\w-]+)["']\s*\]$/.exec(state.sliceDoc(target.from, target.to));
  if (subscript) return subscript[1];
  const words = state.sliceDoc(target.from, target.to).match(/\w+/g);
  return words?.at(-1);
}

function unquoted(state: EditorState, node: SyntaxNode): string {
  return state.sliceDoc(node.from, node.to).trim().replace(/^["']|["']$/g, "");
}

function isIn(state: EditorState, node: SyntaxNode, name: string): boolean {
  for (let n: SyntaxNode | null = node.parent; n; n = n.parent) if (nameAbove(state, n) === name) return true;
  return false;
}
