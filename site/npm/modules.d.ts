// Of Node's modules, what the package uses.
declare module "node:fs/promises" {
  export function readFile(path: string): Promise<Uint8Array<ArrayBuffer>>;
}
declare module "node:url" {
  export function fileURLToPath(url: URL): string;
}
