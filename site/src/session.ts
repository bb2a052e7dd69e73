// The page's state: the document, what was typed since the engine last answered, the question, and what to do with
// an answer.
import * as address from "./address.ts";
import { listen } from "./actions.ts";
import { type Draft, forgetSoon, keepNow, keepSoon, loadBefore, loadDraft, putAside, restoreBefore } from "./draft.ts";
import { acceptDrops, type Dropped } from "./drop.ts";
import { Editor } from "./editor/editor.ts";
import { known } from "./editor/names.ts";
import { defaultBudget, Engine } from "./engine.ts";
import type { Frame } from "./frame.ts";
import { drawNumber, keepNames, whole } from "./keep.ts";
import { mark } from "./marks.ts";
import { forget, swap } from "./morph.ts";
import { type Action, tell } from "./notice.ts";
import { PartTabs } from "./parts.ts";
import { packedIn } from "./share/fragment.ts";
import { sharedFrom } from "./share/parent.ts";
import type { Answer, Ask, Edit, Kind, Names, Part, Reply, Request, View } from "./protocol.ts";
import { splitter } from "./splitter.ts";
import { arrows, select } from "./tabs.ts";

const rowsAtFirst = 200;
const kinds: readonly Kind[] = ["config", "checks", "state", "notes", "header"];

const find = (id: string) => document.getElementById(id);

export class Playground {
  private place: address.Place;
  private rows = rowsAtFirst;
  private parts: Part[] = [];
  private counts: Answer["counts"] | undefined;
  private base: string; // the document as last answered
  private readonly synced = new Map<string, string>(); // each part's text in base, as the editor would say it
  private loading: Edit[] | undefined; // a document that is being loaded: edits that belong to it
  private readonly added = new Map<string, Part>(); // parts that stand in the editor only, being empty
  private replies: Reply[] = []; // answers to the config's questions that the engine has not put into the state yet
  private readonly pasted = new Set<string>(); // configs that were pasted over and not answered since
  private names: Names | undefined;
  private namesMark = "";
  private edited = false;
  private isDraft: boolean; // what is open is somebody's own, no example as it came
  private taking = false; // an answer is being taken over: changes of the editor are not a person's
  private hasBegun = false;
  parent: string; // the shared scenario that this one was made from, or ""
  private lastGood: View | undefined; // the view that #panel shows

  private readonly panel = find("panel");
  readonly editor: Editor;
  private readonly tabs: PartTabs | undefined;
  readonly engine: Engine;
  private readonly version = find("version") as HTMLSelectElement | null;
  private readonly views = find("views");

  constructor(
    private readonly example: string,
    private readonly frame?: Frame,
    private readonly isCopy = frame === undefined && new URLSearchParams(location.search).has("from"),
  ) {
    this.place = frame?.place ?? address.read(location.hash);
    const host = find("editor")!;
    this.editor = new Editor(host, (pastedOver) => this.typed(pastedOver));
    const list = find("parts");
    if (list) {
      this.tabs = new PartTabs(
        list,
        host,
        (part) => this.show(part),
        (kind) => this.add(kind),
        (file) => this.addFile(file),
      );
    }
    const draft = this.isCopy || frame ? undefined : loadDraft();
    this.base = draft?.document ?? example;
    this.isDraft = draft !== undefined;
    this.parent = draft ? draft.parent : sharedFrom(location.search);
    this.loading = draft?.edits ?? [];
    if (draft) this.offerStartOver();

    this.engine = new Engine(frame?.worker ?? new URL(WORKER_FILE, import.meta.url), new URL(ENGINE_FILE, import.meta.url), {
      answered: (answer, request, asked) => this.answered(answer, request, asked),
      overran: () => this.halted(`The evaluation took longer than ${defaultBudget / 1000} seconds and was stopped. The last answer is kept below.`),
      broke: () => this.halted("The engine broke down on this text and was started again. The last answer is kept below."),
      failed: (why) => {
        tell("engine", "stop", `The engine can't run in this browser: ${why}. What is shown is the example as the server answered it.`);
        this.began(why);
      },
    });
    this.wire(host);
    this.drawPlace();
    this.run();
  }

  private wire(host: HTMLElement): void {
    listen({
      ask: (ask, open) => this.go({ ask, ...(open ? { view: "why" as const } : {}) }),
      askPart: (which, value) => this.askPart(which, value),
      jump: (part, line, column) => this.jump(part, line, column),
      unfold: (family) => this.unfold(family),
      view: (view) => this.go({ view }),
      filter: (filter) => this.go({ filter }, true),
      more: () => {
        this.rows *= 4;
        this.run();
      },
      addCheck: (line) => this.addCheck(line),
      reply: (reply) => this.reply(reply),
    });
    if (this.views) arrows(this.views);
    splitter(document.querySelector<HTMLElement>("[role=separator]"));
    this.version?.addEventListener("change", () => this.go({ version: this.version!.value }));
    if (!this.frame) {
      window.addEventListener("popstate", () => {
        if (packedIn(location.hash) !== this.place.packed) location.reload(); // another document
        this.place = address.read(location.hash);
        this.drawPlace();
        this.run();
      });
      window.addEventListener("pagehide", keepNow);
    }
    acceptDrops(
      host,
      (file) => this.dropped(file),
      (why) => tell("drop", "stop", why),
    );
  }

  // What the page shows.

  private go(change: Partial<address.Place>, quietly = false): void {
    this.place = { ...this.place, ...change };
    const url = location.pathname + location.search + address.write(this.place);
    if (this.frame) {
      // The frame's history is that of the page around it.
    } else if (quietly) history.replaceState(null, "", url);
    else if (url !== location.pathname + location.search + location.hash) history.pushState(null, "", url);
    this.drawPlace();
    this.run();
  }

  private drawPlace(): void {
    const { view, version } = this.place;
    if (this.views) {
      select(this.views, (tab) => tab.dataset["view"] === view);
      const tab = this.views.querySelector("[aria-selected=true]");
      if (tab?.id) this.panel?.setAttribute("aria-labelledby", tab.id);
    }
    if (this.version && version) this.version.value = version;
  }

  private askPart(which: keyof Ask, value: string): void {
    const selected = (name: keyof Ask) =>
      document.querySelector<HTMLSelectElement>(`select[data-ask="${name}"]`)?.value ?? this.place.ask[name];
    const ask = { who: selected("who"), verb: selected("verb"), whom: selected("whom"), [which]: value };
    // Another verb may be about another kind of thing: a server is no target of a verb about groups.
    if (which === "verb" && ask.verb.split(".")[0] !== this.place.ask.verb.split(".")[0]) ask.whom = "";
    this.go({ ask });
  }

  private unfold(family: string): void {
    const now = this.place.unfolded;
    this.go({ unfolded: now.includes(family) ? now.filter((f) => f !== family) : [...now, family] });
  }

  private show(part: string): void {
    this.editor.show(part);
    this.tabs?.draw(this.parts, part, this.counts);
  }

  private jump(part: string, line: number, column: number): void {
    const target = this.editor.has(part) ? part : this.editor.current;
    if (!target) return;
    const config = find("show-config");
    if (config instanceof HTMLInputElement && config.offsetParent !== null) config.click();
    this.show(target);
    this.editor.jump(target, line, column);
  }

  // The document.

  private typed(pastedOver?: string): void {
    if (this.taking) return;
    if (pastedOver !== undefined) this.pasted.add(pastedOver);
    if (!this.edited) {
      this.edited = true;
      tell("draft", "note", "");
      if (this.isCopy) this.takeAsDraft();
      if (pastedOver !== undefined && !this.isDraft && this.loading === undefined) {
        this.standAlone(pastedOver);
        return;
      }
    }
    this.keep();
    this.run();
  }

  // Who pastes a config over the example's wants to see that config: the example's checks, notes and title speak of
  // another one, and go.
  private standAlone(part: string): void {
    const text = this.editor.text(part);
    const before = this.base;
    const { parent } = this;
    this.parent = "";
    this.load("", [{ part: "jupyterhub_config.py", text, pasted: true }]);
    this.keep();
    tell("draft", "note", "Your config stands alone: the example’s checks and notes are gone.", {
      label: "Keep them",
      run: () => {
        tell("draft", "note", "");
        this.parent = parent;
        const config = this.parts.find((p) => p.kind === "config")?.part ?? part;
        this.load(before, [{ part, text: this.editor.text(config), pasted: true }]);
        this.keep();
      },
    });
  }

  // The first edit makes a copy the draft; the one before it is put aside. A reload then finds the draft, and no new copy.
  private takeAsDraft(): void {
    const before = loadDraft();
    putAside();
    this.place.packed = undefined;
    history.replaceState(null, "", `/${address.write(this.place)}`);
    if (before) tell("draft", "note", "This copy is your draft now; the one before is put aside.", this.bringBack());
  }

  private keep(): void {
    if (!this.frame) keepSoon(() => this.draft());
  }

  private draft(): Draft | undefined {
    return { document: this.base, edits: this.edits(), parent: this.parent };
  }

  private edits(): Edit[] {
    if (this.loading) return this.loading;
    const edits: Edit[] = [];
    for (const { part } of this.parts) {
      if (!this.editor.has(part)) continue;
      const text = this.editor.text(part);
      if (text !== this.synced.get(part)) edits.push(this.pasted.has(part) ? { part, text, pasted: true } : { part, text });
    }
    return edits;
  }

  // A part that the document lacks stands in the editor until something is in it; then the engine puts it into
  // the document.
  private add(kind: Kind, file = kind === "config" ? "jupyterhub_config.py" : ""): string {
    const lang = file === "" ? "" : file.endsWith(".py") ? "python" : "yaml";
    const part: Part = { part: file || kind, kind, file, lang, restart: false, text: "" };
    if (!this.editor.has(part.part)) {
      this.editor.add(part);
      this.synced.set(part.part, "");
      this.added.set(part.part, part);
      this.parts = this.withAdded(this.parts);
    }
    this.show(part.part);
    return part.part;
  }

  // The names are those of scenario documents: letters, digits and . _ - /, and an ending that names the language.
  private addFile(file: string): string | undefined {
    if (!/^[\w./-]+\.(?:py|ya?ml)$/.test(file)) return "A name such as values.yaml or 10-more.py: letters, digits and . _ - /";
    if (this.parts.some((p) => p.part === file)) return `There is a file ${file} already.`;
    this.add("config", file);
    return undefined;
  }

  private withAdded(parts: Part[]): Part[] {
    const all = [...parts, ...[...this.added.values()].filter((a) => !parts.some((p) => p.part === a.part))];
    return all.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  }

  // An answer to what the config does not say goes into the document's state, which the engine writes.
  private reply(reply: Reply): void {
    this.edited = true;
    this.replies = [...this.replies.filter((r) => r.kind !== reply.kind || r.name !== reply.name), reply];
    this.run();
  }

  private addCheck(line: string): void {
    const part = this.parts.filter((p) => p.kind === "checks").at(-1)?.part ?? this.add("checks");
    this.editor.append(part, line);
    this.jump(part, Number.MAX_SAFE_INTEGER, 1);
  }

  private load(document: string, edits: Edit[] = []): void {
    this.base = document.replace(/\r\n?/g, "\n");
    this.loading = edits;
    this.run();
  }

  private dropped(file: Dropped): void {
    tell("drop", "stop", "");
    const text = file.text.replace(/\r\n?/g, "\n");
    if (/\.(?:md|markdown)$/i.test(file.name)) {
      if (!this.frame) putAside();
      this.edited = true;
      this.parent = "";
      this.load(text);
      this.keep();
      return;
    }
    // Over the example a config stands alone. Later, a file of a name that a config has takes its place, and another
    // one is a further file.
    if (!this.edited && !this.isDraft && this.loading === undefined) {
      this.edited = true;
      tell("draft", "note", "");
      if (this.isCopy) this.takeAsDraft();
      this.load("", [{ part: /\.py$/.test(file.name) ? "jupyterhub_config.py" : file.name, text }]);
      this.keep();
      return;
    }
    const part = this.parts.find((p) => p.kind === "config" && p.file === file.name)?.part;
    if (part === undefined) {
      const problem = this.addFile(file.name);
      if (problem !== undefined) {
        tell("drop", "stop", problem);
        return;
      }
    }
    this.editor.replace(part ?? file.name, text);
    this.show(part ?? file.name);
  }

  private offerStartOver(): void {
    tell("draft", "note", "This is your draft, kept in this browser.", {
      label: "Start over with the example",
      run: () => {
        forgetSoon();
        putAside();
        this.edited = this.isDraft = false;
        this.parent = sharedFrom(location.search);
        this.load(this.example);
        tell("draft", "note", "This is the example.", this.bringBack());
      },
    });
  }

  private bringBack(): Action {
    return {
      label: "Bring my draft back",
      run: () => {
        const before = loadBefore();
        forgetSoon();
        restoreBefore();
        this.parent = before?.parent ?? "";
        if (before) this.load(before.document, before.edits);
        this.isDraft = true;
        this.offerStartOver();
      },
    };
  }

  // The engine.

  private run(): void {
    this.engine.ask(this.request("run"));
    document.documentElement.dataset["engine"] = "busy";
  }

  request(op: Request["op"]): Request {
    return {
      op,
      document: this.base,
      edits: this.edits(),
      replies: this.replies,
      version: this.place.version,
      ask: this.place.ask,
      filter: this.place.filter,
      view: this.place.view,
      unfolded: this.place.unfolded,
      rows: this.rows,
      namesMark: this.namesMark,
    };
  }

  isMadeFrom(parent: string): void {
    this.parent = parent;
    if (this.isDraft || this.edited) this.keep();
  }

  private answered(answer: Answer, request: Request, asked: number): void {
    tell("engine", "stop", "");
    if (answer.error) {
      tell("engine", "stop", answer.error);
      this.began();
      return;
    }
    this.taking = true;
    try {
      this.take(answer, request);
    } finally {
      this.taking = false;
    }
    this.draw(answer, request);
    performance.measure("rolecall:run", { start: asked, detail: answer.elapsed });
    document.documentElement.dataset["engine"] = this.engine.pending ? "busy" : "ready";
    this.began();
    if (this.edited) this.frame?.changed(answer.document);
  }

  private began(why?: string): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.frame?.began(why);
  }

  // Takes over the answer's document. What was typed meanwhile stays in the editor and counts as an edit.
  private take(answer: Answer, request: Request): void {
    const isLoaded = this.loading !== undefined && request.edits === this.loading;
    if (this.loading !== undefined && !isLoaded) return; // an answer to a document that is no longer here
    this.base = answer.document;
    if (request.replies.length > 0) {
      this.replies = this.replies.filter((r) => !request.replies.includes(r));
      this.keep();
    }
    const switched = this.switched(answer, request);
    const sent = new Map(request.edits.map((e) => [e.part, e.text]));
    const there = new Set(answer.parts.map((p) => p.part));
    for (const part of answer.parts) this.added.delete(part.part);
    for (const part of this.parts) {
      if (there.has(part.part) || this.added.has(part.part)) continue;
      // Notes that were emptied are no part of the document any more, and still open.
      if (!isLoaded && this.editor.text(part.part).trim() === "") {
        this.added.set(part.part, { ...part, text: "" });
        this.synced.set(part.part, this.editor.text(part.part));
        continue;
      }
      this.synced.delete(part.part);
      this.editor.remove(part.part);
    }
    if (isLoaded) {
      for (const part of this.added.keys()) this.editor.remove(part);
      this.added.clear();
    }
    for (const part of answer.parts) {
      const name = part.part;
      const text = whole(part.text);
      if (!this.editor.has(name)) {
        this.editor.add(part);
      } else {
        // The engine may change what it was told: a fence that was typed into the notes became a part of its own.
        const told = sent.get(name) ?? this.synced.get(name);
        if (isLoaded || (text !== told && this.editor.text(name) === told)) this.editor.replace(name, text);
      }
      this.synced.set(name, text);
    }
    this.parts = this.withAdded(answer.parts);
    this.loading = undefined;
    for (const edit of request.edits) if (edit.pasted) this.pasted.delete(edit.part);
    if (switched) this.toldSwitch(switched);
    if (!this.editor.current) {
      const first = this.parts[0];
      if (first) this.editor.show(first.part);
    }
    if (answer.names) {
      this.namesMark = answer.namesMark;
      this.names = answer.starts ? answer.names : keepNames(this.names, answer.names);
      this.editor.setNames(known(this.names));
    }
  }

  // A config that was pasted may be for another reader: then the engine has given it another file name. What was typed
  // into it meanwhile is for the next run.
  private switched(answer: Answer, request: Request): Part | undefined {
    const pasted = request.edits.find((e) => e.pasted && !answer.parts.some((p) => p.part === e.part));
    const part = pasted && answer.parts.find((p) => p.kind === "config" && whole(p.text) === whole(pasted.text));
    if (!pasted || !part) return undefined;
    this.editor.remove(pasted.part);
    this.synced.delete(pasted.part);
    this.parts = this.parts.filter((p) => p.part !== pasted.part);
    return part;
  }

  private toldSwitch(part: Part): void {
    this.show(part.part);
    const reader =
      part.lang !== "yaml" ? "Python" : part.file === "config.yaml" ? "the config.yaml of The Littlest JupyterHub" : "values of the Helm chart Zero to JupyterHub";
    tell("reader", "note", `This is read as ${reader}, in ${part.file}.`, { label: "All right", run: () => tell("reader", "note", "") });
  }

  private draw(answer: Answer, request: Request): void {
    this.counts = answer.counts;
    this.tabs?.draw(this.parts, this.editor.current, answer.counts);
    mark(this.editor, this.synced, answer, request);
    swap(find("notice"), answer.notice);
    swap(find("asked"), answer.asked);
    swap(find("status"), answer.status);
    if (answer.readable && request.view === this.place.view) {
      const isOther = this.lastGood !== undefined && this.lastGood !== request.view;
      swap(this.panel, answer.panel);
      if (isOther && this.panel) this.panel.scrollTop = 0;
      this.lastGood = request.view;
    }
    this.panel?.classList.toggle("is-stale", !answer.readable);
    if (answer.readable && this.version && !this.place.version) this.version.value = answer.version;
    const title = answer.title || "Untitled";
    const heading = find("title");
    if (heading && heading.textContent !== title) heading.textContent = title;
    document.title = `${title} – Rolecall`;
    drawNumber(find("count-startup"), answer.counts.startup);
    drawNumber(find("count-checks"), answer.counts.checks - answer.counts.hold);
  }

  private halted(why: string): void {
    tell("engine", "stop", why);
    this.panel?.classList.add("is-stale");
    document.documentElement.dataset["engine"] = "halted";
    this.began();
    forget(find("status"));
  }
}
