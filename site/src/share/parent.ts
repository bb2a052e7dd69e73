/** The shared scenario that an address opens a copy of, `?from=s/ID`, or "". */
export function sharedFrom(search: string): string {
  const id = /^s\/([1-9A-HJ-NP-Za-km-z]{12})$/.exec(new URLSearchParams(search).get("from") ?? "");
  return id?.[1] ?? "";
}
