// What the views' elements ask of the page, by their data attributes. One listener serves all, whatever is swapped in.
import { copyOf } from "./copy.ts";
import type { Ask, Reply, View } from "./protocol.ts";
import { saveDrawing } from "./saved.ts";
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
  reply(reply: Reply): void;
  field(name: string, value: string): void;
  /** Shows in the editor what an offer would change, or no longer. */
  showOffer(key: string): void;
  applyOffer(key: string): void;
}

export function listen(actions: Actions): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = (event.target as Element).closest<HTMLElement>(
      "[data-ask-who],[data-line],[data-unfold],[data-view],[data-more],[data-add-check],[data-reply-back],[data-show],[data-apply],[data-set],[data-copy],[data-save-svg],[data-toggle-theme]",
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
    const field = fieldOf(at);
    if (field) actions.field(...field);
    const said = saidOf(at);
    if (said) actions.reply(said);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.querySelector("[data-ask],[data-field]")) event.preventDefault();
    if (form.dataset["reply"] === undefined) return;
    event.preventDefault();
    actions.reply(replyOf(form, false));
    if (form.dataset["replyOnce"] !== undefined) form.reset();
  });
}

function replyOf(form: HTMLFormElement, gone: boolean): Reply {
  const text = form.elements.namedItem("text");
  const value = text instanceof HTMLInputElement || text instanceof HTMLTextAreaElement ? text.value : "";
  return { kind: form.dataset["reply"] ?? "", name: form.dataset["replyName"] ?? "", text: gone ? "" : value, gone };
}

/** What a control of a view says: its name and value. A box that is not ticked says nothing. */
function fieldOf(at: EventTarget | null): [string, string] | undefined {
  if (!(at instanceof HTMLInputElement || at instanceof HTMLSelectElement || at instanceof HTMLTextAreaElement)) return undefined;
  const name = at.dataset["field"];
  if (name === undefined) return undefined;
  const isTicked = at instanceof HTMLInputElement && (at.type === "checkbox" || at.type === "radio");
  return [name, isTicked && !at.checked ? "" : at.value];
}

/** What a control says of a person, for the state. A box may say something when it is not ticked, too. */
function saidOf(at: EventTarget | null): Reply | undefined {
  if (!(at instanceof HTMLInputElement || at instanceof HTMLSelectElement)) return undefined;
  const name = at.dataset["state"];
  if (name === undefined) return undefined;
  const isOff = at instanceof HTMLInputElement && at.type === "checkbox" && !at.checked;
  return { kind: "person", name, text: isOff ? (at.dataset["off"] ?? "") : at.value, gone: false };
}

function act(actions: Actions, at: HTMLElement): void {
  const d = at.dataset;
  if (d["toggleTheme"] !== undefined) toggleTheme();
  else if (d["copy"] !== undefined) void copyOf(at);
  else if (d["saveSvg"] !== undefined) saveDrawing(d["saveSvg"], at.closest<HTMLElement>("[data-svg-style]")?.dataset["svgStyle"] ?? "");
  else if (d["replyBack"] !== undefined) actions.reply(replyOf(at.closest("form")!, true));
  else if (d["show"] !== undefined) actions.showOffer(d["show"]);
  else if (d["apply"] !== undefined) actions.applyOffer(d["apply"]);
  else if (d["set"] !== undefined) actions.field(d["set"], d["value"] ?? "");
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

/** The question of the Why view with one of its parts chosen anew; the others are what the view's selects say. */
export function askedAnew(now: Ask, which: keyof Ask, value: string): Ask {
  const selected = (name: keyof Ask) => document.querySelector<HTMLSelectElement>(`select[data-ask="${name}"]`)?.value ?? now[name];
  const ask = { who: selected("who"), verb: selected("verb"), whom: selected("whom"), [which]: value };
  // Another verb may be about another kind of thing: a server is no target of a verb about groups.
  if (which === "verb" && ask.verb.split(".")[0] !== now.verb.split(".")[0]) ask.whom = "";
  return ask;
}
