// The tabs of the document's parts, and the button that adds what a document can have and this one has not.
import type { Counts, Kind, Part } from "./protocol.ts";
import { arrows, select } from "./tabs.ts";

const addable: [Kind, string][] = [
  ["checks", "checks"],
  ["state", "state"],
  ["notes", "notes"],
  ["header", "header"],
];

// The ids of templates/names.go: letters, digits, point and hyphen, other bytes in hexadecimal.
function key(name: string): string {
  return [...new TextEncoder().encode(name)]
    .map((byte) => {
      const c = String.fromCharCode(byte);
      return /[\w.-]/.test(c) && c !== "_" ? c : `_${byte.toString(16)}_`;
    })
    .join("");
}

export class PartTabs {
  private menu: HTMLDetailsElement;

  constructor(
    private readonly list: HTMLElement,
    private readonly panel: HTMLElement,
    private readonly chosen: (part: string) => void,
    private readonly add: (kind: Kind) => void,
    private readonly addFile: (name: string) => string | undefined,
  ) {
    arrows(list);
    list.addEventListener("click", (event) => {
      const tab = (event.target as Element).closest<HTMLElement>("[role=tab]");
      if (tab?.dataset["part"]) this.chosen(tab.dataset["part"]);
    });
    this.menu = this.makeMenu();
  }

  draw(parts: Part[], active: string | undefined, counts: Counts | undefined): void {
    const old = new Map([...this.list.querySelectorAll<HTMLElement>("[data-part]")].map((t) => [t.dataset["part"]!, t]));
    const firstChecks = parts.find((p) => p.kind === "checks");
    const tabs = parts.map((part) => {
      const tab = old.get(part.part) ?? this.makeTab(part);
      if (part === firstChecks) drawCount(tab, counts);
      return tab;
    });
    if (this.list.children.length !== tabs.length || tabs.some((t, i) => this.list.children[i] !== t)) {
      const focused = document.activeElement;
      this.list.replaceChildren(...tabs);
      if (focused instanceof HTMLElement && tabs.includes(focused)) focused.focus();
    }
    select(this.list, (tab) => tab.dataset["part"] === active);
    const current = tabs.find((tab) => tab.dataset["part"] === active);
    if (current) this.panel.setAttribute("aria-labelledby", current.id);
    this.drawMenu(parts);
  }

  private makeTab(part: Part): HTMLElement {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.className = part.kind === "config" ? "tab tab-mono" : "tab";
    tab.id = `part-${key(part.part)}`;
    tab.dataset["part"] = part.part;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", this.panel.id);
    tab.textContent = part.part;
    return tab;
  }

  private makeMenu(): HTMLDetailsElement {
    const menu = document.createElement("details");
    menu.className = "menu part-menu";
    menu.id = "part-menu";
    menu.innerHTML =
      '<summary class="button button-quiet button-icon" aria-label="Add a part" title="Add a part">' +
      '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3.5v9M3.5 8h9"/></svg></summary><div class="menu-box"><ul></ul>' +
      '<form class="add-file"><label for="add-file">A further file of the config</label>' +
      '<input class="field" id="add-file" name="file" placeholder="values.yaml, 10-more.py" autocomplete="off" autocapitalize="off" spellcheck="false">' +
      '<button class="button" type="submit">Add file</button><p id="add-file-problem" role="alert"></p></form></div>';
    const form = menu.querySelector("form")!;
    const name = form.querySelector("input")!;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const problem = this.addFile(name.value.trim());
      form.querySelector("p")!.textContent = problem ?? "";
      name.setAttribute("aria-invalid", String(problem !== undefined));
      if (problem !== undefined) return;
      name.value = "";
      menu.open = false;
    });
    menu.addEventListener("click", (event) => {
      const kind = (event.target as Element).closest<HTMLElement>("[data-add-part]")?.dataset["addPart"];
      if (!kind) return;
      menu.open = false;
      this.add(kind as Kind);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")!.focus();
    });
    document.addEventListener("click", (event) => {
      if (menu.open && !menu.contains(event.target as Node)) menu.open = false;
    });
    this.list.after(menu);
    return menu;
  }

  private drawMenu(parts: Part[]): void {
    const missing = addable.filter(([kind]) => !parts.some((p) => p.kind === kind));
    const key = missing.map(([kind]) => kind).join();
    if (this.menu.dataset["kinds"] === key) return;
    this.menu.dataset["kinds"] = key;
    this.menu.querySelector("ul")!.replaceChildren(
      ...missing.map(([kind, name]) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "button button-quiet";
        button.dataset["addPart"] = kind;
        button.textContent = `Add ${name}`;
        item.append(button);
        return item;
      }),
    );
  }
}

// The verdict of the checks beside their tab: by shape, with the number of those that hold, or of those that do not.
function drawCount(tab: HTMLElement, counts: Counts | undefined): void {
  let badge = tab.querySelector<HTMLElement>(".count");
  const bad = counts ? counts.checks - counts.hold : 0;
  if (!counts || counts.checks === 0) {
    badge?.remove();
    return;
  }
  const kind = bad === 0 ? "yes" : counts.fail > 0 ? "no" : "unknown";
  const number = bad === 0 ? counts.hold : bad;
  const words = bad === 0 ? "hold" : counts.fail > 0 ? "do not hold" : "are not decided";
  const key = `${kind} ${number}`;
  if (badge?.dataset["key"] === key) return;
  if (!badge) {
    badge = document.createElement("span");
    badge.className = "count";
    tab.append(badge);
  }
  badge.dataset["key"] = key;
  badge.innerHTML =
    `<svg class="mark mark-${kind}" viewBox="0 0 16 16" aria-hidden="true"><use href="#m-${kind}"/></svg>` +
    `${number}<span class="visually-hidden"> ${words}</span>`;
}
