import { type KubernetesVersion, parseVersion } from "../kubernetes/version.ts";
import { FORMAT_NAMES, type FormatName } from "../report/formats.ts";
import { list, quote } from "../rule/text.ts";
import { MOST_BYTES } from "../yaml/limits.ts";
import { didYouMean } from "./did-you-mean.ts";
import { COLORS, KNOWN_VERSIONS, MEGABYTE, MOST_MEGABYTES, OPTIONS } from "./options.ts";
import { UsageError } from "./usage-error.ts";

export type ColorChoice = (typeof COLORS)[number];

/** Throws a UsageError. */
export const colorChoice = (text: string | undefined): ColorChoice => word("color", COLORS, text ?? "auto");

/** Where a report goes: to the file, or to stdout. */
export interface Destination {
  readonly format: FormatName;
  readonly file: string | undefined;
}

/** The destinations that --format names, FORMAT or FORMAT=FILE each. Throws a UsageError. */
export function destinations(values: readonly string[]): readonly Destination[] {
  const chosen: Destination[] = [];
  for (const value of values) {
    const { format, file } = destination(value);
    const other = chosen.find((earlier) => earlier.file === file);
    if (other)
      throw new UsageError(
        `the formats ${other.format} and ${format} would both be written to ${file === undefined ? "standard output" : quote(file)}`,
        `name a file of its own for one of them: --format ${format}=FILE`,
      );
    chosen.push({ format, file });
  }
  return chosen;
}

function destination(value: string): Destination {
  const equals = value.indexOf("=");
  if (equals < 0) return { format: word("format", FORMAT_NAMES, value), file: undefined };
  const format = word("format", FORMAT_NAMES, value.slice(0, equals));
  const file = value.slice(equals + 1);
  if (file === "") throw new UsageError(`option --format ${value} names no file`, `write --format ${format}=FILE`);
  return { format, file: file === "-" ? undefined : file };
}

/** Throws a UsageError for what is none of the versions that are known. */
export function kubernetesVersion(text: string | undefined): KubernetesVersion | undefined {
  const version = text === undefined ? undefined : parseVersion(text);
  if (text !== undefined && !version)
    throw new UsageError(`option --kube-version does not know ${quote(text)}`, `it takes ${KNOWN_VERSIONS}`);
  return version;
}

const MOST_LETTERS = 63;

/** Throws a UsageError for what the API server takes for no namespace: its names are labels of RFC 1123. */
export function namespaceName(text: string | undefined): string | undefined {
  if (text !== undefined && (text.length > MOST_LETTERS || !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text)))
    throw new UsageError(
      `option --namespace is given ${quote(text)}, which can be no namespace`,
      `a namespace has at most ${MOST_LETTERS} characters, which are a to z, 0 to 9 and -, and neither begins nor ends with -`,
    );
  return text;
}

/** Bytes of the megabytes that --max-size names. Throws a UsageError. */
export function bytes(text: string | undefined): number {
  if (text === undefined) return MOST_BYTES;
  const megabytes = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (megabytes < 1 || megabytes > MOST_MEGABYTES)
    throw new UsageError(
      `option --max-size is given ${quote(text)}`,
      `it takes a whole number of megabytes, 1 to ${MOST_MEGABYTES}`,
    );
  return megabytes * MEGABYTE;
}

/** The value, which must be one of the words. Throws a UsageError. */
export function word<W extends string>(option: string, words: readonly W[], value: string): W {
  const known = words.find((candidate) => candidate === value);
  if (known !== undefined) return known;
  throw new UsageError(
    `option --${option} does not know ${quote(value)}`,
    repeated(option, words, value) ?? didYouMean(value, words) ?? takes(words),
  );
}

export const takes = (words: readonly string[]): string => `it takes ${list(words, "or")}`;

/** What to write for "a,b" where the option is repeated instead. */
function repeated(option: string, words: readonly string[], value: string): string | undefined {
  if (!OPTIONS.find(({ name }) => name === option)?.repeatable) return undefined;
  const parts = new Set(value.split(",").map((part) => part.trim()));
  if (parts.size < 2 || ![...parts].every((part) => words.includes(part))) return undefined;
  return `repeat the option: ${Array.from(parts, (part) => `--${option} ${part}`).join(" ")}`;
}
