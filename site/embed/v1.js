// Rolecall embeds, version 1. In a page that shows scenarios:
//
//   <script async src="https://ROLECALL/embed/v1.js" integrity="…" crossorigin></script>
//   <rolecall-playground src="https://ROLECALL/s/ID" view="checks" theme="auto">
//     <a href="https://ROLECALL/s/ID">What stands here where scripts do not run</a>
//   </rolecall-playground>
//
// Pages that stand in files, such as https://HOST/FOLDER/gallery/NAME.html, are framed just so. Plain
// <iframe src="https://ROLECALL/e/ID"> are given their height as well. The script reads nothing of the page,
// stores nothing and asks for nothing. It needs script-src and frame-src for its own address, and no inline styles.
// This file does not change once it is released; what is new comes as v2.js.
(() => {
  "use strict";
  const script = document.currentScript;
  const home = script && script.src ? new URL(script.src).origin : "";
  const root = home && new URL("..", script.src).pathname; // of all pages: embeds are in its folder e
  if (!home || customElements.get("rolecall-playground")) return;

  const least = 120; // CSS pixels
  const most = 640; // where the page does not say otherwise with max-height
  const limit = 4000;
  const first = 360; // until a frame has said how high it is

  const themes = ["auto", "light", "dark"];

  /** Every frame that an element here made, with its element. */
  const made = new Map();

  const isOurs = (address) => {
    try {
      const url = new URL(address, document.baseURI);
      return url.origin === home && url.pathname.startsWith(`${root}e/`);
    } catch {
      return false;
    }
  };

  const fits = (height, holder) => {
    const asked = Number(holder.getAttribute("max-height") || holder.dataset.maxHeight || most);
    const top = asked >= least && asked <= limit ? asked : most;
    return Math.round(Math.min(Math.max(height, least), top));
  };

  // A sandboxed frame has no origin to look at: a message counts when the window that sent it is one of our frames.
  addEventListener("message", (event) => {
    const data = event.data;
    if (typeof data !== "object" || data === null || data.rolecall !== 1 || !Number.isFinite(data.height)) return;
    if (event.origin !== home && event.origin !== "null") return;
    for (const [frame, element] of made) {
      if (frame.contentWindow === event.source) {
        frame.style.height = `${fits(data.height, element)}px`;
        if (!element.title && typeof data.title === "string" && data.title) frame.title = data.title.slice(0, 200);
        return;
      }
    }
    for (const frame of document.querySelectorAll("iframe[src]")) {
      if (frame.contentWindow !== event.source) continue;
      // The frame has its height without its border, as an embed counts it.
      if (isOurs(frame.src)) frame.style.height = `${fits(data.height, frame) + frame.offsetHeight - frame.clientHeight}px`;
      return;
    }
  });

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host { display: block; max-width: 100%; }" +
      ":host([hidden]) { display: none; }" +
      `iframe { display: block; box-sizing: content-box; width: 100%; height: ${first}px; border: 0; }`,
  );

  class RolecallPlayground extends HTMLElement {
    static observedAttributes = ["src", "view", "theme", "title"];

    #frame;
    #address = "";

    connectedCallback() {
      if (!this.#frame) {
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        root.append(document.createElement("slot")); // what the page wrote inside stands until there is a frame
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
        frame.loading = "lazy";
        frame.title = "Rolecall scenario";
        this.#frame = frame;
      }
      made.set(this.#frame, this);
      this.#draw();
    }

    disconnectedCallback() {
      made.delete(this.#frame);
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || !this.isConnected || before === now) return;
      if (name === "theme" && this.#address && (now === null || themes.includes(now))) {
        // The frame changes without loading again: what was typed in it stays.
        this.#frame.contentWindow?.postMessage({ rolecall: 1, theme: now ?? "auto" }, "*");
        return;
      }
      this.#draw();
    }

    #draw() {
      const frame = this.#frame;
      if (this.title) frame.title = this.title;
      const address = this.#embedded();
      if (address === this.#address) return;
      this.#address = address;
      if (!address) {
        frame.remove();
        this.shadowRoot.append(document.createElement("slot"));
        return;
      }
      frame.src = address;
      this.shadowRoot.replaceChildren(frame);
    }

    /** The address for the frame: that of s/ID, gallery/NAME or e/… at the place where this script comes from. */
    #embedded() {
      const src = this.getAttribute("src");
      if (!src) return "";
      let url;
      try {
        url = new URL(src, home + root);
      } catch {
        return "";
      }
      if (url.origin !== home || !url.pathname.startsWith(root)) return "";
      const at = url.pathname.slice(root.length);
      const path = at.replace(/^s\//, "e/").replace(/^gallery\//, "e/gallery/");
      if (!path.startsWith("e/")) return "";
      const view = this.getAttribute("view");
      const theme = this.getAttribute("theme");
      url.hash = "";
      if (theme) url.searchParams.set("theme", theme);
      if (path.endsWith(".html")) {
        // A file for each view, in the folder that has the scenario's name.
        const folder = path === at ? path.replace(/\/[^/]*$/, "") : path.replace(/\.html$/, "");
        url.pathname = path === at && !view ? root + path : `${root}${folder}/${encodeURIComponent(view ?? "access")}.html`;
        // Files may come without the header that lets a frame without an origin read them. One of another origin keeps
        // to itself, and of the page's own origin no sandbox would keep it.
        if (home === location.origin) this.#frame.removeAttribute("sandbox");
        else this.#frame.sandbox.add("allow-same-origin");
        return url.href;
      }
      url.pathname = root + path.replace(/\.(?:md|json)$/, "");
      if (view) url.searchParams.set("view", view);
      return url.href;
    }
  }
  customElements.define("rolecall-playground", RolecallPlayground);
})();
