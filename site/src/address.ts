// What the page shows, as the fragment of its address: going back goes back to the question before, and a link opens
// the same question. `#view=why&who=johan&verb=servers.stop&whom=user%3Dstudent3&unfold=servers`.
import { mark, packedIn } from "./share/fragment.ts";
import { type Ask, type View, views } from "./protocol.ts";

export interface Place {
  view: View;
  ask: Ask;
  unfolded: string[];
  filter: string;
  version: string; // "": the document's own
  packed?: string | undefined; // a document in the address itself (share/fragment.ts)
}

const noAsk: Ask = { who: "", verb: "", whom: "" };

/** The families that a page without a fragment shows unfolded. */
export const defaultUnfolded: readonly string[] = [];

export function read(hash: string): Place {
  const packed = packedIn(hash);
  const p = new URLSearchParams(packed === undefined ? hash.replace(/^#/, "") : hash.slice(mark.length + packed.length + 1));
  const view = p.get("view") as View | null;
  const unfold = p.get("unfold");
  return {
    view: view && views.includes(view) ? view : "access",
    ask: p.has("who") ? { who: p.get("who") ?? "", verb: p.get("verb") ?? "", whom: p.get("whom") ?? "" } : noAsk,
    unfolded: unfold === null ? [...defaultUnfolded] : unfold.split(",").filter(Boolean),
    filter: p.get("filter") ?? "",
    version: p.get("jupyterhub") ?? "",
    ...(packed === undefined ? {} : { packed }),
  };
}

export function write(place: Place): string {
  const p = new URLSearchParams();
  if (place.view !== "access") p.set("view", place.view);
  if (place.ask.who) {
    p.set("who", place.ask.who);
    if (place.ask.verb) p.set("verb", place.ask.verb);
    if (place.ask.whom) p.set("whom", place.ask.whom);
  }
  if (place.unfolded.join() !== defaultUnfolded.join()) p.set("unfold", place.unfolded.join(","));
  if (place.filter) p.set("filter", place.filter);
  if (place.version) p.set("jupyterhub", place.version);
  const text = p.toString();
  if (place.packed !== undefined) return mark + place.packed + (text && `&${text}`);
  return text === "" ? "" : `#${text}`;
}
