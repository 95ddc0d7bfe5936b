import { cutOut } from "../scan/names.ts";
import { number } from "./numbers.ts";

const WORDS = new Map<string, boolean | null | number>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const LONGEST_WORD = 5;

export type Scalar = string | number | bigint | boolean | null;

/** What a plain scalar means to Kubernetes: YAML 1.1 as go-yaml v2 reads it, so yes, on and y are true. */
export function resolve(text: string): Scalar {
  return canBeOther(text.length === 0 ? 126 : text.charCodeAt(0)) ? typed(text) : text;
}

/** The same for a piece of a longer text. */
export function resolvePiece(text: string, start: number, end: number): Scalar {
  const piece = cutOut(text, start, end);
  return canBeOther(text.charCodeAt(start)) ? typed(piece) : piece;
}

/** The first character decides for most text that it is text. */
function canBeOther(code: number): boolean {
  if (code <= 57) return code >= 48 || code === 43 || code === 45 || code === 46;
  switch (code | 32) {
    case 102: // f
    case 110: // n
    case 111: // o
    case 116: // t
    case 121: // y
      return true;
    default:
      return code === 126;
  }
}

/** The same for a text whose first character does not decide. */
export function typed(text: string): Scalar {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  return text.charCodeAt(0) <= 57 ? (number(text) ?? text) : text;
}
