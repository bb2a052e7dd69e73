// An edit that a view offers, shown where it would be made: what goes is struck out, what comes stands beside it.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { OfferEdit } from "../protocol.ts";

export const setOffered = StateEffect.define<OfferEdit[]>();

class Inserted extends WidgetType {
  constructor(
    readonly text: string,
    readonly isBlock: boolean,
  ) {
    super();
  }
  override eq(other: Inserted) {
    return other.text === this.text && other.isBlock === this.isBlock;
  }
  override toDOM() {
    const dom = document.createElement("ins");
    dom.className = this.isBlock ? "offered-lines" : "offered-text";
    dom.textContent = this.text;
    return dom;
  }
}

const struck = Decoration.mark({ tagName: "del", class: "offered-gone" });

export const offeredField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    if (transaction.docChanged) value = Decoration.none;
    for (const effect of transaction.effects) {
      if (!effect.is(setOffered)) continue;
      const { doc } = transaction.state;
      value = Decoration.set(
        effect.value.flatMap(({ from, to, text }) => {
          const end = Math.min(to, doc.length);
          const start = Math.min(from, end);
          const line = doc.lineAt(end);
          // Whole lines stand below or above the line; anything else in it.
          const isBlock = text.includes("\n") && (end === line.to || end === line.from);
          const shown = text.replace(/^\n|\n$/g, "");
          const widget = new Inserted(shown, isBlock);
          return [
            ...(start < end ? [struck.range(start, end)] : []),
            ...(shown === "" ? [] : [Decoration.widget({ widget, block: isBlock, side: end === line.to ? 1 : -1 }).range(end)]),
          ];
        }),
        true,
      );
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});
