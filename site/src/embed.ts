// An embed as it arrives: whole without this. The script tells the page around how high the content is, changes views
// without a new entry in that page's history, and brings the editor and the engine when somebody wants to try.
import { hearTheme, tellSize } from "./embedtalk.ts";
import { isFile } from "./place.ts";

const root = document.documentElement;

type Theme = "auto" | "light" | "dark";

let chosen: Theme | undefined; // by the page around, since this page came

function choose(theme: Theme): void {
  chosen = theme;
  if (theme === "auto") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}

hearTheme(choose);

// Of a file there is one for all themes.
const asked = new URLSearchParams(location.search).get("theme");
if (isFile && (asked === "light" || asked === "dark")) choose(asked);

// The height that the content wants, whatever the frame has: what scrolls counts whole.
function height(): number {
  const embed = document.querySelector<HTMLElement>("#embed");
  const view = document.querySelector<HTMLElement>("#embed-view");
  const inner = document.querySelector<HTMLElement>("#embed-inner");
  if (!embed || !view || !inner) return 0;
  const scrollbar = view.offsetHeight - view.clientHeight;
  return embed.offsetHeight - view.clientHeight + inner.offsetHeight - (view.scrollWidth > view.clientWidth ? 0 : scrollbar);
}

const tell = () => {
  const now = height();
  if (now > 0) tellSize(now, document.querySelector("#embed h1")?.textContent ?? "");
};
const watch = new ResizeObserver(tell);

function watched(): void {
  watch.disconnect();
  for (const id of ["embed", "embed-inner"]) {
    const element = document.getElementById(id);
    if (element) watch.observe(element);
  }
}

// Views.

let turn = 0;

async function go(link: HTMLAnchorElement): Promise<void> {
  const url = new URL(link.href);
  if (chosen) url.searchParams.set("theme", chosen);
  const { href } = url;
  if (url.hash) {
    location.replace(href); // the browser marks the line
    return;
  }
  const mine = ++turn;
  try {
    const answer = await fetch(href);
    if (!answer.ok) throw new Error(String(answer.status));
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#embed");
    const now = document.querySelector("#embed");
    if (mine !== turn) return;
    if (!next || !now) throw new Error("no embed");
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.id : "";
    now.replaceWith(next);
    document.getElementById(focused)?.focus({ preventScroll: true });
    watched();
    tell();
  } catch {
    if (mine === turn) location.replace(href);
  }
}

// Trying.

let isStarting = false;

async function start(button: HTMLElement | null): Promise<void> {
  if (isStarting) return;
  isStarting = true;
  const label = button?.textContent ?? "";
  if (button) {
    button.setAttribute("aria-busy", "true");
    button.textContent = "Loading…";
  }
  try {
    const { live } = (await import(new URL(LIVE_FILE, import.meta.url).href)) as typeof import("./embedlive.ts");
    await live(button !== null);
    watch.disconnect();
  } catch {
    isStarting = false;
    const note = document.getElementById("embed-note");
    if (note) note.textContent = "The engine did not load. The link opens this in Rolecall.";
    if (!button) return;
    button.removeAttribute("aria-busy");
    button.textContent = label;
    button.removeAttribute("id"); // pressed again it is the link that it was
  }
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const at = (event.target as Element).closest("a");
  if (!at) return;
  if (at.id === "try") {
    event.preventDefault();
    void start(at);
  } else if (at.matches("#embed a[target=_self]")) {
    event.preventDefault();
    void go(at);
  } else if (at.target !== "_self" && self.origin === "null") {
    leave(event, at);
  }
});

// A sandbox may keep windows from opening, and then a link would do nothing at all: its address is shown.
function leave(event: Event, link: HTMLAnchorElement): void {
  event.preventDefault();
  let opened: Window | null = null;
  try {
    opened = window.open(link.href, "_blank");
  } catch {
    // Firefox throws where Chromium returns null.
  }
  if (opened) {
    opened.opener = null;
    return;
  }
  const note = document.querySelector<HTMLElement>("#embed-note, #live-note");
  if (!note) return;
  note.textContent = `The page around keeps links from opening: ${link.href}`;
  note.hidden = false;
}

watched();
tell();
root.dataset["script"] = "ready";

// An editor that was asked for comes by itself, once it is in sight.
if (root.dataset["start"] === "edit") {
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    sight.disconnect();
    void start(null);
  });
  sight.observe(document.body);
}
