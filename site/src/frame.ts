// What a playground is told when it stands in a frame of another page.
import type { Place } from "./address.ts";

/** How a playground in a frame of another page differs: it keeps nothing, and leaves the history and address alone. */
export interface Frame {
  place: Place;
  worker: URL;
  /** Told once: the first answer is drawn, or the engine can't be had. */
  began(why?: string): void;
  /** Told of every answer's document, as soon as somebody has changed it. */
  changed(document: string): void;
}
