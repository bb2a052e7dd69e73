// The page's state: the document, what was typed since the engine last answered, the question, and what to do with
// an answer.
import * as address from "./address.ts";
import { askedAnew, listen } from "./actions.ts";
import { type Draft, draftOf, keepNow, keepSoon, loadDraft, putAside, whenTaken } from "./draft.ts";
import { acceptDrops, type Dropped } from "./drop.ts";
import { Editor } from "./editor/editor.ts";
import { known } from "./editor/names.ts";
import { defaultBudget, Engine } from "./engine.ts";
import type { Follower } from "./follow.ts";
import type { Frame } from "./frame.ts";
import { drawCounts, drawTitle, keepNames } from "./keep.ts";
import { mark } from "./marks.ts";
import { forget, swap } from "./morph.ts";
import { nameProblem, tellReader, usual } from "./files.ts";
import { tell } from "./notice.ts";
import { Offers } from "./offers.ts";
import { OpenDocument } from "./opendocument.ts";
import { PartTabs } from "./parts.ts";
import { packedIn } from "./share/fragment.ts";
import { sharedFrom } from "./share/parent.ts";
import type { Answer, Edit, Fields, Kind, Names, Reply, Request, View } from "./protocol.ts";
import { splitter } from "./splitter.ts";
import { offerStartOver, type Open, takeAsDraft } from "./startover.ts";
import { arrows, select } from "./tabs.ts";

const rowsAtFirst = 200;

const find = (id: string) => document.getElementById(id);

export class Playground {
  private place: address.Place;
  private rows = rowsAtFirst;
  private fields: Fields = {}; // what the views' controls say
  private counts: Answer["counts"] | undefined;
  private replies: Reply[] = []; // answers to the config's questions that the engine has not put into the state yet
  private names: Names | undefined;
  private namesMark = "";
  private edited = false;
  private isDraft: boolean; // what is open is somebody's own, no example as it came
  private taking = false; // an answer is being taken over: changes of the editor are not a person's
  private hasBegun = false;
  follower: Follower | undefined; // where the document is that of files
  parent: string; // the shared scenario that this one was made from, or ""
  private lastGood: View | undefined; // the view that #panel shows, where it is a good answer to this document

  private readonly panel = find("panel");
  readonly editor: Editor;
  private readonly open: OpenDocument;
  private readonly offers: Offers;
  private readonly tabs: PartTabs | undefined;
  readonly engine: Engine;
  private readonly version = find("version") as HTMLSelectElement | null;
  private readonly views = find("views");

  constructor(
    private readonly example: string,
    private readonly frame?: Frame,
    private readonly isCopy = false,
    private readonly isFollowing = false,
  ) {
    this.place = frame?.place ?? address.read(location.hash);
    const host = find("editor")!;
    this.editor = new Editor(host, (pastedOver) => this.typed(pastedOver), (text) => this.refused(text));
    const draft = this.isCopy || isFollowing || frame ? undefined : loadDraft();
    this.open = new OpenDocument(this.editor, draft?.document ?? example, draft?.edits ?? [], draft?.original ?? draft?.document ?? example);
    this.offers = new Offers(this.editor, {
      add: (part) => this.open.addNamed(part),
      reveal: (part, offset) => this.jump(part, ...this.editor.placeOf(part, offset)),
    });
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
    this.isDraft = draft !== undefined;
    this.parent = draft ? draft.parent : sharedFrom(location.search);
    if (draft) offerStartOver(this.opener);

    this.engine = new Engine(frame?.worker ?? new URL(WORKER_FILE, import.meta.url), new URL(ENGINE_FILE, import.meta.url), {
      answered: (answer, request, asked) => this.answered(answer, request, asked),
      overran: () => this.halted(`The evaluation took longer than ${defaultBudget / 1000} seconds and was stopped. The last answer is kept below.`),
      broke: () => this.halted("The engine broke down on this text and was started again. The last answer is kept below."),
      failed: (why) => {
        tell("engine", "stop", `The engine did not start: ${why}. What is shown is the example as the server answered it; a reload tries again.`);
        this.began(why);
      },
    });
    this.wire(host);
    this.drawPlace();
    this.run();
  }

  private wire(host: HTMLElement): void {
    listen({
      ask: (ask, open) => {
        // A question that names its verb takes the place of a request that was typed.
        if (ask.verb) this.fields = { ...this.fields, "why.request": "" };
        this.go({ ask, ...(open ? { view: "why" as const } : {}) });
      },
      askPart: (which, value) => this.go({ ask: askedAnew(this.place.ask, which, value) }),
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
      field: (name, value) => {
        this.fields = { ...this.fields, [name]: value };
        this.run();
      },
      showOffer: (key) => this.offers.toggle(key),
      applyOffer: (key) => this.offers.apply(key),
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
      whenTaken(() => this.taken());
    }
    acceptDrops(host, (file) => this.dropped(file));
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

  private unfold(family: string): void {
    const now = this.place.unfolded;
    this.go({ unfolded: now.includes(family) ? now.filter((f) => f !== family) : [...now, family] });
  }

  private show(part: string): void {
    this.editor.show(part);
    this.tabs?.draw(this.open.parts, part, this.counts);
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
    if (pastedOver !== undefined) this.open.pasted.add(pastedOver);
    if (!this.edited) {
      this.beginEditing();
      if (pastedOver !== undefined && !this.isDraft && !this.isFollowing && !this.open.isLoading) {
        this.standAlone(pastedOver);
        return;
      }
    }
    this.keep();
    this.run();
  }

  // An error of the Hub is for Why to read; the config stays as it is.
  private refused(text: string): void {
    this.fields = { ...this.fields, "why.said": text };
    tell("drop", "note", "That is an error of the Hub, so Why reads it. Your config is as it was.");
    this.go({ view: "why" });
  }

  private beginEditing(): void {
    this.edited = true;
    tell("draft", "note", "");
    if (!this.isCopy) return;
    this.place.packed = undefined;
    takeAsDraft(address.write(this.place), this.opener);
  }

  // Who pastes a config over the example's wants to see that config: the example's checks, notes and title speak of
  // another one, and go.
  private standAlone(part: string): void {
    const text = this.editor.text(part);
    const before = this.open.base;
    const { parent } = this;
    this.parent = "";
    this.lastGood = undefined;
    this.load("", [{ part: usual, text, pasted: true }]);
    this.keep();
    tell("draft", "note", "Your config stands alone: the example’s checks and notes are gone.", {
      label: "Keep them",
      run: () => {
        tell("draft", "note", "");
        this.parent = parent;
        const config = this.open.parts.find((p) => p.kind === "config")?.part ?? part;
        this.load(before, [{ part, text: this.editor.text(config), pasted: true }]);
        this.keep();
      },
    });
  }

  private taken(): void {
    if (this.isFollowing || (!this.edited && !this.isDraft)) return;
    const keep = { label: "Keep this one", run: () => (this.keep(), keepNow()) };
    tell("tabs", "note", "Another tab keeps its text as the draft now: with a reload, that one is here.", keep);
  }

  private keep(): void {
    tell("tabs", "note", "");
    const draft = (): Draft => draftOf(this.open, this.parent);
    if (this.isFollowing) this.follower?.edited();
    else if (!this.frame) keepSoon(draft);
  }

  private add(kind: Kind, file?: string): string {
    const part = this.open.add(kind, file);
    this.show(part);
    return part;
  }

  private addFile(file: string): string | undefined {
    const problem = nameProblem(file, this.open.parts);
    if (problem === undefined) this.add("config", file);
    return problem;
  }

  // An answer to what the config does not say goes into the document's state, which the engine writes.
  private reply(reply: Reply): void {
    this.edited = true;
    this.replies = [...this.replies.filter((r) => r.kind !== reply.kind || r.name !== reply.name), reply];
    this.run();
  }

  private addCheck(line: string): void {
    const part = this.open.parts.filter((p) => p.kind === "checks").at(-1)?.part ?? this.add("checks");
    this.editor.append(part, line);
    this.jump(part, Number.MAX_SAFE_INTEGER, 1);
  }

  private load(document: string, edits: Edit[] = []): void {
    this.open.load(document, edits);
    this.run();
  }

  /** Shows what the files hold now. Changes go on counting from how they were when the page was opened. */
  follow(document: string): void {
    const { original } = this.open;
    this.edited = false;
    this.replies = [];
    this.load(document);
    this.open.original = original;
  }

  private dropped(file: Dropped): void {
    tell("drop", "stop", "");
    const text = file.text.replace(/\r\n?/g, "\n");
    if (/\.(?:md|markdown)$/i.test(file.name)) {
      if (!this.frame && !this.isFollowing) putAside();
      this.edited = true;
      this.parent = "";
      this.load(text);
      this.keep();
      return;
    }
    // Over the example a config stands alone. Later, a file of a name that a config has takes its place, and another
    // one is a further file.
    if (!this.edited && !this.isDraft && !this.open.isLoading) {
      this.beginEditing();
      this.lastGood = undefined;
      this.load("", [{ part: /\.py$/.test(file.name) ? usual : file.name, text }]);
      this.keep();
      return;
    }
    const part = this.open.parts.find((p) => p.kind === "config" && p.file === file.name)?.part;
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

  private readonly opener: Open = {
    example: (parent) => {
      this.edited = this.isDraft = false;
      this.parent = parent;
      this.load(this.example);
    },
    own: (document, edits, parent) => {
      this.parent = parent;
      this.isDraft = true;
      if (document !== undefined) this.load(document, edits);
    },
  };

  // The engine.

  private run(): void {
    this.engine.ask(this.request("run"));
    document.documentElement.dataset["engine"] = "busy";
  }

  request(op: Request["op"]): Request {
    return {
      op,
      document: this.open.base,
      edits: this.open.edits(),
      replies: this.replies,
      version: this.place.version,
      ask: this.place.ask,
      filter: this.place.filter,
      fields: this.fields,
      original: this.place.view === "changes" ? (this.open.original ?? "") : "",
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
    this.offers.take(answer);
    this.draw(answer, request);
    this.offers.press();
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

  private take(answer: Answer, request: Request): void {
    const taken = this.open.take(answer, request);
    if (!taken) return;
    if (request.replies.length > 0) {
      this.replies = this.replies.filter((r) => !request.replies.includes(r));
      this.keep();
    }
    if (taken.moved) {
      this.show(taken.moved.part);
      tellReader(taken.moved);
    }
    const first = this.open.parts[0];
    if (!this.editor.current && first) this.editor.show(first.part);
    if (answer.names) {
      this.namesMark = answer.namesMark;
      this.names = answer.starts ? answer.names : keepNames(this.names, answer.names);
      this.editor.setNames(known(this.names));
    }
  }

  private draw(answer: Answer, request: Request): void {
    this.counts = answer.counts;
    this.tabs?.draw(this.open.parts, this.editor.current, answer.counts);
    mark(this.editor, this.open.synced, answer, request);
    for (const place of ["notice", "asked", "status"] as const) swap(find(place), answer[place]);
    const isOther = this.lastGood !== request.view;
    if ((answer.readable || isOther) && request.view === this.place.view) {
      swap(this.panel, answer.panel);
      if (isOther && this.panel) this.panel.scrollTop = 0;
      this.lastGood = answer.readable ? request.view : undefined;
    }
    this.panel?.classList.toggle("is-stale", !answer.readable && this.lastGood === this.place.view);
    if (answer.readable && this.version && !this.place.version) this.version.value = answer.version;
    drawTitle(find("title"), answer.title);
    drawCounts(answer.counts);
  }

  private halted(why: string): void {
    tell("engine", "stop", why);
    this.panel?.classList.add("is-stale");
    document.documentElement.dataset["engine"] = "halted";
    this.began();
    forget(find("status"));
  }
}
