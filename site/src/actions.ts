// What the views' elements ask of the page, by their data attributes. One listener serves all, whatever is swapped in.
import type { Ask, View } from "./protocol.ts";
import { toggleTheme } from "./themes.ts";

export interface Actions {
  /** open: show Why, too. */
  ask(ask: Ask, open: boolean): void;
  askPart(which: keyof Ask, value: string): void;
  jump(part: string, line: number, column: number): void;
  unfold(family: string): void;
  view(view: View): void;
  filter(text: string): void;
  more(kind: string): void;
  addCheck(line: string): void;
}

export function listen(actions: Actions): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = (event.target as Element).closest<HTMLElement>(
      "[data-ask-who],[data-line],[data-unfold],[data-view],[data-more],[data-add-check],[data-toggle-theme]",
    );
    if (!at || at.matches(":disabled")) return;
    event.preventDefault();
    act(actions, at);
  });
  document.addEventListener("change", (event) => {
    const at = event.target;
    if (at instanceof HTMLSelectElement && at.dataset["ask"]) actions.askPart(at.dataset["ask"] as keyof Ask, at.value);
  });
  document.addEventListener("input", (event) => {
    const at = event.target;
    if (at instanceof HTMLInputElement && at.dataset["filter"] !== undefined) actions.filter(at.value);
  });
  document.addEventListener("submit", (event) => {
    if ((event.target as Element).querySelector("[data-ask]")) event.preventDefault();
  });
}

function act(actions: Actions, at: HTMLElement): void {
  const d = at.dataset;
  if (d["toggleTheme"] !== undefined) toggleTheme();
  else if (d["addCheck"] !== undefined) actions.addCheck(d["addCheck"]);
  else if (d["askWho"] !== undefined) {
    // A cell of Access answers at the foot of the matrix first; pressed again it opens Why.
    const opens = !at.matches(".cell") || at.getAttribute("aria-current") === "true";
    actions.ask({ who: d["askWho"], verb: d["askVerb"] ?? "", whom: d["askWhom"] ?? "" }, opens);
  } else if (d["line"] !== undefined) actions.jump(d["part"] ?? "", Number(d["line"]), Number(d["column"] ?? 1));
  else if (d["unfold"] !== undefined) actions.unfold(d["unfold"]);
  else if (d["more"] !== undefined) actions.more(d["more"]);
  else if (d["view"] !== undefined) actions.view(d["view"] as View);
}
