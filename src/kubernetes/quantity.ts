/** What the API server makes of the text of a quantity, or what it says where it can make nothing of it. */
export type QuantityReading = { readonly sign: -1 | 0 | 1 } | { readonly error: string };

const MALFORMED = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const SUFFIX_UNKNOWN = "unable to parse quantity's suffix";

const SUFFIXES: ReadonlyMap<string, number> = new Map([
  ...["n", "u", "m", "", "k", "M", "G", "T", "P", "E"].map((suffix, index) => [suffix, 1000 ** (index - 3)] as const),
  ...["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((suffix, index) => [suffix, 1024 ** (index + 1)] as const),
]);

/** Go reads longer ones too, but no size has that many digits. */
const LONGEST = 1000;

/**
 * As Go reads it (apimachinery pkg/api/resource/quantity.go, parseQuantityString and ParseQuantity), with its oddities: no
 * digits at all are zero, and blanks around the whole are dropped (UnmarshalJSON).
 */
export function readQuantity(written: string): QuantityReading {
  const { text, value, suffix } = parts(written);
  if (text === "" || !/^[eEinumkKMGTP]*[-+]?\d*$/.test(suffix)) return { error: MALFORMED };
  if (!SUFFIXES.has(suffix) && !/^[eE][-+]?\d+$/.test(suffix)) return { error: SUFFIX_UNKNOWN };
  if (!/[1-9]/.test(value)) return { sign: 0 };
  return { sign: value.startsWith("-") ? -1 : 1 };
}

/** The number that a quantity is; undefined for what Kubernetes cannot read. Beyond 2^53 it loses precision. */
export function quantityValue(written: string): number | undefined {
  const reading = readQuantity(written);
  if ("error" in reading) return undefined;
  const { value, suffix } = parts(written);
  if (reading.sign === 0) return 0;
  const factor = SUFFIXES.get(suffix);
  return factor === undefined ? Number(`${value}${suffix}`) : Number(value) * factor;
}

function parts(written: string) {
  const text = written.slice(0, LONGEST).replace(/^ +| +$/g, "");
  const value = /^[+-]?\d*(?:\.\d*)?/.exec(text)?.[0] ?? "";
  return { text, value, suffix: text.slice(value.length) };
}

/** How a size that Kubernetes cannot read is written: 10G for 10GB, 10Gi for "10 gib". undefined where nobody can tell. */
export function meantQuantity(written: string): string | undefined {
  const [, digits, letter = "", binary] =
    /^(\d{1,15}(?:\.\d{1,15})?) {0,9}([kmgtp])(i?)(?:b(?:ytes?)?)?$/i.exec(written.slice(0, LONGEST).trim()) ?? [];
  if (digits === undefined) return undefined;
  const unit = letter.toUpperCase();
  return `${digits}${binary ? `${unit}i` : unit === "K" ? "k" : unit}`;
}
