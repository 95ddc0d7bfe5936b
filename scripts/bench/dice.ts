/** Chance by a seed: the same throws at every run and on every machine (xorshift of 32 bits). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** A whole number from 0, less than `end`. */
  below(end: number): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) % end;
  }
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }
  /** True once in `times` throws. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }
  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new RangeError("there is nothing to choose from");
    return choice;
  }
}
