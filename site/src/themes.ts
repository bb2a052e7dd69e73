// Light, dark, or as the system has it.
import { load, save } from "./storage.ts";

export const themeKey = "rolecall:theme";

const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

export function applyTheme(): void {
  const theme = load(themeKey);
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}

/** Goes to the other theme. The one that the system has is not kept, so that it follows the system again. */
export function toggleTheme(): void {
  const root = document.documentElement;
  const shown = root.dataset["theme"];
  const isDark = shown === "dark" || (shown !== "light" && systemIsDark());
  const next = isDark ? "light" : "dark";
  if ((next === "dark") === systemIsDark()) {
    delete root.dataset["theme"];
    save(themeKey, null);
  } else {
    root.dataset["theme"] = next;
    save(themeKey, next);
  }
}
