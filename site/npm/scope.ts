// What the engine takes for the global object. It sets names there, and those of the program around stay untouched.
const names = ["Object", "Array", "Uint8Array", "Error", "Date", "Promise", "crypto", "performance", "TextEncoder", "TextDecoder", "console"];

export const engineScope: Record<string, any> = {};
for (const name of names) engineScope[name] = (self_() as Record<string, any>)[name];

function self_(): unknown {
  return typeof self === "undefined" ? global : self; // Node's main thread has no self in every version
}

declare const global: unknown;
