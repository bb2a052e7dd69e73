// The editor: one view in a shadow root, one state with its own undo history for each part of the document.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Transaction, type TransactionSpec } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  tooltips,
} from "@codemirror/view";
import type { Finding, Line, OfferEdit, Part } from "../protocol.ts";
import { completionOf } from "./complete.ts";
import { findings, findingsIn } from "./findings.ts";
import { languageOf } from "./languages.ts";
import { jumped, jumpField, linesField, setLines } from "./lines.ts";
import { look } from "./look.ts";
import { type Known, namesField, nothingKnown, setNames } from "./names.ts";
import { offeredField, setOffered } from "./offered.ts";
import { scopeColours, scopeHelp } from "./scopes.ts";
import { isRefusal } from "../refusal.ts";

const placeholders: Record<Part["kind"], string> = {
  config: "Paste your jupyterhub_config.py here, or drop the file",
  checks: "johan can servers!user=student3",
  state: "servers: {alice: [\"\", lab]}",
  notes: "What this scenario shows",
  header: "title: …",
};

interface Open {
  state: EditorState;
  scroll: number;
}

export class Editor {
  private readonly view: EditorView;
  private readonly box = document.createElement("div");
  private readonly open = new Map<string, Open>();
  private active: string | undefined;
  private known: Known = nothingKnown;

  /**
   * changed is told of every change that a person makes, and of the config part that a paste replaced whole; refused of an
   * error of the Hub that was pasted into a config, which stays as it is.
   */
  constructor(
    host: HTMLElement,
    private readonly changed: (pastedOver?: string) => void,
    private readonly refused: (text: string) => void,
  ) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open", delegatesFocus: true });
    this.box.style.height = "100%";
    this.box.hidden = true;
    root.replaceChildren(document.createElement("slot"), this.box); // the slot shows what the server drew
    this.view = new EditorView({ parent: this.box, root, state: EditorState.create() });
  }

  get current(): string | undefined {
    return this.active;
  }

  has(part: string): boolean {
    return this.open.has(part);
  }

  /** The part's text, with the line break at its end that the editor does not show. */
  text(part: string): string {
    const text = this.state(part).doc.toString();
    return text === "" ? "" : `${text}\n`;
  }

  /** Makes the part known, with a history of its own. */
  add(part: Part): void {
    this.open.set(part.part, { state: this.fresh(part), scroll: 0 });
  }

  remove(part: string): void {
    this.open.delete(part);
    if (this.active === part) this.active = undefined;
  }

  show(part: string): void {
    if (part === this.active) return;
    this.keep();
    const next = this.open.get(part)!;
    this.active = part;
    this.view.setState(next.state);
    if (this.box.hidden) {
      this.box.hidden = false;
      this.box.previousElementSibling?.remove();
    }
    this.view.contentDOM.setAttribute("aria-label", part);
    requestAnimationFrame(() => {
      if (this.active === part) this.view.scrollDOM.scrollTop = next.scroll;
    });
  }

  /** Puts new text into a part as one step of its history. What did not change keeps its marks and the cursor. */
  replace(part: string, text: string): void {
    const state = this.state(part);
    const old = state.doc.toString();
    const now = shownText(text);
    let from = 0;
    const limit = Math.min(old.length, now.length);
    while (from < limit && old[from] === now[from]) from++;
    let tail = 0;
    while (tail < limit - from && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    if (from === old.length && from === now.length) return;
    this.apply(part, {
      changes: { from, to: old.length - tail, insert: now.slice(from, now.length - tail) },
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of("replace")],
    });
  }

  /** Adds a line at the end of a part and shows it. */
  append(part: string, line: string): void {
    const { doc } = this.state(part);
    const lead = doc.length === 0 || doc.line(doc.lines).length === 0 ? "" : "\n";
    this.apply(part, {
      changes: { from: doc.length, insert: lead + line },
      annotations: isolateHistory.of("full"),
    });
    this.jump(part, this.state(part).doc.lines, 1);
  }

  setFindings(part: string, list: Finding[]): void {
    const spec = findingsIn(this.state(part), list);
    if (spec) this.apply(part, spec);
  }

  setLines(part: string, lines: Line[]): void {
    if (lines.length === 0 && this.state(part).field(linesField).size === 0) return;
    this.apply(part, { effects: setLines.of(lines) });
  }

  /** Shows edits in place, as what they would strike out and put in. */
  setOffered(part: string, edits: OfferEdit[]): void {
    if (edits.length === 0 && this.state(part).field(offeredField).size === 0) return;
    this.apply(part, { effects: setOffered.of(edits) });
  }

  /** Makes edits, as one step of the part's history. */
  edit(part: string, edits: OfferEdit[]): void {
    const { length } = this.state(part).doc;
    this.apply(part, {
      changes: edits.map(({ from, to, text }) => ({
        from: Math.min(from, length),
        to: Math.min(to, length),
        // The break that ends the last line is not in the editor: what comes after it begins a line.
        insert: from > length ? `\n${shownText(text)}` : to > length || length === 0 ? shownText(text) : text,
      })),
      annotations: [isolateHistory.of("full"), Transaction.userEvent.of("replace")],
    });
  }

  setNames(known: Known): void {
    this.known = known;
    for (const part of this.open.keys()) this.apply(part, { effects: setNames.of(known) });
  }

  /** Shows a place and puts the cursor there. Columns count characters, from 1. */
  jump(part: string, line: number, column: number): void {
    if (!this.open.has(part)) return;
    this.show(part);
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const offset = [...at.text].slice(0, Math.max(column, 1) - 1).join("").length;
    const pos = at.from + offset;
    this.view.dispatch({
      selection: { anchor: pos },
      effects: [EditorView.scrollIntoView(pos, { y: "center" }), jumped.of(pos)],
    });
    this.view.focus();
    setTimeout(() => this.view.dispatch({ effects: jumped.of(null) }), 1300);
  }

  /** Line and column of an offset, as jump takes them. */
  placeOf(part: string, offset: number): [line: number, column: number] {
    const { doc } = this.state(part);
    const line = doc.lineAt(Math.min(offset, doc.length));
    return [line.number, [...line.text.slice(0, offset - line.from)].length + 1];
  }

  focus(): void {
    this.view.focus();
  }

  private state(part: string): EditorState {
    return part === this.active ? this.view.state : this.open.get(part)!.state;
  }

  private keep(): void {
    if (this.active === undefined) return;
    this.open.set(this.active, { state: this.view.state, scroll: this.view.scrollDOM.scrollTop });
  }

  private apply(part: string, spec: TransactionSpec): void {
    if (part === this.active) {
      this.view.dispatch(spec);
      return;
    }
    const open = this.open.get(part)!;
    const transaction = open.state.update(spec);
    open.state = transaction.state;
    if (transaction.docChanged) this.changed();
  }

  private fresh(part: Part): EditorState {
    return EditorState.create({
      doc: shownText(part.text),
      extensions: [this.common(part), namesField.init(() => this.known)],
    });
  }

  private common(part: Part): Extension {
    return [
      lineNumbers(),
      findings,
      foldGutter({ openText: "⌄", closedText: "›" }),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      dropCursor(),
      EditorState.allowMultipleSelections.of(true),
      indentUnit.of(part.kind === "config" && part.lang !== "yaml" ? "    " : "  "),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ override: [completionOf(part.kind)], icons: false, activateOnTyping: true }),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches({ minSelectionLength: 3 }),
      // What leaves the editor's box is cut off: tooltips keep inside.
      tooltips({ position: "absolute", tooltipSpace: (view) => view.scrollDOM.getBoundingClientRect() }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, indentWithTab]),
      languageOf(part),
      linesField,
      jumpField,
      offeredField,
      part.kind === "config" || part.kind === "checks" ? [scopeColours, scopeHelp] : [],
      placeholder(placeholders[part.kind]),
      part.kind === "notes" ? EditorView.lineWrapping : [],
      EditorView.contentAttributes.of({ spellcheck: part.kind === "notes" ? "true" : "false", autocapitalize: "off", tabindex: "0" }),
      EditorView.domEventHandlers({
        paste: (event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          if (part.kind !== "config" || !isRefusal(text)) return false;
          event.preventDefault();
          this.refused(text);
          return true;
        },
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) this.changed(part.kind === "config" && isPastedOver(update.transactions) ? part.part : undefined);
      }),
      look,
    ];
  }
}

// Whether a paste has taken the place of everything that stood in the part.
function isPastedOver(transactions: readonly Transaction[]): boolean {
  return transactions.some((t) => {
    if (!t.isUserEvent("input.paste") || t.startState.doc.length === 0) return false;
    let all = false;
    t.changes.iterChangedRanges((from, to) => (all ||= from === 0 && to === t.startState.doc.length));
    return all;
  });
}

// The break that ends the last line is the file's, not one more line to see.
function shownText(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
