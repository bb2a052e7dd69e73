// The lines that the answer of Why runs through, and the short flash of a line that was jumped to.
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { Line } from "../protocol.ts";

export const setLines = StateEffect.define<Line[]>();
export const jumped = StateEffect.define<number | null>(); // a position in the line

class Note extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: Note) {
    return other.text === this.text;
  }
  override toDOM() {
    const dom = document.createElement("span");
    dom.className = "line-why";
    dom.textContent = this.text;
    return dom;
  }
}

const grant = Decoration.line({ class: "line-grant" });
const noted = Decoration.line({ class: "line-noted" });

export const linesField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    value = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setLines)) continue;
      const builder = new RangeSetBuilder<Decoration>();
      const { doc } = transaction.state;
      for (const { line, note } of [...effect.value].sort((a, b) => a.line - b.line)) {
        if (line < 1 || line > doc.lines) continue;
        const { from, to } = doc.line(line);
        builder.add(from, from, note ? grant : noted);
        if (note) builder.add(to, to, Decoration.widget({ widget: new Note(note), side: 1 }));
      }
      value = builder.finish();
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const flash = Decoration.line({ class: "line-jumped" });

export const jumpField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    value = transaction.docChanged ? Decoration.none : value;
    for (const effect of transaction.effects) {
      if (!effect.is(jumped)) continue;
      value =
        effect.value === null ? Decoration.none : Decoration.set(flash.range(transaction.state.doc.lineAt(effect.value).from));
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});
