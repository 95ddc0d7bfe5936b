import { NEWEST_MINOR, OLDEST_MINOR, parseVersion } from "../kubernetes/version.ts";
import { meantKind } from "./meant-kind.ts";
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
  // No "format": a strict validator knows none by itself. How long a month is, a pattern cannot tell.
  schema: { type: "string", pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" },
};

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 1123, as the API server asks it of a namespace's name (apimachinery, IsDNS1123Label). */
export const DNS_LABEL: TextFormat = {
  noun: "a DNS label of up to 63 lower-case letters, digits and inner hyphens",
  accepts: (text) => LABEL.test(text),
  schema: { type: "string", pattern: LABEL.source },
};

/** Any kind or glob but one that can only be a slip for a built-in kind: it would match nothing, silently. */
export const KIND: TextFormat = {
  noun: "a kind",
  accepts: (text) => meantKind(text) === undefined,
  meant: meantKind,
  schema: { type: "string", pattern: "\\S" },
};

/** As findings carry it. */
export const FINGERPRINT: TextFormat = {
  noun: "a fingerprint of 16 digits, 0 to 9 and a to f",
  accepts: (text) => /^[0-9a-f]{16}$/.test(text),
  schema: { type: "string", pattern: "^[0-9a-f]{16}$" },
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
