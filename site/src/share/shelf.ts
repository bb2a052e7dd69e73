// What was shared from this browser, with the tokens that delete it. They stay in this browser and go nowhere but to
// the server that gave them.
import { load, save } from "../storage.ts";

const key = "rolecall:shared";

export interface Shared {
  id: string;
  url: string;
  token: string;
  title: string;
  created: string; // ISO 8601
  mark: string; // of the document: Share.mark
}

const isShared = (e: unknown): e is Shared => {
  const s = e as Partial<Record<keyof Shared, unknown>> | null;
  return s !== null && typeof s === "object" && (["id", "url", "token", "title", "created", "mark"] as const).every((k) => typeof s[k] === "string");
};

/** Newest first. What another page put there and can't be read is left out. */
export function shelf(): Shared[] {
  try {
    const list: unknown = JSON.parse(load(key) ?? "[]");
    return Array.isArray(list) ? list.filter(isShared) : [];
  } catch {
    return [];
  }
}

/** Keeps a scenario, and says whether that can be relied on. */
export function keep(shared: Shared): boolean {
  save(key, JSON.stringify([shared, ...shelf().filter((s) => s.id !== shared.id)]));
  return shelf().some((s) => s.id === shared.id && s.token === shared.token);
}

export function forget(id: string): void {
  save(key, JSON.stringify(shelf().filter((s) => s.id !== id)));
}
