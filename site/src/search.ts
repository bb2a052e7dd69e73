// Searching while one types: the page that the form would lead to is fetched, and the list in it takes the place of the one here.
// Without this script the form does the same by Enter.

/** How long to wait after a key before asking, in milliseconds. */
const pause = 150;

/** Makes a form with data-search="ID" swap the element of that id. */
export function searchWhileTyping(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=search]");
  const id = form.dataset["search"];
  if (!input || !id) return;
  let timer = 0;
  let asked = 0;
  let shown = input.value.trim();

  const ask = async () => {
    const query = input.value.trim();
    if (query === shown) return;
    const mine = ++asked;
    const url = new URL(form.action);
    if (query) url.searchParams.set("q", query);
    try {
      const response = await fetch(url);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const list = page.getElementById(id);
      if (mine !== asked || !response.ok || !list) return;
      shown = query;
      document.getElementById(id)?.replaceWith(document.adoptNode(list));
      document.title = page.title;
      history.replaceState(history.state, "", url);
    } catch {
      // Offline: what stands there stays, and Enter shows the browser's own page.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), pause);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void ask();
  });
}
