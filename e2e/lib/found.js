// Which browsers to use. Run as a program with the name of one, it prints its path, or fails.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const known = {
  chromium: { variable: "CHROMIUM", programs: ["chromium", "chromium-browser", "google-chrome"] },
  firefox: { variable: "FIREFOX", programs: ["firefox-esr", "firefox"] },
};

/** The path of a browser: what CHROMIUM or FIREFOX names, else the first of the usual names on PATH, else undefined. */
export function findBrowser(name, env = process.env) {
  const { variable, programs } = known[name];
  if (env[variable]) return env[variable];
  for (const program of programs) {
    for (const folder of (env.PATH ?? "").split(delimiter)) {
      const path = join(folder, program);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // the next one
      }
    }
  }
  return undefined;
}

/** The path of a browser that must be there. */
export function needBrowser(name) {
  const path = findBrowser(name);
  if (!path) throw new Error(`no ${name}: name one in ${known[name].variable}, or run 'make deps'`);
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findBrowser(process.argv[2]);
  if (path) console.log(path);
  else process.exitCode = 1;
}
