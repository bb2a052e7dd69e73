// What the page itself has to say, beside the engine's notice: that a run was stopped, that a draft was restored.

const kinds = { stop: "banner banner-stop", note: "banner" };

export interface Action {
  label: string;
  run(): void;
}

/** Shows a banner above the answers under a key of its own; no text takes it away. */
export function tell(key: string, kind: keyof typeof kinds, text: string, ...actions: Action[]): void {
  const host = document.querySelector("#notice");
  if (!host) return;
  const id = `page-notice-${key}`;
  let banner = document.getElementById(id);
  if (text === "") {
    banner?.remove();
    return;
  }
  if (!banner) {
    banner = document.createElement("div");
    banner.id = id;
    banner.setAttribute("role", "status");
    host.before(banner);
  }
  banner.className = `${kinds[kind]} page-notice`;
  const p = document.createElement("p");
  p.append(text);
  for (const action of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = action.label;
    button.addEventListener("click", () => action.run());
    p.append(" ", button);
  }
  banner.replaceChildren(p);
}
