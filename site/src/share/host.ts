// What the Share dialog asks of the playground.
import type { Blank, Share, ShareAsk } from "../protocol.ts";
import type { Playground } from "../session.ts";
import type { Host } from "./dialog.ts";

/** given is the document that the page came with, and from the shared scenario that this is, or "". */
export function hostOf(page: Playground, given: string, from: string): Host {
  return {
    async share(ask: ShareAsk): Promise<Share> {
      const answer = await page.engine.askAside({ ...page.request("share"), share: ask });
      if (answer.error || !answer.share) throw new Error(answer.error ?? "the engine said nothing");
      return answer.share;
    },
    blank(blanks: Blank[]): void {
      for (const [part, list] of Map.groupBy(blanks, (b) => b.part)) {
        let text = page.editor.text(part);
        for (const b of list.toSorted((a, b) => b.from - a.from)) text = text.slice(0, b.from) + b.text + text.slice(b.to);
        page.editor.replace(part, text);
      }
    },
    lastDocument: () => page.request("share").document,
    get parent() {
      return page.parent;
    },
    set parent(id: string) {
      page.isMadeFrom(id);
    },
    sameAsParent: (document) => from !== "" && page.parent === from && document === given,
  };
}
