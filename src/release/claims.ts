import type { Release } from "./release.ts";
import type { Known } from "./known.ts";

/** pod -> claim -> class -> driver. */
export class Claims {
  constructor(
    readonly release: Release,
    readonly known: readonly Known[],
  ) {}
}
