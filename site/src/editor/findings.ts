// Diagnostics in the editor: underlined, marked in the gutter, explained under the pointer and at the keyboard.
import { type Diagnostic, forEachDiagnostic, lintGutter, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { type EditorState, type Extension, Prec, StateEffect, StateField, type TransactionSpec } from "@codemirror/state";
import { EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { Finding, Severity } from "../protocol.ts";

// CodeMirror has four severities, so have we, in other words; look.ts draws them.
const severities: Record<Severity, Diagnostic["severity"]> = {
  error: "error",
  warning: "warning",
  question: "info",
  advice: "hint",
  info: "hint",
};

const words: Record<Severity, string> = {
  error: "Error",
  warning: "Warning",
  question: "Question",
  advice: "Advice",
  info: "Note",
};

/** What shows the findings, or nothing where they are shown already. */
export function findingsIn(state: EditorState, findings: Finding[]): TransactionSpec | undefined {
  const { length } = state.doc;
  const list = findings.map((f): Diagnostic => {
    const from = Math.min(f.from, length);
    let to = Math.min(Math.max(f.to, from), length);
    // An empty place still needs something to underline: the character there, or the one before.
    let start = from;
    if (start === to) {
      const line = state.doc.lineAt(from);
      if (to < line.to) to++;
      else if (start > line.from) start--;
    }
    return { from: start, to, severity: severities[f.severity], message: spoken(f), renderMessage: () => drawn(f) };
  });
  return isShown(state, list) ? undefined : setDiagnostics(state, list);
}

// How many were set last. What a paste replaces takes its underlines along, and leaves the marks in the margin.
const told = StateField.define<number>({
  create: () => 0,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setDiagnosticsEffect)) value = effect.value.length;
    return value;
  },
});

function isShown(state: EditorState, list: Diagnostic[]): boolean {
  if (state.field(told) !== list.length) return false;
  const place = (from: number, to: number, d: Diagnostic) => `${from} ${to} ${d.severity} ${d.message}`;
  const shown: string[] = [];
  forEachDiagnostic(state, (d, from, to) => shown.push(place(from, to, d)));
  if (shown.length !== list.length) return false;
  const wanted = list.map((d) => place(d.from, d.to, d)).sort();
  shown.sort();
  return wanted.every((w, i) => w === shown[i]);
}

function spoken(f: Finding): string {
  return `${words[f.severity]}: ${sentence(f.message)}${f.hint ? ` ${sentence(f.hint)}` : ""}`;
}

// Messages begin small and end without a stop, as command lines want them.
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}

function drawn(f: Finding): HTMLElement {
  const make = (tag: string, className: string, text = "") => {
    const e = document.createElement(tag);
    e.className = className;
    e.textContent = text;
    return e;
  };
  const dom = make("div", "hint-body");
  const head = make("div", `hint-head hint-${severities[f.severity]}`);
  head.append(make("span", `hint-mark-${severities[f.severity]}`), words[f.severity], make("code", "", f.id));
  dom.append(head, make("p", "hint-text", sentence(f.message)));
  if (f.hint) dom.append(make("p", "hint-text", sentence(f.hint)));
  return dom;
}

const show = StateEffect.define<Tooltip | null>();

// The tooltip of the diagnostic that the keyboard went to. It goes when the cursor moves or text changes.
const atKeyboard = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    if (transaction.docChanged || transaction.selection) value = null;
    for (const effect of transaction.effects) if (effect.is(show)) value = effect.value;
    return value;
  },
  provide: (field) => showTooltip.from(field),
});

function go(view: EditorView, step: 1 | -1): boolean {
  const all: { diagnostic: Diagnostic; from: number; to: number }[] = [];
  forEachDiagnostic(view.state, (diagnostic, from, to) => all.push({ diagnostic, from, to }));
  if (all.length === 0) return false;
  all.sort((a, b) => a.from - b.from || a.to - b.to);
  const { from, to } = view.state.selection.main;
  const shown = view.state.field(atKeyboard) !== null;
  const isPast = (d: { from: number; to: number }) => d.from > from || (d.from === from && (d.to > to || (!shown && d.to === to)));
  const isBefore = (d: { from: number; to: number }) => d.from < from || (d.from === from && d.to < to);
  const next = step === 1 ? (all.find(isPast) ?? all[0]!) : (all.findLast(isBefore) ?? all.at(-1)!);
  view.dispatch({
    selection: { anchor: next.from, head: next.to },
    effects: [
      EditorView.scrollIntoView(next.from, { y: "center" }),
      show.of({
        pos: next.from,
        end: next.to,
        above: false,
        create: () => {
          const dom = document.createElement("div");
          dom.className = "cm-diagnostic";
          dom.append(next.diagnostic.renderMessage!(view));
          return { dom };
        },
      }),
      EditorView.announce.of(next.diagnostic.message),
    ],
  });
  return true;
}

export const findings: Extension = [
  lintGutter(),
  told,
  atKeyboard,
  Prec.high(
    keymap.of([
      { key: "F8", run: (view) => go(view, 1), shift: (view) => go(view, -1) },
      {
        key: "Escape",
        run(view) {
          if (view.state.field(atKeyboard) === null) return false;
          view.dispatch({ effects: show.of(null) });
          return true;
        },
      },
    ]),
  ),
];
