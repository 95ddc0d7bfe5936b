/** What a call spends its time on, in order; "start" is all that precedes the first lap. */
export const STAGES = [
  "start",
  "find files",
  "read files",
  "parse",
  "build the release",
  "run rules",
  "settle findings",
  "report",
] as const;
export type Stage = (typeof STAGES)[number];

/** Splits the time of one call into laps: at any moment exactly one thing is being timed. */
export class Stopwatch {
  /** Milliseconds; what several rules share is paid by the first that asks. */
  readonly stages = new Map<Stage, number>();
  readonly rules = new Map<string, number>();
  #stage: Stage = "start";
  #rule: string | undefined;
  #since = 0;

  /** `now` gives the milliseconds since the process began. */
  constructor(private readonly now: () => number) {}

  /** Ends the lap and begins the next one. */
  lap(stage: Stage, rule?: string): void {
    const now = this.now();
    add(this.stages, this.#stage, now - this.#since);
    if (this.#rule !== undefined) add(this.rules, this.#rule, now - this.#since);
    this.#stage = stage;
    this.#rule = rule;
    this.#since = now;
  }
  /** Ends the last lap. */
  stop(): void {
    this.lap(this.#stage);
  }
}

function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
