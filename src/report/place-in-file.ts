import type { Finding, Related } from "../finding/finding.ts";
import type { Location } from "../yaml/span.ts";
import { isStdin } from "./uri.ts";

/** undefined where nobody can open what a finding is related to: text that Helm has printed, and standard input. */
export const placeInFile = ({ location, place }: Related, { origin }: Finding): Location | undefined =>
  place ?? (origin?.place || isStdin(location.file) ? undefined : location);
