// Answers that are kept by the platform's Cache API, in the place that asked for them.

/** How many seconds an answer may be kept, by its path; what stands in no line is not. Deleting must reach the first. */
const ages: [RegExp, number][] = [
  [/^\/(?:s|e)\/|^\/oembed$|^\/api\/scenarios\//, 60],
  [/^\/(?:gallery(?:\/.*)?|scopes(?:\/.*)?|robots\.txt|embed\/.*|api\/openapi\.json)?$/, 86_400],
];

/** Headers that a kept answer has under other names, because they tell the cache itself what to do. */
const own = ["Cache-Control", "Vary"];
const aside = "X-Kept-";

const age = (path: string): number | undefined => ages.find(([pattern]) => pattern.test(path))?.[1];

/** The address under which an answer is kept: a release of the program has its own. No real address begins like it. */
const key = (url: URL): string => `${url.origin}/.kept/${RELEASE}${url.pathname}${url.search}`;

/** The kept answer to a request, or undefined. */
export async function kept(request: Request, url: URL): Promise<Response | undefined> {
  if ((request.method !== "GET" && request.method !== "HEAD") || age(url.pathname) === undefined) return undefined;
  const found = await caches.default.match(key(url));
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  for (const name of ["Age", "CF-Cache-Status", "Expires", "Last-Modified"]) headers.delete(name);
  for (const name of own) {
    const value = headers.get(aside + name);
    headers.delete(aside + name);
    headers.delete(name);
    if (value !== null) headers.set(name, value);
  }
  headers.set("Cache-Status", "rolecall; hit");
  if (names(request.headers.get("If-None-Match"), headers.get("ETag"))) {
    for (const name of ["Content-Type", "Content-Length"]) headers.delete(name);
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === "HEAD" ? null : found.body, { headers });
}

/** Keeps an answer where that is wanted, and returns it as it is to be sent. */
export function keep(request: Request, url: URL, answer: Response, context: Execution): Response {
  const seconds = age(url.pathname);
  const control = answer.headers.get("Cache-Control") ?? "";
  if (request.method !== "GET" || seconds === undefined || answer.status !== 200 || /no-store|private/.test(control)) return answer;
  const copy = answer.clone();
  const headers = new Headers(copy.headers);
  for (const name of own) {
    const value = headers.get(name);
    if (value !== null) headers.set(aside + name, value);
    headers.delete(name);
  }
  headers.set("Cache-Control", `public, max-age=${seconds}`);
  context.waitUntil(caches.default.put(key(url), new Response(copy.body, { headers })));
  return answer;
}

/** Forgets the answers about a scenario here, after it was deleted; elsewhere, and with a query, they end by their age. */
export async function forget(url: URL): Promise<void> {
  const id = url.pathname.slice("/api/scenarios/".length);
  const paths = [`/s/${id}`, `/s/${id}.md`, `/s/${id}.json`, `/s/${id}/badge.svg`, `/s/${id}/card.png`, `/e/${id}`, url.pathname];
  await Promise.all(paths.map((path) => caches.default.delete(key(new URL(path, url)))));
}

/** Whether a header If-None-Match names a tag, by RFC 9110's weak comparison. */
function names(header: string | null, tag: string | null): boolean {
  if (header === null || tag === null) return false;
  const plain = (text: string) => text.trim().replace(/^W\//, "");
  return header.split(",").some((one) => plain(one) === "*" || plain(one) === plain(tag));
}
