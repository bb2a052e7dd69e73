// The way back to the example, and from it to the draft that was there before.
import { forgetSoon, loadBefore, loadDraft, putAside, restoreBefore } from "./draft.ts";
import { type Action, tell } from "./notice.ts";
import { fixLinks, playground } from "./place.ts";
import type { Edit } from "./protocol.ts";
import { sharedFrom } from "./share/parent.ts";

export interface Open {
  /** Opens the example as it came. */
  example(parent: string): void;
  /** Opens what was somebody's own. */
  own(document: string | undefined, edits: Edit[], parent: string): void;
}

export function offerStartOver(open: Open): void {
  tell("draft", "note", "This is your draft, kept in this browser.", {
    label: "Start over with the example",
    run: () => {
      forgetSoon();
      putAside();
      open.example(sharedFrom(location.search));
      tell("draft", "note", "This is the example.", bringBack(open));
    },
  });
}

function bringBack(open: Open): Action {
  return {
    label: "Bring my draft back",
    run: () => {
      const before = loadBefore();
      forgetSoon();
      restoreBefore();
      open.own(before?.document, before?.edits ?? [], before?.parent ?? "");
      offerStartOver(open);
    },
  };
}

/** The first edit makes a copy the draft; the one before it is put aside. A reload then finds the draft, and no new copy. */
export function takeAsDraft(place: string, open: Open): void {
  const before = loadDraft();
  putAside();
  fixLinks();
  history.replaceState(null, "", playground() + place);
  if (before) tell("draft", "note", "This copy is your draft now; the one before is put aside.", bringBack(open));
}
