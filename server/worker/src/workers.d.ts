// What the platform and the build give, as far as the module in front uses it.

declare const MANIFEST: string; // the site's manifest.json
declare const RELEASE: string; // a hash of the program and of the site's files
declare const ICON: string; // the path of the site's icon

declare module "wasm_exec" {}

declare module "*/server.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

/** Go's support script makes this class. */
declare class Go {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

interface CacheStorage {
  readonly default: Cache;
}

/** The bindings of wrangler.jsonc. The database and the limits are for the Go program alone. */
interface Environment {
  readonly ASSETS: { fetch(request: Request | URL | string): Promise<Response> };
}

interface Execution {
  waitUntil(promise: Promise<unknown>): void;
}
