// Tab lists as ARIA's practices want them: one tab in the order of Tab, the others by arrow keys.

export function tabsOf(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>("[role=tab]")];
}

export function select(list: Element, isSelected: (tab: HTMLElement) => boolean): void {
  for (const tab of tabsOf(list)) {
    const on = isSelected(tab);
    if (tab.getAttribute("aria-selected") === String(on) && tab.tabIndex === (on ? 0 : -1)) continue;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on) reveal(list, tab);
  }
}

// Scrolls the list, and never the page.
function reveal(list: Element, tab: HTMLElement): void {
  const room = list.getBoundingClientRect();
  const at = tab.getBoundingClientRect();
  if (at.left < room.left) list.scrollLeft -= room.left - at.left + 8;
  else if (at.right > room.right) list.scrollLeft += at.right - room.right + 8;
}

export function arrows(list: Element): void {
  list.addEventListener("keydown", (event) => {
    const key = (event as KeyboardEvent).key;
    const tabs = tabsOf(list);
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length]!;
    tab.focus();
    tab.click();
  });
}
