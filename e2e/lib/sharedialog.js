// The Share dialog, driven in Chromium and Firefox (both.js).

export const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.engine === "ready");

/** Opens the playground and waits until the engine has answered. */
export async function openPlayground(page, url) {
  await page.goto(url);
  await ready(page);
}

/** Replaces the whole text of the part that the editor shows, as by pasting. */
export async function write(page, text) {
  const pastes = await page.evaluate(async (pasted) => {
    const content = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
    content.focus();
    // An event that a script makes carries no data in Firefox; its clipboard is open to tests.
    if (!navigator.userAgent.includes("Firefox")) return false;
    await navigator.clipboard.writeText(pasted);
    return true;
  }, text);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  if (pastes) await page.keyboard.press("v");
  await page.keyboard.up("Control");
  if (pastes) return;
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const content = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** The text that the editor shows. */
export const written = (page) =>
  page.evaluate(() => [...document.querySelector("#editor").shadowRoot.querySelectorAll(".cm-line")].map((l) => l.textContent).join("\n"));

/** Opens the dialog and waits until it says what it found, or shows the link that there is already. */
export async function openShare(page) {
  await page.click("#share");
  await page.waitForFunction(() => {
    const dialog = document.querySelector("#share-dialog");
    return dialog.open && document.querySelector("#share-found .share-what") && document.querySelector("#share-private").value !== "";
  });
}

/** Uploads what is open and returns the forms that there are to paste. */
export async function upload(page) {
  await page.waitForSelector("#share-upload:not([disabled])", { visible: true });
  await page.click("#share-upload");
  await page.waitForSelector("#share-forms:not([hidden])");
  return forms(page);
}

export const forms = (page) =>
  page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll("#share-dialog .copy-row > .field")].map((f) => [f.id.replace("share-", ""), f.value])),
  );

/** What is seen of an element: its text, or "" where it is not drawn. */
export const seen = (page, selector) => page.$eval(selector, (e) => (e.checkVisibility() ? e.innerText.replace(/\s+/g, " ").trim() : ""));

/** Types at the end of what the editor shows. */
export async function type(page, text) {
  await page.evaluate(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-content").focus());
  await page.keyboard.down("Control");
  await page.keyboard.press("End");
  await page.keyboard.up("Control");
  await page.evaluate((typed) => void document.execCommand("insertText", false, typed), text);
}

/** The requests that a page makes from now on which are no files of the site. */
export function watchRequests(page) {
  const sent = [];
  page.on("request", (r) => {
    const { origin, pathname, protocol, search } = new URL(r.url());
    if (protocol !== "data:" && !pathname.startsWith("/assets/")) sent.push(`${r.method()} ${origin}${pathname}${search}`);
  });
  return sent;
}
