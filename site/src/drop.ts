// A file that is dropped onto the editor.
import { tell } from "./notice.ts";

const mostBytes = 1 << 20; // a document in the page: formats.md's limit

export interface Dropped {
  name: string;
  text: string;
}

export function acceptDrops(host: HTMLElement, got: (file: Dropped) => void): void {
  const refused = (why: string) => tell("drop", "stop", why);
  const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const over = (event: DragEvent, on: boolean) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    host.classList.toggle("is-drop", on);
  };
  host.addEventListener("dragover", (e) => over(e, true), true);
  host.addEventListener("dragleave", (e) => over(e, false), true);
  host.addEventListener(
    "drop",
    (event) => {
      if (!holdsFile(event)) return;
      event.preventDefault();
      event.stopPropagation(); // the editor would insert the text where it was dropped
      host.classList.remove("is-drop");
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      if (file.size > mostBytes) {
        refused(`${file.name} is larger than 1 MiB.`);
        return;
      }
      file.text().then(
        (text) => got({ name: file.name, text }),
        () => refused(`${file.name} could not be read.`),
      );
    },
    true,
  );
}
