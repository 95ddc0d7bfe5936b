import { describe, expect, test } from "vitest";
import { readSource } from "../../src/yaml/source.ts";

const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.of(part))));

/** Of each document its value, or where and why it is refused: "line:column-column message". */
const read = (content: Uint8Array): readonly unknown[] =>
  readSource("t.yaml", content).documents.map((of) => {
    if (!of.refusal) return of.value;
    const { start, end } = of.locate(of.refusal.at);
    expect(end.line).toBe(start.line);
    return `${start.line}:${start.column}-${end.column} ${of.refusal.message}`;
  });

const forbidden = [
  ...Array.from({ length: 32 }, (_, code) => code).filter((code) => ![0x09, 0x0a, 0x0d].includes(code)),
  ...[0x7f, 0x80, 0x84, 0x86, 0x9f, 0xfffe, 0xffff],
];

describe("a character that YAML forbids", () => {
  test.each(
    forbidden.map((code) => [`U+${code.toString(16).toUpperCase().padStart(4, "0")}`, String.fromCharCode(code)]),
  )("is named at its place: %s", (name, character) => {
    const message = expect.stringContaining(`the character ${name} may not stand in YAML`);
    const around = (text: string) => read(Buffer.from(text.replace("@", character)));
    const at = (place: string) => expect.stringMatching(new RegExp(`^${place} `));
    for (const [text, place] of [
      ["a: @\n", "1:4-5"],
      ["a: 1 # @\n", "1:8-9"],
      ['a: "@"\n', "1:5-6"],
      ["a: |\n  x@\n", "2:4-5"],
      ["é🚢: @\r\n", "1:6-7"],
      ["a: 1\r\nb: é\rc: @\n", "3:4-5"],
    ] as const) {
      expect(around(text), text).toEqual([message]);
      expect(around(text), text).toEqual([at(place)]);
    }
    expect(around("a: é\r\n---\r\nb: @\r\n---\r\nc: 1\r\n")).toEqual([{ a: "é" }, at("3:4-5"), { c: 1 }]);
  });

  test("is none of those that editors write", () => {
    expect(read(bytes("a: x\ty\r\nb: é\u00a0\u2028\n"))).toHaveLength(1);
    expect(read(bytes('a: "\\0\\x07"\n'))).toEqual([{ a: "\0\x07" }]);
  });
});

describe("a byte that is no UTF-8", () => {
  test.each<[string, Buffer, string, string]>([
    ["that no character has", bytes("a: ", 0xff, "\n"), "1:4-5", "0xFF"],
    ["of Latin-1", Buffer.from("a: Gr\u00fc\u00dfe\n", "latin1"), "1:6-7", "0xFC"],
    ["that goes on with nothing", bytes("a: ", 0x80, "\n"), "1:4-5", "0x80"],
    ["that is followed by too few", bytes("a: é🚢", 0xe2, 0x82, "\n"), "1:7-8", "0xE2"],
    ["at the end of the file", bytes("a: b\r\nc: ", 0xf0, 0x9f), "2:4-5", "0xF0"],
    ["of a longer form than needed", bytes("a: ", 0xc0, 0x80, "\n"), "1:4-5", "0xC0"],
    ["of a surrogate", bytes("a: ", 0xed, 0xa0, 0x80, "\n"), "1:4-5", "0xED"],
    ["beyond Unicode", bytes("a: ", 0xf4, 0x90, 0x80, 0x80, "\n"), "1:4-5", "0xF4"],
    ["behind a byte order mark", bytes("\ufeffa: ", 0xff, "\n"), "1:4-5", "0xFF"],
    ["in a comment", bytes("a: 1\r\n# é ", 0xff, "\r\n"), "2:5-6", "0xFF"],
  ])("is named at its place: one %s", (_, content, place, byte) => {
    const [first] = read(content);
    expect(first).toMatch(new RegExp(`^${place} the byte ${byte}\\b.* is no UTF-8$`));
  });

  test("refuses its own document alone", () => {
    expect(read(bytes("a: é\r\n---\r\nb: ü", 0xff, "\r\n---\r\nc: ", 0xfe, "\n---\nd: 1\n"))).toEqual([
      { a: "é" },
      expect.stringMatching(/^3:5-6 the byte 0xFF\b/),
      expect.stringMatching(/^5:4-5 the byte 0xFE\b/),
      { d: 1 },
    ]);
  });
});

describe("UTF-16", () => {
  const text = "a: é\r\n---\r\nb: 🚢\r\n";
  const little = Buffer.from(`\ufeff${text}`, "utf16le");

  test("with a byte order mark is read", () => {
    expect(read(little)).toEqual([{ a: "é" }, { b: "🚢" }]);
    expect(read(Buffer.from(little).swap16())).toEqual([{ a: "é" }, { b: "🚢" }]);
  });

  test("has its places counted in characters", () => {
    const content = Buffer.from("\ufeffa: é\r\n---\r\n🚢: \x01\r\n---\r\nc: 1\r\n", "utf16le");
    expect(read(content)).toEqual([{ a: "é" }, expect.stringMatching(/^3:5-6 the character U\+0001 /), { c: 1 }]);
  });

  test("with half a character refuses each document that holds one, where it stands", () => {
    const content = Buffer.from("\ufeffa: 1\n---\nb: é\ud83dx\n---\nc: \ude00\n---\nd: 🚢\n", "utf16le");
    for (const broken of [content, Buffer.from(content).swap16()])
      expect(read(broken)).toEqual([
        { a: 1 },
        expect.stringMatching(/^3:5-6 /),
        expect.stringMatching(/^5:4-5 /),
        { d: "🚢" },
      ]);
  });

  test("that ends within a unit refuses its last document", () => {
    const content = Buffer.concat([Buffer.from("\ufeffa: 1\n---\nb: c", "utf16le"), Buffer.of(0x20)]);
    expect(read(content)).toEqual([{ a: 1 }, expect.stringMatching(/^3:5-6 /)]);
  });

  test.each<[string, Buffer]>([
    ["UTF-16 LE without its mark", Buffer.from(text, "utf16le")],
    ["UTF-16 BE without its mark", Buffer.from(text, "utf16le").swap16()],
    ["UTF-32 LE", bytes(0xff, 0xfe, 0, 0, "a", 0, 0, 0, ":", 0, 0, 0)],
    ["UTF-32 BE", bytes(0, 0, 0xfe, 0xff, 0, 0, 0, "a", 0, 0, 0, ":")],
  ])("is never guessed: %s is refused", (_, content) => {
    for (const each of read(content)) expect(each).toMatch(/^\d+:\d+-\d+ the (?:byte|character) /);
    expect(read(content)).not.toEqual([]);
  });
});

describe("a byte order mark", () => {
  test("is skipped where a stream or a document starts, and is no column", () => {
    expect(read(bytes("\ufeffa: \x01\n"))).toEqual([expect.stringMatching(/^1:4-5 /)]);
    expect(read(bytes("a: 1\n---\n\ufeffb: 2\n"))).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test("is a character anywhere else", () => {
    expect(read(bytes("a: 1\n\ufeffb: \ufeff2\n"))).toEqual([{ a: 1, "\ufeffb": "\ufeff2" }]);
  });
});

test("integers beyond 2^53 keep all their digits", () => {
  const [of] = readSource(
    "t.yaml",
    bytes("a: 9007199254740993\nb: [-9223372036854775808, 18446744073709551615]\n"),
  ).documents;
  expect(of?.value).toEqual({ a: 9007199254740993n, b: [-9223372036854775808n, 18446744073709551615n] });
});
