import { MOST_LOCATED } from "./limits.ts";
import { type Places, placesOf } from "./places.ts";

/** Places of the documents of one stream that were asked for last, by where the documents start. */
export class RecentPlaces {
  readonly #known = new Map<number, Places>();
  #last: { readonly start: number; readonly places: Places } | undefined;

  at(start: number): Places | undefined {
    return this.#known.get(start);
  }
  of(start: number, text: () => string): Places {
    if (this.#last?.start === start) return this.#last.places;
    const places = this.#known.get(start) ?? placesOf(text());
    // What is set last stands last.
    this.#known.delete(start);
    this.#known.set(start, places);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_LOCATED && oldest !== undefined) this.#known.delete(oldest);
    this.#last = { start, places };
    return places;
  }
}
