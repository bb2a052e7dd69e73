// What an embed and the page around it say to each other; site/embed/v1.js is the other side. The origin tells
// nothing, because a sandboxed frame has none: each side looks at who sent a message, and takes only what it knows.

/** To the page around: how high all of it would be, in CSS pixels, and what it is called. */
export interface Size {
  rolecall: 1;
  height: number;
  title: string;
}

export function tellSize(height: number, title: string): void {
  if (window.parent === window) return;
  const message: Size = { rolecall: 1, height: Math.ceil(height), title };
  window.parent.postMessage(message, "*"); // nothing in it is anybody's secret
}

/** From the page around: its theme changed. */
export function hearTheme(take: (theme: "auto" | "light" | "dark") => void): void {
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || window.parent === window) return;
    const data = event.data as { rolecall?: unknown; theme?: unknown } | null;
    if (typeof data !== "object" || data === null || data.rolecall !== 1) return;
    if (data.theme === "auto" || data.theme === "light" || data.theme === "dark") take(data.theme);
  });
}
