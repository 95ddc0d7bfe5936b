import type { Location } from "../yaml/span.ts";
import type { Finding } from "./finding.ts";

/** Where somebody has to look first: in the template of a chart that was rendered here, otherwise in the file that was read. */
export const primaryOf = ({ origin, location }: Finding): Location => origin?.place ?? location;

/** False where the file is known, and which of its lines it is not. */
export const isLineKnown = ({ origin }: Finding): boolean => origin?.place === undefined || origin.how !== "source";
