// Errors of the Hub and lines of its log, as hublog reads them: pasted into a config they are meant for Why.

const words = [
  "Not authorizing access to ",
  "Action is not authorized with current scopes",
  "No access to resources or resources not found",
  "Missing or invalid credentials",
];

const says = (line: string) => words.some((w) => line.includes(w));
const python = /^\s*(?:c\.|#|import |from |def |[\w.]+ = )/;
const yaml = /^\s*[\w.-]+:(?:\s|$)/;

/** Whether a text is such an error and nothing else: a config that quotes one in a comment is a config. */
export function isRefusal(text: string): boolean {
  return says(text) && !text.split("\n").some((line) => python.test(line) || (!says(line) && yaml.test(line)));
}
