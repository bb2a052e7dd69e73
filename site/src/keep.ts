// Small things that the page keeps or draws from an answer.
import type { Counts, Names } from "./protocol.ts";

// A Hub that does not start has nobody in it: the names from before stay, for completion while the config is mended.
export function keepNames(old: Names | undefined, now: Names): Names {
  if (!old) return now;
  const names = { ...now };
  for (const list of ["users", "groups", "services", "roles", "servers"] as const) {
    if (now[list].length === 0) names[list] = old[list];
  }
  return names;
}

// A part's last line ends with a break, as the editor says it.
export function whole(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

/** The numbers beside the tabs of the views. */
export function drawCounts(counts: Counts): void {
  drawNumber(document.getElementById("count-startup"), counts.startup);
  drawNumber(document.getElementById("count-advice"), counts.advice);
  drawNumber(document.getElementById("count-checks"), counts.checks - counts.hold);
}

function drawNumber(badge: HTMLElement | null, number: number): void {
  if (!badge) return;
  badge.hidden = number === 0;
  badge.textContent = String(number);
}

export function drawTitle(heading: HTMLElement | null, title: string): void {
  const shown = title || "Untitled";
  if (heading && heading.textContent !== shown) heading.textContent = shown;
  document.title = `${shown} – Rolecall`;
}
