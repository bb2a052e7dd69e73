// The private link: a whole document, deflated, in the fragment of an address. Browsers send no fragment to any server.
// `#z:DATA`, and behind it what the page shows, `#z:DATA&view=why`; DATA is base64url of raw deflate of UTF-8.

export const mark = "#z:";

/** The most bytes that a document has, deflated or not: limits.Document. */
export const mostBytes = 1 << 20;
// What can't be squeezed grows a little when it is deflated, and by a third as text.
const mostData = Math.ceil(((mostBytes + (mostBytes >> 10) + 64) * 4) / 3);

/** From these lengths on, some places and then most cut a link. A forum's post has 32,000 characters. */
export const longLink = 2_000;
export const longerLink = 30_000;

/** What keeps a link from being opened, and what to do about it. */
export class BadLink extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** The data of a fragment that holds a document. */
export function packedIn(hash: string): string | undefined {
  return hash.startsWith(mark) ? hash.slice(mark.length).split("&", 1)[0] : undefined;
}

export const canPack = () => typeof CompressionStream === "function" && typeof DecompressionStream === "function";

export async function pack(document: string): Promise<string> {
  const stream = new Blob([document]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

export async function unpack(data: string): Promise<string> {
  if (data.length > mostData) throw new BadLink("This link holds more than a scenario may have.", "Scenarios have 1 MiB at most.");
  const cut = "It may have been cut on its way: ask for the whole link, or for the scenario as a file.";
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(data);
  } catch {
    throw new BadLink("This link is damaged: it has characters that such links never have.", cut);
  }
  if (bytes.length === 0) throw new BadLink("This link holds no scenario.", cut);
  if (!canPack()) throw new BadLink("This browser can’t open links that hold a scenario.", "A browser of 2023 or later can.");
  const text = await inflate(bytes, cut);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(text);
  } catch {
    throw new BadLink("This link is damaged: what it holds is no text.", cut);
  }
}

// Reads no further than a document may go, whatever the data would still become.
async function inflate(bytes: Uint8Array<ArrayBuffer>, cut: string): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    let step: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
    try {
      step = await reader.read();
    } catch {
      throw new BadLink("This link is damaged: what it holds can’t be read.", cut);
    }
    if (step.done) break;
    size += step.value.length;
    if (size > mostBytes) {
      reader.cancel().catch(() => undefined);
      throw new BadLink("This link holds more than a scenario may have.", "Scenarios have 1 MiB at most.");
    }
    chunks.push(step.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function toBase64(bytes: Uint8Array): string {
  let text = "";
  const step = 0x8000; // as many arguments as every engine takes
  for (let i = 0; i < bytes.length; i += step) text += String.fromCharCode(...bytes.subarray(i, i + step));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new Error("not base64url");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}
