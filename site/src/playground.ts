// The playground's page: it puts the editor, the engine and the views together.
import { Playground } from "./session.ts";
import { applyTheme } from "./themes.ts";

applyTheme();

const given = document.querySelector("#scenario")?.textContent ?? "{}";
const { document: text = "" } = JSON.parse(given) as { document?: string };

new Playground(text.replace(/\r\n?/g, "\n"));
