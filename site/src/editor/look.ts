// How the editor looks: the page's own variables, which cross into the shadow root.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const underline = (style: string, colour: string) => ({
  backgroundImage: "none",
  paddingBottom: "0",
  textDecoration: `underline ${style} 1.5px var(${colour})`,
  textUnderlineOffset: "3px",
  textDecorationSkipInk: "none",
});

// Each severity has a shape of its own, so that colour never speaks alone.
const shapes: Record<string, string> = {
  error: "<circle cx='8' cy='8' r='6.25'/><path d='m5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6'/>",
  warning: "<path d='M8 2.3 14 13H2zM8 6.5v3M8 11.2v.01'/>",
  info: "<circle cx='8' cy='8' r='6.25' stroke-dasharray='2.6 2.3'/><path d='M6.5 6.6a1.55 1.55 0 1 1 2.3 1.35c-.55.3-.8.6-.8 1.15M8 11.1v.01'/>",
  hint: "<path d='M6 11.2c0-1.2-1.9-2-1.9-4.3a3.9 3.9 0 0 1 7.8 0c0 2.3-1.9 3.1-1.9 4.3zM6.4 13.6h3.2'/>",
};

export const colours: Record<string, string> = {
  error: "--no",
  warning: "--ink-2",
  info: "--ink-2",
  hint: "--advice",
};

function mask(severity: string) {
  const svg =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='black' stroke-width='1.5' " +
    `stroke-linecap='round' stroke-linejoin='round'>${shapes[severity]}</svg>`;
  return {
    content: "''",
    display: "inline-block",
    width: "14px",
    height: "14px",
    backgroundColor: `var(${colours[severity]})`,
    mask: `url("data:image/svg+xml,${encodeURIComponent(svg)}") center / contain no-repeat`,
  };
}

const marks = Object.fromEntries(
  Object.keys(shapes).flatMap((s) => [
    [`.cm-lint-marker-${s}`, mask(s)],
    [`.hint-mark-${s}`, { ...mask(s), flex: "none" }],
    [`.hint-${s}`, { color: `var(${colours[s]})` }],
  ]),
);

export const look = [
  EditorView.theme({
    "&": { height: "100%", color: "var(--ink)", backgroundColor: "transparent", fontSize: "var(--code-size, 13px)" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": {
      fontFamily: "var(--mono, monospace)",
      lineHeight: "var(--code-line, 1.6)",
      fontVariantLigatures: "none",
      overscrollBehavior: "contain",
      scrollbarWidth: "thin",
    },
    ".cm-content": { padding: "8px 0 40vh", caretColor: "var(--ink)" },
    ".cm-line": { padding: "0 12px 0 6px" },
    ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-3)", border: "0" },
    ".cm-lineNumbers .cm-gutterElement": { minWidth: "32px", padding: "0 6px 0 4px" },
    ".cm-gutter-lint": { width: "20px" },
    ".cm-gutter-lint .cm-gutterElement": { padding: "0 3px", display: "flex", alignItems: "center" },
    ".cm-lint-marker": { width: "14px", height: "14px", lineHeight: "0" },
    ".cm-foldGutter .cm-gutterElement": { cursor: "pointer", color: "var(--edge)" },
    ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--ink) 3.5%, transparent)" },
    ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
    ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
    ".cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--ink) 11%, transparent)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
      backgroundColor: "color-mix(in srgb, var(--advice) 26%, transparent)",
    },
    ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--advice) 12%, transparent)" },
    ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)" },
    ".cm-searchMatch-selected": { outline: "1px solid var(--accent)" },
    "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--edge)" },
    "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px dashed var(--no)" },
    ".cm-foldPlaceholder": { background: "var(--reach-some)", border: "0", color: "var(--ink-2)", padding: "0 6px" },
    ".cm-placeholder": { color: "var(--ink-3)", fontStyle: "italic" },

    ".cm-lintRange-error": underline("wavy", "--no"),
    ".cm-lintRange-warning": underline("double", "--ink-2"),
    ".cm-lintRange-info": underline("dashed", "--ink-2"),
    ".cm-lintRange-hint": underline("wavy", "--advice"),
    ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--no) 9%, transparent)" },
    ".cm-lintPoint::after": { display: "none" },

    ".line-grant": { backgroundColor: "var(--accent-wash)", boxShadow: "inset 3px 0 var(--accent)" },
    ".line-noted": { boxShadow: "inset 3px 0 var(--line-strong)" },
    ".line-why": {
      marginInlineStart: "12px",
      padding: "1px 7px 2px",
      borderRadius: "99px",
      background: "var(--surface)",
      color: "var(--accent-ink)",
      font: "530 var(--t-xs, 11px)/1.3 var(--sans, sans-serif)",
      boxShadow: "0 0 0 1px color-mix(in srgb, var(--accent) 45%, transparent)",
      userSelect: "none",
    },
    ".offered-gone": { textDecorationColor: "var(--no)", backgroundColor: "color-mix(in srgb, var(--no) 12%, transparent)" },
    ".offered-text, .offered-lines": {
      textDecoration: "none",
      color: "var(--yes)",
      backgroundColor: "color-mix(in srgb, var(--yes) 12%, transparent)",
      boxShadow: "inset 0 -1.5px var(--yes)",
    },
    ".offered-lines": { display: "block", whiteSpace: "pre", padding: "0 12px 0 6px", boxShadow: "inset 3px 0 var(--yes)" },
    ".line-jumped": { animation: "jumped 1.2s ease-out" },
    "@keyframes jumped": { from: { backgroundColor: "color-mix(in srgb, var(--accent) 30%, transparent)" } },

    ".tok-scope, .tok-scope span": { color: "var(--code-text)", fontWeight: "600" },
    ".tok-filter, .tok-filter span": { color: "var(--code-filter)" },

    ".cm-tooltip": {
      color: "var(--ink)",
      backgroundColor: "var(--raised)",
      border: "1px solid var(--line-strong)",
      borderRadius: "var(--r-l, 8px)",
      boxShadow: "var(--shadow-pop)",
      font: "var(--t-m, 13px)/1.5 var(--sans, sans-serif)",
      maxWidth: "min(26rem, 92vw)",
      overflow: "hidden",
      zIndex: "5",
    },
    ".cm-tooltip-hover": { padding: "0" },
    ".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
    ".cm-tooltip.cm-tooltip-lint": { padding: "0" },
    ".cm-diagnostic": { padding: "10px 12px 12px", border: "0", marginLeft: "0", whiteSpace: "normal" },
    ".cm-diagnostic-error, .cm-diagnostic-warning, .cm-diagnostic-info, .cm-diagnostic-hint": { borderLeft: "0" },
    ".hint-head": { display: "flex", alignItems: "center", gap: "6px", marginBottom: "4px", fontWeight: "560", fontSize: "var(--t-s, 12px)" },
    ".hint-head code": { marginInlineStart: "auto", paddingInlineStart: "16px", color: "var(--ink-3)", fontWeight: "400", fontSize: "var(--t-xs, 11px)", fontFamily: "var(--mono, monospace)" },
    ".hint-text": { margin: "0", overflowWrap: "anywhere" },
    ".hint-text + .hint-text": { color: "var(--ink-2)" },
    ".scope-help": { padding: "8px 12px" },
    ".scope-help p": { margin: "0" },
    ".scope-help code": { fontFamily: "var(--mono, monospace)", fontSize: ".93em", color: "var(--code-text)" },
    ".scope-help .scope-name": { fontWeight: "600" },

    ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono, monospace)", fontSize: "var(--code-size, 13px)", maxHeight: "16em", scrollbarWidth: "thin" },
    ".cm-tooltip-autocomplete > ul > li": { padding: "2px 10px 3px 6px", lineHeight: "1.5" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-wash)", color: "var(--ink)", boxShadow: "inset 2px 0 var(--accent)" },
    ".cm-tooltip-autocomplete-disabled > ul > li[aria-selected]": { background: "none" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700", color: "var(--accent-ink)" },
    ".cm-completionDetail": { color: "var(--ink-3)", fontStyle: "normal", fontFamily: "var(--sans, sans-serif)", fontSize: "var(--t-s, 12px)" },
    ".cm-completionInfo": { padding: "6px 10px", fontSize: "var(--t-s, 12px)" },

    ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)", border: "0" },
    ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
    ".cm-panel button, .cm-panel input": { font: "var(--t-s, 12px)/1.5 var(--sans, sans-serif)", color: "inherit" },
    ".cm-panel.cm-panel-lint ul [aria-selected]": { backgroundColor: "var(--accent-wash)", color: "var(--ink)" },
    ".cm-button": { backgroundImage: "none", background: "var(--surface)", border: "1px solid var(--edge)", borderRadius: "4px" },
    ".cm-textfield": { background: "var(--surface)", border: "1px solid var(--edge)", borderRadius: "4px" },
    ...marks,
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], color: "var(--code-word)" },
      { tag: [tags.string, tags.special(tags.string), tags.character], color: "var(--code-text)" },
      { tag: [tags.number, tags.bool, tags.null, tags.self], color: "var(--code-word)" },
      { tag: [tags.comment, tags.meta], color: "var(--ink-3)", fontStyle: "italic" },
      { tag: [tags.punctuation, tags.operator, tags.bracket, tags.separator, tags.processingInstruction], color: "var(--ink-3)" },
      { tag: [tags.definition(tags.propertyName), tags.labelName], color: "var(--ink-2)" },
      { tag: tags.typeName, color: "var(--code-text)", fontWeight: "600" },
      { tag: tags.attributeValue, color: "var(--code-filter)" },
      { tag: tags.heading, fontWeight: "650" },
      { tag: tags.strong, fontWeight: "650" },
      { tag: tags.emphasis, fontStyle: "italic" },
      { tag: [tags.link, tags.url], color: "var(--advice)" },
      { tag: tags.monospace, color: "var(--code-text)" },
      { tag: tags.invalid, color: "var(--no)" },
    ]),
  ),
];
