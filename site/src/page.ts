// Pages that are read: the gallery, a scenario, an error. They are whole without this.
import { applyTheme, toggleTheme } from "./themes.ts";

applyTheme();

// Buttons that copy do nothing without this script, so pages come with them hidden.
for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("[data-toggle-theme]")) toggleTheme();
  const copy = target.closest<HTMLElement>("[data-copy]");
  if (copy) void copyText(copy);
});

async function copyText(button: HTMLElement): Promise<void> {
  const from = button.dataset["copy"] ?? "";
  const text = from.startsWith("#") ? (document.querySelector(from)?.textContent ?? "") : from;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return;
  }
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), 2000);
}
