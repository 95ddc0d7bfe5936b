/**
 * How Go prints a float64 of a million and more, which every number of a chart's values is: the shortest digits, with an
 * exponent of a sign and two digits (fmt's %v).
 */
const SCIENTIFIC = /-?[1-9](?:\.\d{0,16}[1-9])?e\+\d{2}$/;
const LONGEST = 24;

/** The number that a text ends in, and how its author wrote it: 1000000 of 1e+06. undefined where it is no integer. */
export function scientificIn(text: string): { readonly written: string; readonly digits: string } | undefined {
  const written = SCIENTIFIC.exec(text.slice(-LONGEST))?.[0];
  if (written === undefined) return undefined;
  const before = text.slice(0, text.length - written.length);
  if (!/(?:^|[=:])$/.test(before)) return undefined;
  const digits = integerOf(written);
  return digits === undefined ? undefined : { written, digits };
}

/** undefined where Go would print the number as it is, or where it is a fraction. */
function integerOf(written: string): string | undefined {
  const [mantissa = "", exponent = ""] = written.split("e+");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const zeros = Number(exponent) - fraction.length;
  return zeros < 0 || Number(exponent) < SHORTEST_EXPONENT ? undefined : whole + fraction + "0".repeat(zeros);
}

/** 999999 stands in full, 1000000 does not. */
const SHORTEST_EXPONENT = 6;
