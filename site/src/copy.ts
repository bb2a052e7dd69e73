// Buttons that copy: data-copy holds the text, or "#id" for that of an element.

/** Copies what a button stands for. Where the clipboard is out of reach, an element's text is selected for the keyboard. */
export async function copyOf(button: HTMLElement): Promise<void> {
  const from = button.dataset["copy"] ?? "";
  const element = from.startsWith("#") ? document.getElementById(from.slice(1)) : null;
  try {
    await navigator.clipboard.writeText(element ? (element.textContent ?? "") : from);
  } catch {
    if (element) getSelection()?.selectAllChildren(element);
    return;
  }
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), 2000);
}
