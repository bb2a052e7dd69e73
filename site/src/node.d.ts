// What the tests use of Node, so that its types are no dependency.
declare module "node:test" {
  export function test(name: string, body: () => void | Promise<void>): void;
  export function beforeEach(body: () => void): void;
}
declare module "node:assert/strict" {
  const assert: {
    (value: unknown, message?: string): void;
    equal(got: unknown, want: unknown, message?: string): void;
    deepEqual(got: unknown, want: unknown, message?: string): void;
    ok(value: unknown, message?: string): asserts value;
    match(got: string, want: RegExp, message?: string): void;
    rejects(got: Promise<unknown>, want: RegExp | ((error: unknown) => boolean)): Promise<void>;
  };
  export default assert;
}
declare module "node:zlib" {
  export function deflateRawSync(data: Uint8Array | string, options?: { level: number }): Uint8Array;
}
declare module "node:process" {
  export function memoryUsage(): { rss: number };
}
