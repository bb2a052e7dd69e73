// Copying, where the clipboard may be out of reach: in pages without TLS, in old browsers, or by a person's choice.

/** Copies a field's text; where that is not possible its text stays selected, for the keyboard, and false comes back. */
export async function copy(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    const before = document.activeElement;
    field.focus();
    field.select();
    // Deprecated, and the only way where the clipboard's own interface is missing.
    if (document.execCommand("copy")) {
      if (before instanceof HTMLElement) before.focus();
      return true;
    }
    return false;
  }
}

/** Hands a text out as a file. */
export function download(name: string, text: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
