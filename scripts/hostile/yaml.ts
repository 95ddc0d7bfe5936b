import { Dice } from "../bench/dice.ts";

/** `size` bytes of a pattern, the last one perhaps cut short. */
const filled = (size: number, pattern: string): Buffer => Buffer.alloc(size, pattern);
const between = (before: string, middle: Buffer, after: string): Buffer =>
  Buffer.concat([Buffer.from(before), middle, Buffer.from(after)]);
/** What is written for each number below `count`. */
export const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join("");

/** Each level names the one below it `width` times. */
export const billionLaughs = (levels: number, width: number): string =>
  `a0: &a0 [lol]\n${lines(levels, (n) => `a${n + 1}: &a${n + 1} [${Array(width).fill(`*a${n}`).join(", ")}]\n`)}`;
export const brackets = (count: number): Buffer => filled(count, "[");
export const dashes = (count: number): Buffer => filled(2 * count, "- ");
export const questions = (count: number): Buffer => filled(2 * count, "? ");
export const nestedMappings = (depth: number): string => lines(depth, (n) => `${" ".repeat(n)}a:\n`);
export const keys = (count: number): string => lines(count, (n) => `key${n}: ${n}\n`);
export const duplicateKeys = (count: number): Buffer => filled(5 * count, "a: 1\n");
export const anchorsAndAliases = (count: number): string =>
  lines(count / 2, (n) => `a${n}: &x${n} 1\n`) + lines(count / 2, (n) => `b${n}: *x${n}\n`);
export const cycle = (): string => "a: &x {b: *x}\n";
/** Each merge brings all that the ones within it bring. */
export const nestedMerges = (depth: number, fields: number): string =>
  `${"<<: {".repeat(depth)}${lines(fields, (n) => `k${n}: 1,`)}${"}".repeat(depth)}`;
export const mergesOfOne = (merges: number, fields: number): string =>
  `x: &x\n${lines(fields, (n) => `  k${n}: 1\n`)}${lines(merges, (n) => `y${n}:\n  <<: *x\n`)}`;

export const documents = (count: number): Buffer => filled(9 * count, "---\na: 1\n");
export const emptyDocuments = (count: number): Buffer => filled(4 * count, "---\n");
export const documentsOfAComment = (count: number): Buffer => filled(6 * count, "---\n#\n");
export const unreadableDocuments = (count: number): Buffer => filled(6 * count, "---\n]\n");
export const leftovers = (count: number): Buffer => filled(10 * count, "---\n...\nx\n");
export const templates = (count: number): Buffer => filled(21 * count, "---\na: {{ .Values.a\n");
export const documentsWithDuplicates = (count: number): Buffer => filled(14 * count, "---\na: 1\na: 2\n");
export const markedDocuments = (count: number): Buffer => Buffer.from("---\n\ufeffa: 1\n".repeat(count));
/** To Kubernetes, nothing behind the first separates documents. */
export const separatorsBehindNel = (count: number): Buffer => filled(5 * count, "---\u0085");
export const documentsWithCrLf = (count: number): Buffer => filled(11 * count, "---\r\na: 1\r\n");

export const comments = (count: number): Buffer => filled(4 * count, "# a\n");
export const emptyLines = (count: number): Buffer => filled(count, "\n");
export const plainScalar = (size: number): Buffer => between("a: ", filled(size, "x"), "\n");
export const plainScalarOfLines = (size: number): Buffer => between("a: ", filled(size, "x\n  "), "\n");
export const carriageReturns = (size: number): Buffer => filled(size, "a\r");
export const itemsBehindCarriageReturns = (size: number): Buffer => filled(size, "- a\r");
export const escapes = (count: number): Buffer => between('a: "', filled(3 * count, "x\\n"), '"\n');
export const openQuotes = (size: number): Buffer => between('a: "', filled(size, "x\n"), "");
export const literal = (size: number): Buffer => between("a: |\n", filled(size, "  some text here\n"), "");
export const longKey = (size: number): Buffer => between("", filled(size, "k"), ": 1\n");
export const flowList = (size: number): Buffer => between("a: [", filled(size, "x, "), "x]\n");
export const flowMappings = (size: number): Buffer => between("a: [", filled(size, "{a: b}, "), "x]\n");
export const accents = (size: number): Buffer => between("a:\n", filled(size, '- "é\u2028ü"\n'), "");
export const tab = (): string => "a:\n\tb: 1\n";

export const character = (code: number): string => `a: x${String.fromCharCode(code)}y\n`;
export const brokenLines = (count: number): Buffer => Buffer.alloc(2 * count, Buffer.of(0xff, 0x0a));
export const brokenDocuments = (count: number): Buffer =>
  Buffer.alloc(7 * count, Buffer.concat([Buffer.from("---\na"), Buffer.of(0xff, 0x0a)]));
export const noise = (size: number): Buffer => {
  const dice = new Dice(1876);
  return Buffer.from(Uint8Array.from({ length: size }, () => dice.below(256)));
};

type Order = "little-endian" | "big-endian";
export function utf16(count: number, order: Order, isMarked: boolean): Buffer {
  const bytes = Buffer.from((isMarked ? "\ufeff" : "") + "---\na: é\n".repeat(count), "utf16le");
  return order === "big-endian" ? bytes.swap16() : bytes;
}
export const halfCharacters = (count: number): Buffer =>
  Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.alloc(2 * count, Buffer.of(0x3d, 0xd8))]);
export function utf32(count: number, order: Order): Buffer {
  const codes = Array.from(`\ufeff${"---\na: 1\n".repeat(count)}`, (character) => character.codePointAt(0)!);
  const bytes = Buffer.alloc(4 * codes.length);
  for (const [at, code] of codes.entries())
    if (order === "big-endian") bytes.writeUInt32BE(code, 4 * at);
    else bytes.writeUInt32LE(code, 4 * at);
  return bytes;
}
