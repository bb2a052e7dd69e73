// Pages that are read: the gallery, a scenario, an error. They are whole without this.
import { copyOf } from "./copy.ts";
import { filterWhileTyping } from "./filter.ts";
import { searchWhileTyping } from "./search.ts";
import { applyTheme, toggleTheme } from "./themes.ts";

applyTheme();

// Buttons that copy do nothing without this script, so pages come with them hidden.
for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) button.hidden = false;

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-search]")) searchWhileTyping(form);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-filter]")) filterWhileTyping(form);

document.addEventListener("click", (event) => {
  const target = event.target as Element;
  if (target.closest("[data-toggle-theme]")) toggleTheme();
  const copy = target.closest<HTMLElement>("[data-copy]");
  if (copy) void copyOf(copy);
});
