import { UsageError } from "./usage-error.ts";

/** An error that nobody expected, and what went on when it came. */
export class Interruption extends Error {
  constructor(
    /** Completes "while": linting "a.yaml". */
    readonly activity: string,
    override readonly cause: unknown,
  ) {
    super(activity);
  }
}

/** Throws an Interruption for whatever `act` throws, but for a UsageError. */
export function during<T>(activity: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof UsageError || error instanceof Interruption ? error : new Interruption(activity, error);
  }
}
