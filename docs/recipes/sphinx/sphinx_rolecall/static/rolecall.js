// A click on "Try it" opens the playground in the page, in the theme of the docs. Without this the link leads there.
(() => {
  "use strict";

  // Themes of docs say light or dark on the root or the body; where they say nothing, the reader's system decides.
  const theme = () => [document.documentElement, document.body].map((e) => e.dataset.theme).find((t) => t === "light" || t === "dark") ?? "auto";

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-rolecall]") : null;
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!location.protocol.startsWith("http")) return; // from a disk the playground is a page of its own
    event.preventDefault();
    const { rolecall, rolecallView, rolecallTitle, rolecallScript } = link.dataset;
    const playground = document.createElement("rolecall-playground");
    playground.setAttribute("src", new URL(rolecall, document.baseURI).href);
    playground.setAttribute("view", rolecallView);
    playground.setAttribute("theme", theme());
    playground.title = rolecallTitle;
    playground.tabIndex = -1;
    const watch = new MutationObserver(() => playground.setAttribute("theme", theme()));
    for (const e of [document.documentElement, document.body]) watch.observe(e, { attributeFilter: ["data-theme"] });
    link.parentElement.before(playground);
    link.removeAttribute("data-rolecall");
    link.textContent = "Open in a page of its own";
    playground.focus();
    if (customElements.get("rolecall-playground") || document.querySelector("script[data-rolecall]")) return;
    const script = document.createElement("script");
    script.dataset.rolecall = "";
    script.src = new URL(rolecallScript, document.baseURI).href;
    document.head.append(script);
  });
})();
