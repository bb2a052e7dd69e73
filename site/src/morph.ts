// New HTML goes into the page by changing what differs: focus, selection and scroll stay where they are.
import { Idiomorph } from "idiomorph";
import { localized } from "./place.ts";

const last = new WeakMap<Element, string>();

export function swap(element: Element | null, drawn: string): void {
  if (element === null || last.get(element) === drawn) return;
  last.set(element, drawn);
  const html = localized(drawn);
  if (html === "" || element.firstElementChild === null) {
    element.innerHTML = html;
    return;
  }
  Idiomorph.morph(element, html, {
    morphStyle: "innerHTML",
    // What is being typed stays; a button under the focus may say something else now.
    ignoreActiveValue: document.activeElement?.matches("input, select, textarea") ?? false,
    restoreFocus: true,
    callbacks: {
      // What a person opened stays open.
      beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS"),
    },
  });
}

/** Says that somebody else has changed the element's inside. */
export function forget(element: Element | null): void {
  if (element) last.delete(element);
}
