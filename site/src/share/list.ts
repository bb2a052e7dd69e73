// The list of what was shared from this browser: each can be opened, its token kept as a file, and deleted.
import { remove } from "./api.ts";
import { forget, type Shared, shelf } from "./shelf.ts";

export class List {
  private readonly list: HTMLElement;
  private readonly item: HTMLTemplateElement;

  constructor(
    private readonly dialog: HTMLElement,
    private readonly file: (shared: Shared) => void,
    private readonly deleted: (id: string) => void,
  ) {
    this.list = dialog.querySelector<HTMLElement>("#share-list")!;
    this.item = dialog.querySelector<HTMLTemplateElement>("#share-item")!;
  }

  draw(): void {
    const all = shelf();
    this.dialog.querySelector<HTMLElement>("#share-foot")!.hidden = all.length === 0;
    this.dialog.querySelector("#share-count")!.textContent = String(all.length);
    this.list.replaceChildren(...all.map((shared) => this.drawOne(shared)));
  }

  private drawOne(shared: Shared): HTMLElement {
    const li = (this.item.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    const part = (name: string) => li.querySelector<HTMLElement>(`[data-item="${name}"]`)!;
    const link = part("open") as HTMLAnchorElement;
    link.textContent = shared.title;
    link.href = /^https?:/.test(shared.url) ? shared.url : "/";
    const time = part("time") as HTMLTimeElement;
    const created = new Date(shared.created);
    if (!Number.isNaN(created.getTime())) {
      time.dateTime = shared.created;
      time.textContent = created.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    }
    const ask = (sure: boolean) => {
      part("buttons").hidden = sure;
      part("sure").hidden = !sure;
      part(sure ? "no" : "delete").focus();
    };
    part("file").addEventListener("click", () => this.file(shared));
    part("delete").addEventListener("click", () => ask(true));
    part("no").addEventListener("click", () => ask(false));
    part("yes").addEventListener("click", () => void this.remove(shared, li, part("yes") as HTMLButtonElement, part("failed")));
    // Each button says whose it is.
    for (const name of ["file", "delete", "yes", "no"]) {
      const more = document.createElement("span");
      more.className = "visually-hidden";
      more.textContent = ` ${shared.title}`;
      part(name).append(more);
    }
    return li;
  }

  private async remove(shared: Shared, li: HTMLElement, button: HTMLButtonElement, failed: HTMLElement): Promise<void> {
    button.disabled = true;
    const problem = await remove(shared.id, shared.token);
    button.disabled = false;
    failed.hidden = problem === undefined;
    if (problem) {
      const words = this.dialog.querySelector(`#share-problem h3[data-problem~="${problem.kind}"]`)?.textContent ?? "";
      failed.textContent = problem.said || `${words}.`;
      return;
    }
    const next = (li.nextElementSibling ?? li.previousElementSibling)?.querySelector<HTMLElement>("a");
    forget(shared.id);
    this.draw();
    (this.list.querySelector<HTMLElement>("a") ?? next ?? this.dialog.querySelector<HTMLElement>("#share-title"))?.focus();
    this.deleted(shared.id);
  }
}
