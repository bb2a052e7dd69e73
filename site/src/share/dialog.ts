// The Share dialog: what would be uploaded is said first, then it is, then there are forms to paste. Its HTML and words are
// templates/sharedialog.templ's and, for what hangs on the document, the engine's; here is only what happens.
import { swap } from "../morph.ts";
import { playground } from "../place.ts";
import type { Blank, Share, ShareAsk } from "../protocol.ts";
import { exists, type Problem, type Saved, upload } from "./api.ts";
import { copy, download } from "./clipboard.ts";
import { canPack, longerLink, longLink, mark, mostBytes, pack } from "./fragment.ts";
import { List } from "./list.ts";
import { forget, keep, type Shared, shelf } from "./shelf.ts";

/** What the dialog needs of the playground. */
export interface Host {
  /** Asks the engine. It rejects where the engine can't answer. */
  share(ask: ShareAsk): Promise<Share>;
  /** Puts texts into places of the document, as steps that undo takes back. */
  blank(blanks: Blank[]): void;
  /** The document as it was last answered, for when the engine does not. */
  lastDocument(): string;
  /** The shared scenario that the document was made from, or "". */
  parent: string;
  /** The address of the shared scenario that is open just as it is there, or "". */
  sameAsParent(document: string): boolean;
}

type State = "review" | "sending" | "shared";

const none: ShareAsk = { origin: "", id: "", view: "", theme: "", integrity: "" };

export class ShareDialog {
  private readonly dialog = document.querySelector<HTMLDialogElement>("#share-dialog")!;
  private readonly list: List | undefined;
  private now: Share | undefined; // as the engine last answered
  private shown: { id: string; url: string } | undefined; // whose forms are shown
  private round = 0; // answers of an earlier opening are late

  constructor(private readonly host: Host) {
    const button = document.querySelector<HTMLButtonElement>("#share");
    button?.addEventListener("click", () => this.open());
    this.dialog.addEventListener("click", (event) => this.clicked(event));
    if (this.has("share-shelf")) this.list = new List(this.dialog, (shared) => this.deletionFile(shared), (id) => this.deleted(id));
    for (const id of ["share-view", "share-theme"]) this.has(id)?.addEventListener("change", () => void this.forms());
  }

  private get(id: string): HTMLElement {
    return this.has(id)!;
  }

  private has(id: string): HTMLElement | null {
    return document.getElementById(id);
  }

  private field(name: string): HTMLInputElement | HTMLTextAreaElement {
    return this.get(`share-${name}`) as HTMLInputElement;
  }

  private open(): void {
    this.problem(undefined);
    this.list?.draw();
    this.shown = undefined;
    this.state("review");
    this.dialog.showModal();
    this.dialog.scrollTop = 0;
    this.get("share-title").focus();
    void this.review();
  }

  private state(state: State): void {
    this.dialog.dataset["state"] = state;
    for (const part of this.dialog.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = !part.dataset["when"]!.split(" ").includes(state);
    }
  }

  private say(what: "replaced" | "copied" | "select" | "deleted" | "shared"): void {
    const place = this.get("share-said");
    place.textContent = "";
    place.textContent = place.dataset[what] ?? "";
  }

  // Before anything is sent.

  private async review(): Promise<void> {
    const round = ++this.round;
    this.upload?.setAttribute("disabled", "");
    try {
      const share = await this.host.share(none);
      if (round !== this.round) return;
      this.now = share;
    } catch {
      if (round !== this.round) return;
      this.now = undefined;
      this.problem({ kind: "engine", said: "", wait: 0 });
    }
    await this.drawReview();
    if (round !== this.round) return;
    const known = this.known();
    if (!known) return;
    // It may have been deleted from elsewhere.
    const isThere = await exists(known.id);
    if (round !== this.round) return;
    if (isThere) {
      await this.show(known);
    } else {
      forget(known.id);
      this.list?.draw();
    }
  }

  /** The address that this very document has already. */
  private known(): Shared | undefined {
    const { now } = this;
    if (!now || !this.upload) return undefined;
    const mine = shelf().find((s) => s.mark === now.mark);
    if (mine) return mine;
    if (!this.host.parent || !this.host.sameAsParent(now.document)) return undefined;
    const url = `${location.origin}/s/${this.host.parent}`;
    return { id: this.host.parent, url, token: "", title: now.title, created: "", mark: now.mark };
  }

  private get upload(): HTMLButtonElement | null {
    return this.has("share-upload") as HTMLButtonElement | null;
  }

  private async drawReview(): Promise<void> {
    const { now } = this;
    const isSecret = (now?.secrets ?? 0) > 0;
    swap(this.get("share-found"), now?.panel ?? "");
    this.get("share-file").textContent = now?.file ?? "scenario.md";
    const text = this.has("share-text");
    if (text) text.textContent = now?.document ?? "";
    const uploaded = this.has("share-uploaded");
    if (uploaded) uploaded.textContent = now?.uploaded ?? "";
    if (this.upload) {
      this.upload.toggleAttribute("disabled", !now || now.tooLarge);
      this.upload.classList.toggle("button-main", !isSecret);
      for (const label of this.upload.querySelectorAll<HTMLElement>("[data-when-secret]")) {
        label.hidden = (label.dataset["whenSecret"] === "yes") !== isSecret;
      }
    }
    // The private link goes first where a public one would show a secret.
    const hidden = this.get("share-alone");
    const open = this.dialog.querySelector<HTMLElement>(".share-public");
    if (open) {
      if (isSecret) open.before(hidden);
      else open.after(hidden);
    }
    this.dialog.classList.toggle("is-secret", isSecret);
    this.button("share-private").classList.toggle("button-main", isSecret);
    await this.drawPrivate(now?.document ?? this.host.lastDocument());
  }

  private button(from: string): HTMLElement {
    return this.dialog.querySelector<HTMLElement>(`[data-copy-from="${from}"]`)!;
  }

  private async drawPrivate(document: string): Promise<void> {
    const field = this.field("private");
    const isOver = new Blob([document]).size > mostBytes;
    const possible = canPack() && !isOver;
    field.value = possible ? `${playground()}${mark}${await pack(document)}` : "";
    const { length } = field.value;
    this.get("share-private-size").textContent = new Intl.NumberFormat("en").format(length) + " characters";
    const fits = { long: length >= longLink && length < longerLink, longer: length >= longerLink, over: isOver, none: !canPack() };
    for (const p of this.dialog.querySelectorAll<HTMLElement>("[data-length]")) p.hidden = !fits[p.dataset["length"] as keyof typeof fits];
  }

  private blanked(which: string): void {
    const all = this.now?.blanks ?? [];
    const chosen = which === "all" ? all.filter((b) => !b.note) : which === "notes" ? all.filter((b) => b.note) : all.slice(Number(which), Number(which) + 1);
    // The same text elsewhere is the same secret.
    const texts = new Set(chosen.map((b) => b.text));
    this.host.blank(all.filter((b) => texts.has(b.text)));
    void this.review().then(() => {
      const next = this.dialog.querySelector<HTMLElement>("[data-blank]") ?? this.upload;
      (next?.matches(":disabled") === false ? next : this.get("share-title")).focus();
      this.say("replaced");
    });
  }

  // Sending.

  private async send(): Promise<void> {
    const share = this.now;
    if (!share || this.dialog.dataset["state"] === "sending") return;
    this.problem(undefined);
    this.state("sending");
    const round = this.round;
    const answer = await upload(share.document, this.host.parent);
    if (!("token" in answer)) {
      this.state("review");
      this.problem(answer);
      return;
    }
    const isKept = this.take(answer, share);
    if (round !== this.round) return; // closed meanwhile, and opened on something else
    await this.show({ ...answer }, isKept);
    this.button("share-link").focus();
    this.say("shared");
  }

  private take(saved: Saved, share: Share): boolean {
    const hadParent = this.host.parent;
    this.host.parent = saved.id;
    this.comparable = hadParent ? saved.id : "";
    const isKept = keep({ ...saved, title: share.title, created: new Date().toISOString(), mark: share.mark });
    this.unkept = isKept ? undefined : { ...saved, title: share.title, created: "", mark: share.mark };
    this.list?.draw();
    return isKept;
  }

  private comparable = ""; // a copy that was just shared: it can be compared with its original
  private unkept: Shared | undefined;

  private problem(problem: Problem | undefined): void {
    const box = this.get("share-problem");
    box.hidden = problem === undefined;
    if (!problem) return;
    for (const part of box.querySelectorAll<HTMLElement>("[data-problem]")) {
      part.hidden = !part.dataset["problem"]!.split(" ").includes(problem.kind);
    }
    box.querySelector("[data-said]")!.textContent = problem.said;
    box.querySelector<HTMLElement>("[data-wait]")!.hidden = problem.wait === 0;
    box.querySelector("[data-wait] output")!.textContent = duration(problem.wait);
    box.scrollIntoView({ block: "nearest" });
  }

  // What to paste.

  private async show(shared: { id: string; url: string; token?: string }, isKept = true): Promise<void> {
    this.shown = { id: shared.id, url: shared.url };
    await this.forms();
    this.pictures(shared.id);
    (this.get("share-open") as HTMLAnchorElement).href = shared.url;
    const compare = this.get("share-compare") as HTMLAnchorElement;
    compare.href = `${shared.url}/compare`;
    compare.hidden = this.comparable !== shared.id;
    this.get("share-token").hidden = !shared.token;
    this.get("share-kept").hidden = !isKept;
    this.get("share-unkept").hidden = isKept;
    this.state("shared");
    this.dialog.scrollTop = 0;
  }

  // The card and the badge as others will see them, from where this page is: the server may go by another name.
  private pictures(id: string): void {
    for (const place of this.dialog.querySelectorAll<HTMLElement>("[data-picture]")) {
      const image = new Image(Number(place.dataset["width"]) || undefined, Number(place.dataset["height"]) || undefined);
      image.alt = `${this.now?.title ?? ""}: ${this.now?.verdict ?? ""}`;
      image.addEventListener("error", () => image.remove());
      image.src = `/s/${id}/${place.dataset["picture"]!}`;
      place.replaceChildren(image);
    }
  }

  private async forms(): Promise<void> {
    if (!this.shown) return;
    const { id, url } = this.shown;
    const chosen = (name: string) => (this.has(name) as HTMLSelectElement | null)?.value ?? "";
    const origin = url.slice(0, url.lastIndexOf("/s/"));
    const integrity = this.dialog.dataset["integrity"] ?? "";
    const share = await this.host.share({ origin, id, view: chosen("share-view"), theme: chosen("share-theme"), integrity });
    this.field("link").value = url;
    for (const name of ["markdown", "frame", "element", "badge"] as const) {
      const field = this.has(`share-${name}`) as HTMLTextAreaElement | null;
      if (!field) continue; // this server has no embeds
      field.value = share[name].trimEnd();
      field.rows = Math.min(4, field.value.split("\n").length);
    }
  }

  private deletionFile(shared: Shared): void {
    const text = document.querySelector<HTMLTemplateElement>("#share-deletion")!.content.textContent ?? "";
    const api = `${new URL(shared.url).origin}/api/scenarios/${shared.id}`;
    const values: Record<string, string> = { TITLE: shared.title, URL: shared.url, TOKEN: shared.token, API: api };
    download(`rolecall-${shared.id}-deletion.txt`, text.replace(/\b(?:TITLE|URL|TOKEN|API)\b/g, (name) => values[name]!));
  }

  private deleted(id: string): void {
    this.say("deleted");
    if (this.shown?.id !== id) return;
    this.shown = undefined;
    this.comparable = "";
    this.state("review");
    void this.review();
  }

  private clicked(event: MouseEvent): void {
    if (event.target === this.dialog) {
      // The backdrop is the dialog's own; its inside has no bare place.
      const box = this.dialog.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside) this.dialog.close();
      return;
    }
    const at = (event.target as Element).closest<HTMLElement>("button");
    if (!at || at.matches(":disabled")) return;
    const { copyFrom, blank, line } = at.dataset;
    if (at.id === "share-close") this.dialog.close();
    else if (line !== undefined) this.dialog.close(); // and the page jumps to the place
    else if (blank !== undefined) this.blanked(blank);
    else if (copyFrom !== undefined) void this.copied(at, this.field(copyFrom.replace("share-", "")));
    else if (at.id === "share-upload") void this.send();
    else if (at.id === "share-download") download(this.now?.file ?? "scenario.md", this.now?.document ?? this.host.lastDocument(), "text/markdown");
    else if (at.id === "share-token-file") {
      const mine = this.unkept?.id === this.shown?.id ? this.unkept : shelf().find((s) => s.id === this.shown?.id);
      if (mine) this.deletionFile(mine);
    }
  }

  private async copied(button: HTMLElement, field: HTMLInputElement | HTMLTextAreaElement): Promise<void> {
    const done = await copy(field);
    this.say(done ? "copied" : "select");
    if (!done) return;
    const set = (on: boolean) => {
      button.classList.toggle("is-done", on);
      for (const word of button.querySelectorAll<HTMLElement>("[data-copied]")) word.hidden = (word.dataset["copied"] === "yes") !== on;
    };
    set(true);
    setTimeout(() => set(false), 2000);
  }
}

// A wait for people.
function duration(seconds: number): string {
  const [number, unit] = seconds < 120 ? [seconds, "second"] : seconds < 7200 ? [Math.ceil(seconds / 60), "minute"] : [Math.ceil(seconds / 3600), "hour"];
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(number);
}
