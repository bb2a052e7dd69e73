// Where this page and its neighbours are. A server answers at the root of its origin. A page that was written to a file stands
// anywhere: it says in data-base how its folder leads to that of all pages, and links name files.
const { base, copy } = document.documentElement.dataset;

/** Whether this page is a file that no server of ours answers. */
export const isFile = base !== undefined;

/** The address of all pages' folder, as long as this page is here: its own address may change. */
const root = new URL(base ?? "/", document.baseURI).href;

/** Whether the page opens a copy of a document, which then is no draft. */
export const isCopy = () => copy !== undefined || new URLSearchParams(location.search).has("from");

/** The address of the playground, for a fragment to follow. */
export const playground = () => (isFile ? `${root}index.html` : root);

/** The file of an address of the server; "" where there is none. The program that writes the files has the same table. */
export function fileOf(address: string): string {
  const url = new URL(address, "http://site/");
  const path = url.pathname.slice(1);
  const from = url.searchParams.get("from");
  const view = url.searchParams.get("view");
  let file = "";
  if (path === "") file = from === null ? "index.html" : `open/${from}.html`;
  else if (/^(?:gallery|scopes|advice)$/.test(path)) file = `${path}/index.html`;
  else if (/^scopes\//.test(path)) file = `${decodeURIComponent(path).replaceAll(":", "-").replace(/[()]/g, "")}.html`;
  else if (/^e\/gallery\//.test(path)) file = `${path}/${view ?? "access"}.html`;
  else if (/^gallery\/[^/]+\.md$/.test(path)) file = path;
  else if (/^(?:gallery|advice)\/[^/]+$/.test(path)) file = `${path}.html`;
  return file && file + url.hash;
}

/** What the engine draws links to a server's addresses: in a file they name files. */
export function localized(html: string): string {
  if (!isFile) return html;
  return html.replace(/ href="(\/[^"]*)"/g, (all, address: string) => {
    const file = fileOf(address.replaceAll("&amp;", "&"));
    return file ? ` href="${root}${file}"` : all;
  });
}

/** Makes the links of the page whole, so that they lead on where they did when the page's address changes. */
export function fixLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement | HTMLLinkElement>("a[href], link[href]")) {
    if (!link.getAttribute("href")!.startsWith("#")) link.setAttribute("href", link.href);
  }
}
