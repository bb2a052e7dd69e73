// The playground as a person uses it: the editor in its shadow root, the tabs, the matrix.

/** Opens the playground and waits until the engine has answered. */
export async function openPlayground(page, origin, path = "/") {
  await page.goto(origin + path);
  await ready(page);
}

/** Waits until the engine has answered all that was asked. */
export async function ready(page) {
  await page.waitForFunction(() => document.documentElement.dataset.engine === "ready");
}

/** The content of the editor, which lies in a shadow root. */
export const editor = (page) => page.locator("#editor .cm-content");

/** Chooses a part of the document by the beginning of its tab's name. */
export async function choosePart(page, name) {
  await page.locator("#parts [role=tab]", { hasText: name }).first().click();
  await page.locator("#parts [role=tab][aria-selected=true]", { hasText: name }).waitFor();
}

/** Chooses a view by its id: access, why, map, startup, checks. */
export async function chooseView(page, view) {
  await page.locator(`#views [data-view=${view}]`).click();
  await page.locator(`#views [data-view=${view}][aria-selected=true]`).waitFor();
  await ready(page);
}

/** Replaces the whole text of the part that the editor shows, as by pasting. */
export async function paste(page, text) {
  await editor(page).click();
  await page.keyboard.press("Control+a");
  await editor(page).evaluate((content, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** The lines of the part that the editor shows (those in sight: enough for short texts). */
export const editorText = (page) => editor(page).innerText();
