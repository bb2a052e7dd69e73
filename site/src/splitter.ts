// The bar between config and answers: dragged, or moved with arrow keys. The width stays in this browser.
import { load, save } from "./storage.ts";

const key = "rolecall:split";
const least = 20;
const most = 75;

export function splitter(bar: HTMLElement | null): void {
  const bench = bar?.parentElement;
  if (!bar || !bench) return;
  let share = Number(load(key)) || 0;
  const set = (percent: number) => {
    share = Math.min(most, Math.max(least, percent));
    bench.style.setProperty("--split", `${share}%`);
    bench.classList.add("is-split");
    bar.setAttribute("aria-valuenow", String(Math.round(share)));
  };
  const measured = () => {
    const pane = bar.previousElementSibling;
    return pane ? (100 * pane.getBoundingClientRect().width) / bench.getBoundingClientRect().width : 40;
  };
  bar.setAttribute("aria-valuemin", String(least));
  bar.setAttribute("aria-valuemax", String(most));
  if (share > 0) set(share);
  bar.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent) => {
      const box = bench.getBoundingClientRect();
      set((100 * (e.clientX - box.left)) / box.width);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener(
      "lostpointercapture",
      () => {
        bar.removeEventListener("pointermove", move);
        save(key, share.toFixed(1));
      },
      { once: true },
    );
  });
  bar.addEventListener("dblclick", () => {
    bench.style.removeProperty("--split");
    bench.classList.remove("is-split");
    save(key, null);
  });
  bar.addEventListener("keydown", (event) => {
    const now = share || measured();
    const to = { ArrowLeft: now - 2, ArrowRight: now + 2, Home: least, End: most }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    set(to);
    save(key, share.toFixed(1));
  });
}
