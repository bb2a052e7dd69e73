// Narrowing a page's lists while one types, where no server searches: an entry stays when all words stand in it.

/** Shows the form and has it filter the lists of the page. */
export function filterWhileTyping(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[type=search]");
  const said = form.querySelector("[role=status]");
  if (!input || !said) return;
  const entries = [...document.querySelectorAll<HTMLElement>("main :is(.cards, .scope-list, .requests) > li")].map((element) => ({
    element,
    text: folded(element.textContent),
    section: element.closest("section"),
  }));
  const sections = new Set(entries.map((e) => e.section));

  const contents = document.querySelector<HTMLElement>("main .contents");

  const narrow = () => {
    const words = folded(input.value).split(" ").filter(Boolean);
    const showing = new Set<Element | null>();
    let count = 0;
    for (const { element, text, section } of entries) {
      element.hidden = !words.every((word) => text.includes(word));
      if (element.hidden) continue;
      count++;
      showing.add(section);
    }
    for (const section of sections) if (section) section.hidden = !showing.has(section);
    if (contents) contents.hidden = words.length > 0; // what it names may be hidden
    said.textContent = words.length === 0 ? "" : count === 0 ? "None fits: fewer words may find one." : `${count} of ${entries.length}`;
  };

  form.hidden = false;
  input.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
  if (input.value) narrow(); // brought back with the page
}

const folded = (text: string) => text.toLowerCase().replace(/\s+/g, " ");
