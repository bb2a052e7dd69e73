// A drawing as a file of its own.

/** Saves the SVG of an id: without what only the page uses, and with a style sheet of its own, as no other will be there. */
export function saveDrawing(id: string, style: string): void {
  const drawing = document.getElementById(id);
  if (!(drawing instanceof SVGSVGElement)) return;
  const file = new DOMParser().parseFromString(new XMLSerializer().serializeToString(drawing), "image/svg+xml");
  const root = file.documentElement;
  for (const link of [...root.querySelectorAll("a")]) link.replaceWith(...link.childNodes);
  for (const ring of [...root.querySelectorAll(".svg-ring")]) ring.remove();
  // As text: the page's policy forbids to make such an element, even for another document.
  const text = new XMLSerializer().serializeToString(file).replace(">", () => `><style>${style}</style>`);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${id}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
