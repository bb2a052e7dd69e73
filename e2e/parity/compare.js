// Brings two answers into one form and says what differs.
import { differences } from "./differences.js";

/** Names and values of a side's memory become placeholders: IDs and tokens are random. */
function plain(text, memory) {
  let out = text;
  for (const [name, value] of Object.entries(memory)) {
    if (typeof value === "string" && value.length > 8) out = out.replaceAll(value, `{${name}}`);
  }
  return out;
}

/**
 * An answer without what chance put into it.
 * @param {boolean} byID whether the request named something random, so that the answer's tag is random, too.
 */
export function settled(answer, memory, byID = false) {
  // A picture has the address drawn into it: its kind and size are what can be compared.
  const picture = answer.headers["content-type"] === "image/png";
  const text = answer.body.subarray(0, picture ? 26 : undefined).toString("latin1");
  const body = plain(text, memory);
  const headers = {};
  for (const [name, value] of Object.entries(answer.headers)) headers[name] = plain(String(value), memory);
  if (byID && headers.etag) headers.etag = headers.etag.replace(/[0-9a-f]{16,}/, "{hash}");
  return { status: answer.status, headers, body: body.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, "{time}") };
}

/**
 * Says how two settled answers differ beyond the known differences, one line each.
 * @param {Set<string>} shown gets the names of the known differences that were there.
 */
export function unlike(ask, binary, worker, shown) {
  for (const { name, settle } of differences) if (settle(ask, binary, worker)) shown.add(name);
  const found = [];
  if (binary.status !== worker.status) found.push(`status: binary ${binary.status}, worker ${worker.status}`);
  for (const name of new Set([...Object.keys(binary.headers), ...Object.keys(worker.headers)])) {
    const [a, b] = [binary.headers[name], worker.headers[name]];
    if (a !== b) found.push(`${name}: binary ${a}, worker ${b}`);
  }
  if (binary.body !== worker.body) {
    let at = 0;
    while (binary.body[at] === worker.body[at]) at++;
    const near = (text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 100));
    found.push(`body, at ${at}: binary ${near(binary.body)}, worker ${near(worker.body)}`);
  }
  return found;
}
