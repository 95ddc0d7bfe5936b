import { interruption } from "./defect.ts";

/** Throws an error that tells of the activity ("linting a.yaml") for whatever `act` throws, but for a UsageError. */
export function during<T>(activity: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw interruption(activity, error);
  }
}
