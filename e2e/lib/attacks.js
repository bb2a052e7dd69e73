// Documents made of the attacks in e2e/attacks: each attack stands in one of them at least.
import { readFileSync } from "node:fs";

const read = (name) => JSON.parse(readFileSync(new URL(`../attacks/${name}.json`, import.meta.url), "utf8"));

export const attacks = Object.fromEntries(["prose", "titles", "headers", "names", "fences", "checks"].map((name) => [name, read(name)]));

/** How many attacks there are. */
export const count = Object.values(attacks).reduce((n, list) => n + list.length, 0);

/** A text as a string of YAML and of JSON. */
const yaml = (text) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A text as a string of Python. */
const python = (text) =>
  `"${[...text].map((c) => (/[ !#-[\]-~]/.test(c) ? c : `\\U${c.codePointAt(0).toString(16).padStart(8, "0")}`)).join("")}"`;

/** A name as the check language quotes it. */
const quoted = (name) => `"${name.replace(/[\\"]/g, "\\$&")}"`;

const configOf = (name) => `c.JupyterHub.load_groups = {${python(name)}: {"users": [${python(name)}, "johan"]}}
c.JupyterHub.load_roles = [
    {"name": "crew", "scopes": ["read:users!group=" + ${python(name)}, "servers"], "users": [${python(name)}], "groups": [${python(name)}]},
    {"name": ${python(name)}, "description": ${python(name)}, "scopes": [${python(name)}], "services": [${python(name)}]},
]
c.JupyterHub.custom_scopes = {"custom:" + ${python(name)}: {"description": ${python(name)}}}
c.JupyterHub.services = [{"name": ${python(name)}, "url": ${python(name)}}]
c.Authenticator.allowed_users = {${python(name)}}
`;

/** A config whose Hub starts, so that names and checks are drawn in every view. */
const startingConfig = (name) => `c.JupyterHub.load_groups = {"crew": {"users": [${python(name)}, "johan"]}}
c.JupyterHub.load_roles = [{"name": "crew", "scopes": ["read:users!user=" + ${python(name)}, "servers!group=crew"], "users": [${python(name)}, "johan"]}]
`;

/** Whether Markdown may take what follows for a part of this. Such attacks stand last in their document. */
const swallows = (text) => /^ {0,3}(`{3,}|~{3,}|<[!?]|<(script|style|pre|textarea))/im.test(text);

const perDocument = 3;

/** All documents, each with a name for messages; plain is the same under a title that does no harm. */
export function documents() {
  const { prose, titles, headers, names, fences, checks } = attacks;
  const out = [];
  const ordered = [...prose.filter((text) => !swallows(text)), ...prose.filter(swallows)];
  const size = Math.ceil(Math.max(prose.length / perDocument, titles.length, names.length));
  for (let i = 0; i < size; i++) {
    const title = titles[i % titles.length];
    const name = names[i % names.length];
    const some = ordered.filter((_, n) => n % size === i);
    const config = i % 2 ? configOf(name) : startingConfig(name);
    const document = (title, summary) => `---
format: 1
title: ${yaml(title)}
summary: ${yaml(summary)}
jupyterhub: "5.5.1"
---
\`\`\`python jupyterhub_config.py
${config}\`\`\`

\`\`\`${fences[i % fences.length]}
x = 1
\`\`\`

\`\`\`checks
user ${quoted(name.replaceAll("\0", "\ufffd"))} can servers # ${title.replace(/[\r\n\0]/g, " ")}
${checks[i % checks.length]}
johan can read:users!user=johan
\`\`\`

${some.join("\n\n```checks\njohan can servers\n```\n\n")}
`;
    out.push({
      name: `document ${i}, with ${JSON.stringify(some)}`,
      text: document(title, titles[(i + 7) % titles.length]),
      plain: document("plain", "plain"),
    });
  }
  for (const [i, header] of headers.entries()) {
    out.push({
      name: `header ${i}`,
      text: `---\n${header}\n---\n\`\`\`python jupyterhub_config.py\n${startingConfig(names[i % names.length])}\`\`\`\n\n\`\`\`checks\njohan can servers\n\`\`\`\n`,
    });
  }
  return out;
}
