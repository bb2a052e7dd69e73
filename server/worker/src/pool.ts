// Lends instances of the Go program to requests, one request each at a time.
//
// A goroutine of one request must not run on behalf of another: the platform ties timers and database calls to the
// request that made them. And a request whose client went away is ended where it stands, with whatever its goroutines
// hold; what it had lent is then never given back, and is given up after a while.
import { Instance } from "./instance.ts";

const most = 2; // instances at once, so that one computes while the other waits for the database: an isolate has 128 MB
const leaseTime = 30_000; // ms after which an instance is taken for lost
const patience = 15_000; // ms that a request waits for an instance
const glance = 4; // ms between looks for a free one

/** There was no instance to be had in time. */
export class Busy extends Error {}

export class Pool {
  readonly #free: Instance[] = [];
  readonly #lent = new Map<Instance, number>();

  /** Calls with an instance of its own. */
  async with<T>(env: Environment, use: (instance: Instance) => Promise<T>): Promise<T> {
    const instance = await this.#take(env);
    try {
      await instance.ready;
      const result = await use(instance);
      if (this.#lent.has(instance) && !instance.worn) this.#free.push(instance);
      return result;
    } finally {
      this.#lent.delete(instance); // one that failed is not used again
    }
  }

  async #take(env: Environment): Promise<Instance> {
    const end = Date.now() + patience;
    for (;;) {
      const now = Date.now();
      for (const [instance, since] of this.#lent) {
        if (now - since > leaseTime) this.#lent.delete(instance);
      }
      const instance = this.#free.pop() ?? (this.#lent.size < most ? new Instance(env) : undefined);
      if (instance) {
        this.#lent.set(instance, now);
        return instance;
      }
      if (now > end) throw new Busy();
      // Nobody is woken by another: the platform may take a request that waits for another's promise for hung.
      await new Promise((later) => setTimeout(later, glance));
    }
  }
}
