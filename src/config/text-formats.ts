import { NEWEST_MINOR, OLDEST_MINOR, parseVersion } from "../kubernetes/version.ts";
import type { TextFormat } from "./shape.ts";

/** A day of the calendar as 2027-01-31. */
const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // JavaScript reads February 30 as March 2: only a day that comes back as it was written is one.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

export const DAY: TextFormat = {
  noun: "a day such as 2027-01-31",
  accepts: isDay,
  schema: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$", format: "date" },
};

const minors = Array.from({ length: NEWEST_MINOR - OLDEST_MINOR + 1 }, (_, index) => OLDEST_MINOR + index);

export const KUBERNETES_VERSION: TextFormat = {
  noun: `a version of Kubernetes from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
  numbersToo: true,
  accepts: (text) => parseVersion(text) !== undefined,
  schema: {
    // To an editor, 1.30 without quotes is the number 1.3.
    anyOf: [
      { type: "string", pattern: `^v?1\\.(${minors.join("|")})(\\.\\d+)?([-+].*)?$` },
      { enum: minors.map((minor) => Number(`1.${minor}`)) },
    ],
  },
};
