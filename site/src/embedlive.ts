// The embed's second half: the editor, the engine and the live views, in the place of the page that stood there.
import type { Place } from "./address.ts";
import { tellSize } from "./embedtalk.ts";
import { playground } from "./place.ts";
import { type View, views } from "./protocol.ts";
import { Playground } from "./session.ts";
import { canPack, mark, pack } from "./share/fragment.ts";

/** What a live embed would like to have, in CSS pixels; it fits into less. */
const height = 560;

/** Resolves when the engine has answered and the live page stands. takesFocus: somebody pressed a button for it. */
export async function live(takesFocus: boolean): Promise<void> {
  const still = document.querySelector<HTMLElement>("#embed")!;
  const template = document.querySelector<HTMLTemplateElement>("#live")!;
  const { raw = "", view: shown = "", who = "", verb = "", whom = "" } = still.dataset;
  const [text, worker] = await Promise.all([fetched(raw), workerAddress()]);
  const app = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
  app.classList.add("is-coming");
  app.inert = true;
  still.before(app);
  const isConfig = shown === "config" || shown === "edit";
  if (isConfig) app.querySelector<HTMLInputElement>("#show-config")!.checked = true;
  const view: View = views.includes(shown as View) ? (shown as View) : "access";
  const place: Place = { view, ask: { who, verb, whom }, unfolded: [], filter: "", version: "" };
  await new Promise<void>((ready, failed) => {
    new Playground(text.replace(/\r\n?/g, "\n"), {
      place,
      worker,
      began: (why) => (why === undefined ? ready() : failed(new Error(why))),
      changed: (document) => void changed(document),
    });
  }).catch((error: unknown) => {
    app.remove();
    throw error;
  });
  still.remove();
  app.classList.remove("is-coming");
  app.inert = false;
  if (takesFocus) {
    const first = isConfig ? "#parts [aria-selected=true]" : "#views [aria-selected=true]";
    app.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }
  tellSize(height, app.querySelector("h1")?.textContent ?? "");
}

let turn = 0;

// What was typed leaves with the link, in its fragment, which is sent to no server.
async function changed(text: string): Promise<void> {
  const link = document.querySelector<HTMLAnchorElement>("#open");
  if (!link || !canPack()) return;
  const mine = ++turn;
  const data = await pack(text);
  if (mine === turn) link.href = `${playground()}${mark}${data}`;
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

// In a sandbox a worker starts from a blob only; so it does everywhere, and there is one way to test.
async function workerAddress(): Promise<URL> {
  const text = await fetched(new URL(WORKER_FILE, import.meta.url).href);
  return new URL(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}
