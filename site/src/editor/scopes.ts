// Scopes in strings stand out: the base as one thing, the filter as another. A string that is no scope of this version
// keeps the plain colour of strings, which tells a slip at a glance.
import type { Range } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, hoverTooltip, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { syntaxTree } from "@codemirror/language";
import { namesField } from "./names.ts";
import { isKey, sortOf, stringAt, stringsIn } from "./strings.ts";

const scopeForm = /^([a-z][a-z0-9:_-]*|custom:\S+?)(![a-z]+(?:=.*)?)?$/;

const base = Decoration.mark({ class: "tok-scope" });
const filter = Decoration.mark({ class: "tok-filter" });

function colour(view: EditorView): DecorationSet {
  const { state } = view;
  const { byScope } = state.field(namesField);
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of view.visibleRanges) {
    stringsIn(state, from, to, (text) => {
      if (text.to - text.from > 200) return;
      const found = scopeForm.exec(state.sliceDoc(text.from, text.to));
      if (!found || !byScope.has(found[1]!) || isKey(state, text)) return;
      // "users" and "servers" are scopes, and words: alone they are coloured only where scopes stand.
      if (!/[:!]/.test(found[0]) && sortOf(state, text) !== "scope") return;
      const middle = text.from + found[1]!.length;
      ranges.push(base.range(text.from, middle));
      if (middle < text.to) ranges.push(filter.range(middle, text.to));
    });
  }
  return Decoration.set(ranges, true);
}

export const scopeColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colour(view);
    }
    update(u: ViewUpdate) {
      if (
        u.docChanged ||
        u.viewportChanged ||
        u.state.field(namesField) !== u.startState.field(namesField) ||
        syntaxTree(u.state) !== syntaxTree(u.startState)
      ) {
        this.decorations = colour(u.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const filterWords: Record<string, string> = {
  "!user": "only what is the bearer's own",
  "!service": "only the service that bears it",
  "!server": "only the server that bears it",
};

/** Hovering a scope says what it includes. */
export const scopeHelp = hoverTooltip((view, pos) => {
  const word = scopeWordAt(view, pos);
  if (!word) return null;
  const scope = view.state.field(namesField).byScope.get(word.base);
  if (!scope) return null;
  return {
    pos: word.from,
    end: word.to,
    above: true,
    create() {
      const dom = document.createElement("div");
      dom.className = "scope-help";
      dom.append(sentence(scope.name, scope.includes, word.filter));
      return { dom };
    },
  };
});

function sentence(name: string, includes: string[], filterText: string): HTMLElement {
  const p = document.createElement("p");
  const code = (text: string, cls = "") => {
    const c = document.createElement("code");
    c.textContent = text;
    c.className = cls;
    return c;
  };
  const others = includes.filter((s) => s !== name);
  p.append(code(name, "scope-name"), others.length ? " includes " : " includes nothing else");
  const shown = others.slice(0, 12);
  shown.forEach((s, i) => p.append(i ? ", " : "", code(s)));
  if (others.length > shown.length) p.append(` and ${others.length - shown.length} more`);
  p.append(".");
  if (filterText) {
    const [kind, value] = filterText.split(/=(.*)/s, 2);
    const meaning = value === undefined ? filterWords[kind!] : `only for ${kind!.slice(1)} ${value}`;
    if (meaning) p.append(" Here ", code(filterText), `: ${meaning}.`);
  }
  return p;
}

function scopeWordAt(view: EditorView, pos: number) {
  const text = stringAt(view.state, pos);
  let from = text?.from ?? 0;
  let raw = text ? view.state.sliceDoc(text.from, text.to) : "";
  if (!text) {
    const line = view.state.doc.lineAt(pos);
    for (const m of line.text.matchAll(/[^\s,[\]"]+/g)) {
      const start = line.from + m.index;
      if (start <= pos && pos <= start + m[0].length) {
        from = start;
        raw = m[0];
      }
    }
  }
  const found = scopeForm.exec(raw);
  return found ? { from, to: from + raw.length, base: found[1]!, filter: found[2] ?? "" } : undefined;
}
