import type { Location } from "../yaml/span.ts";
import type { Finding, Origin } from "./finding.ts";

/** Where somebody has to look first: in the template of a chart that was rendered here, otherwise in the file that was read. */
export const primaryOf = ({ origin, location }: Finding): Location => origin?.place ?? location;

/** False where the file is known, and which of its lines it is not. */
export const isLineKnown = ({ origin }: Finding): boolean => origin?.place === undefined || origin.how !== "source";

/** The template that the text comes from, where nobody is pointed at it: of a chart that is packed, or not at hand. */
export const templateElsewhere = (finding: Finding): Origin["template"] => {
  const template = finding.origin?.template;
  return template?.file === finding.origin?.place?.file ? undefined : template;
};

/** False where a finding points at a template as a whole. */
export const isPlaceKnown = (finding: Finding): boolean =>
  isLineKnown(finding) || primaryOf(finding).file !== finding.origin?.template?.file;
