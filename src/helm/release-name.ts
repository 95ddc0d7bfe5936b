import type { Chart } from "./chart.ts";

/** Helm leaves room for what charts put behind it. */
const MOST_LETTERS = 53;
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** True for what Helm takes for the name of a release. */
export const isReleaseName = (text: string): boolean => text.length <= MOST_LETTERS && NAME.test(text);

/** What a release is called where nobody says so: as its chart, as far as Helm takes that. */
export function releaseNameOf({ name }: Pick<Chart, "name">): string {
  const fitting = (name ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return fitting.slice(0, MOST_LETTERS).replace(/^-|-$/g, "") || "release";
}
