// What the views offer to change in the document: shown in the editor, and applied as if somebody had typed it.
import type { Editor } from "./editor/editor.ts";
import { whole } from "./keep.ts";
import type { Answer, Offer, OfferEdit } from "./protocol.ts";

export class Offers {
  private offers: Offer[] = [];
  private texts = new Map<string, string>(); // the parts that the offers' places are in
  private shown = "";

  constructor(
    private readonly editor: Editor,
    private readonly hooks: {
      /** Opens a part that the document lacks, under that name. */
      add(part: string): void;
      /** Shows the editor at an offset of the part. */
      reveal(part: string, offset: number): void;
    },
  ) {}

  /** Takes an answer's offers over. What was shown stays while it is still offered. */
  take(answer: Answer): void {
    this.offers = answer.offers ?? [];
    this.texts = new Map(answer.parts.map((p) => [p.part, whole(p.text)]));
    const before = this.shown;
    if (!this.offers.some((o) => o.key === this.shown)) this.shown = "";
    if (before) this.draw();
  }

  toggle(key: string): void {
    this.shown = key === this.shown ? "" : key;
    this.draw();
    const first = this.edits(this.shown)[0];
    const button = document.activeElement;
    if (first && this.editor.has(first.part)) this.hooks.reveal(first.part, first.from);
    if (button instanceof HTMLElement && button.dataset["show"]) button.focus({ preventScroll: true }); // to press it again
    this.press();
  }

  apply(key: string): void {
    const edits = this.edits(key);
    if (!edits.every((e) => this.fits(e.part))) return; // somebody typed on: the next answer offers anew
    this.shown = "";
    this.draw();
    for (const [part, list] of Map.groupBy(edits, (e) => e.part)) {
      if (!this.editor.has(part)) this.hooks.add(part);
      this.editor.edit(part, list);
    }
    const first = edits[0];
    if (first) this.hooks.reveal(first.part, first.from);
  }

  /** Says on the buttons which offer is shown. */
  press(): void {
    for (const button of document.querySelectorAll<HTMLElement>("[data-show]")) {
      button.setAttribute("aria-pressed", String(button.dataset["show"] === this.shown));
    }
  }

  private edits(key: string): OfferEdit[] {
    return this.offers.find((o) => o.key === key)?.edits ?? [];
  }

  private fits(part: string): boolean {
    return !this.editor.has(part) || this.editor.text(part) === (this.texts.get(part) ?? "");
  }

  private draw(): void {
    const edits = Map.groupBy(this.edits(this.shown), (e) => e.part);
    for (const part of this.texts.keys()) {
      if (this.editor.has(part)) this.editor.setOffered(part, this.fits(part) ? (edits.get(part) ?? []) : []);
    }
  }
}
