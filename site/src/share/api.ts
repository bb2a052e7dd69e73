// The server's API as the dialog uses it. Whatever goes wrong comes back as a Problem; nothing is thrown.

/** Kinds are those of templates/sharedialog.templ, which has the words. */
export type ProblemKind = "engine" | "offline" | "large" | "often" | "busy" | "refused" | "broken";

export interface Problem {
  kind: ProblemKind;
  said: string; // the server's own words
  wait: number; // seconds after which to try again; 0: not said
}

export interface Saved {
  id: string;
  url: string;
  token: string;
}

const patience = 30_000;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Uploads a document. parent is the scenario that it was made from, or "". */
export async function upload(document: string, parent: string, get: Fetch = fetch): Promise<Saved | Problem> {
  const answer = await send(get, "/api/scenarios", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json" },
    body: JSON.stringify(parent ? { document, parent } : { document }),
  });
  if (!(answer instanceof Response)) return answer;
  if (answer.status !== 201) {
    const body = await bodyOf(answer);
    // A draft may be older than what the server keeps.
    if (parent && body?.error?.id === "unknown-parent") return upload(document, "", get);
    return problemOf(answer, body);
  }
  const saved = (await answer.json().catch(() => null)) as Partial<Saved> | null;
  if (typeof saved?.id !== "string" || typeof saved.url !== "string" || typeof saved.token !== "string" || !/^https?:/.test(saved.url)) {
    return { kind: "broken", said: "", wait: 0 };
  }
  return { id: saved.id, url: saved.url, token: saved.token };
}

/** Deletes a scenario. One that is gone already counts as deleted. */
export async function remove(id: string, token: string, get: Fetch = fetch): Promise<Problem | undefined> {
  const answer = await send(get, `/api/scenarios/${encodeURIComponent(id)}`, {
    method: "DELETE",
    headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
  });
  if (!(answer instanceof Response)) return answer;
  if (answer.ok || answer.status === 404 || answer.status === 410) return undefined;
  return problemOf(answer, await bodyOf(answer));
}

/** Whether a scenario is still there. Without an answer it is taken to be. */
export async function exists(id: string, get: Fetch = fetch): Promise<boolean> {
  const answer = await send(get, `/api/scenarios/${encodeURIComponent(id)}`, { method: "GET", headers: { Accept: "application/json" } });
  return !(answer instanceof Response) || (answer.status !== 404 && answer.status !== 410);
}

async function send(get: Fetch, url: string, init: RequestInit): Promise<Response | Problem> {
  try {
    return await get(url, { ...init, credentials: "omit", redirect: "error", signal: AbortSignal.timeout(patience) });
  } catch {
    return { kind: "offline", said: "", wait: 0 };
  }
}

const kinds: Record<number, ProblemKind> = { 413: "large", 429: "often", 503: "busy" };

type Body = { error?: { id?: unknown; message?: unknown; hint?: unknown } } | null;

const bodyOf = (answer: Response) => answer.json().catch(() => null) as Promise<Body>;

function problemOf(answer: Response, body: Body): Problem {
  const words = [body?.error?.message, body?.error?.hint].filter((w) => typeof w === "string").join(" ");
  return {
    kind: kinds[answer.status] ?? (answer.status >= 500 ? "broken" : "refused"),
    said: words.slice(0, 500),
    wait: seconds(answer.headers.get("Retry-After")),
  };
}

// Retry-After is a number of seconds, or a date.
function seconds(text: string | null): number {
  if (text === null) return 0;
  const number = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(number) && number > 0 ? Math.ceil(number) : 0;
}
