import type { Location } from "../yaml/span.ts";

/** What a run could not use, so that its report says less than was asked: a chart that Helm does not render, a file that nobody may read. */
export interface Shortfall {
  readonly location?: Location;
  /** One sentence in the style of a finding's message. It may hold text of manifests. */
  readonly message: string;
  readonly help?: string | undefined;
}
