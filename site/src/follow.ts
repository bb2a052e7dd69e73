// A playground that follows files on the server's machine: whenever they are saved, it answers to what is in them. What is typed
// here changes a copy and never the files.
import { tell } from "./notice.ts";
import type { Playground } from "./session.ts";

export interface Follows {
  name: string;
  version: string;
  problem: string;
}

interface Followed extends Follows {
  document: string;
}

/** How long to wait before asking a server again that did not answer, in milliseconds. */
const pause = 2_000;

export class Follower {
  private isCopy = false;
  private latest: Followed;

  constructor(
    private readonly page: Playground,
    given: Follows,
    document: string,
  ) {
    this.latest = { ...given, document };
    this.say();
    void this.listen();
  }

  /** Somebody has changed here what the files hold. */
  edited(): void {
    if (this.isCopy) return;
    this.isCopy = true;
    this.say();
  }

  private async listen(): Promise<void> {
    for (;;) {
      try {
        const answer = await fetch(`/follow?version=${encodeURIComponent(this.latest.version)}`, { cache: "no-store" });
        if (!answer.ok) throw new Error(String(answer.status));
        this.take((await answer.json()) as Followed);
      } catch {
        tell("file", "stop", "The server does not answer: what is saved now is not seen here. Start it again, or reload.");
        await new Promise((done) => setTimeout(done, pause));
        this.latest = { ...this.latest, version: "" }; // asks at once how things are
      }
    }
  }

  private take(now: Followed): void {
    const isOther = now.document !== this.latest.document;
    this.latest = now;
    tell("file", "stop", now.problem);
    if (isOther && !this.isCopy) this.open();
    this.say(isOther);
  }

  private open(): void {
    this.isCopy = false;
    this.page.follow(this.latest.document);
  }

  private say(isOther = false): void {
    const { name } = this.latest;
    if (!this.isCopy) {
      tell("follow", "note", `Follows ${name} and answers anew whenever it is saved.`);
      return;
    }
    const text = isOther ? `${name} was saved meanwhile. Here is your changed copy.` : `This is a changed copy; ${name} is as it was.`;
    tell("follow", "note", text, {
      label: "Back to the file",
      run: () => {
        this.open();
        this.say();
      },
    });
  }
}
