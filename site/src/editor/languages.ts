// Which language a part is written in.
import { python } from "@codemirror/lang-python";
import { yaml } from "@codemirror/lang-yaml";
import { defineLanguageFacet, Language, LanguageSupport } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { parser as markdown } from "@lezer/markdown";
import type { Part } from "../protocol.ts";
import { checks } from "./checks-language.ts";

// The Markdown parser alone: the ready-made support brings HTML, CSS and JavaScript along.
const notes = new Language(
  defineLanguageFacet({ commentTokens: { block: { open: "<!--", close: "-->" } } }),
  markdown,
  [],
  "markdown",
);

export function languageOf(part: Part): Extension {
  switch (part.kind) {
    case "checks":
      return checks;
    case "notes":
      return new LanguageSupport(notes);
    case "state":
    case "header":
      return yaml();
    case "config":
      return part.lang === "yaml" || /\.ya?ml$/.test(part.file) ? yaml() : python();
  }
}
