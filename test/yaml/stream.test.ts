import { describe, expect, test } from "vitest";
import { LONGEST_DOCUMENT } from "../../src/yaml/limits.ts";
import { readSource } from "../../src/yaml/source.ts";
import { documents, shown } from "./reading.ts";

const values = (text: string): unknown[] => documents(text).map(({ value, refusal }) => refusal?.message ?? value);

describe("a stream", () => {
  test.each<[string, unknown[]]>([
    ["", []],
    ["a: 1\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["---\na: 1\n---\n---\nb: 2\n---\n", [{ a: 1 }, { b: 2 }]],
    ["# licence\n---\na: 1\n", [{ a: 1 }]],
    ["%YAML 1.1\n# c\n---\na: 1\n", [{ a: 1 }]],
    ["# nothing\n", [undefined]],
    ["--- # c\na: 1\n--- x\n---\tz\n", [{ a: 1 }, "x", "z"]],
    ["a: |\n  ---\n---\nb: 1\n", [{ a: "---\n" }, { b: 1 }]],
    ["a: 1\n----\n", ['"----" starts no document, because "---" does not stand alone on its line']],
    ["a: 1\n...\n---\nb: 2\n", [{ a: 1 }, { b: 2 }]],
    ["a: 1\n...\n%TAG !y! tag:yaml.org,2002:\n---\nb: !y!str 2\n", [{ a: 1 }, { b: "2" }]],
    ["--- null\n", [null]],
  ])("%j", (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  test("is split at separators alone: what follows an end marker is read by nobody", () => {
    const [, rest] = documents("a: 1\n...\nb: 2\n---\nc: 3\n");
    expect(rest?.refusal?.message).toBe('"b: 2" stands behind the end of its document, where Kubernetes reads nothing');
    expect(shown(rest!, rest?.refusal?.at)).toBe("3:1-3:5 b: 2");
    expect(values("a: 1\r---\rb: 2\r")).toEqual([
      { a: 1 },
      '"---" stands behind the end of its document, where Kubernetes reads nothing',
    ]);
  });

  test("numbers its documents, and each has its own text", () => {
    const all = documents("a: 1\n---\nb: é\n");
    expect(all.map(({ index, file, text }) => [index, file, text])).toEqual([
      [0, "t.yaml", "a: 1\n"],
      [1, "t.yaml", "---\nb: é\n"],
    ]);
  });

  // Up to 64 KiB a document is decoded in a place that the next one uses again.
  test.each([65_534, 65_535, 65_536, 65_537])("reads a document of %d bytes as any other", (length) => {
    for (const ending of ["x", "é"]) {
      const text = `a: ${"x".repeat(length - 3 - Buffer.byteLength(ending))}${ending}`;
      expect(values(`${text}\n---\nb: 1\n---\n${text}`)).toEqual([
        { a: text.slice(3) },
        { b: 1 },
        { a: text.slice(3) },
      ]);
      expect(values(text)).toEqual([{ a: text.slice(3) }]);
    }
  });

  test("knows what a document mentions, and not what its neighbours do", () => {
    const [first, second] = documents("a: é x\n---\nb: # plimsoll\n");
    expect([first?.mentions("plimsoll"), second?.mentions("plimsoll"), first?.mentions(" x")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("knows what documents mention in whatever order they are asked", () => {
    const all = documents("a: one\n---\nb: two one\n---\nc: two\n---\nd: on\n---\ne: one\n");
    const mentioning = (word: string) => all.filter((document) => document.mentions(word)).map(({ index }) => index);
    expect(mentioning("one")).toEqual([0, 1, 4]);
    for (let turn = 0; turn < 150; turn++) {
      const [first, , third, , last] = all;
      expect([last, first, third].map((document) => document?.mentions("one"))).toEqual([true, true, false]);
    }
    expect([mentioning("one"), mentioning("two"), mentioning("six")]).toEqual([[0, 1, 4], [1, 2], []]);
  });

  test("gives its lines without their breaks", () => {
    const source = readSource("t.yaml", new TextEncoder().encode("\ufeffa: é\r\n\r\nb: 1\rc: 2"));
    expect([0, 1, 2, 3, 4, 5].map((number) => source.line(number))).toEqual([
      undefined,
      "a: é",
      "",
      "b: 1",
      "c: 2",
      undefined,
    ]);
  });
});

describe("bytes", () => {
  const read = (bytes: Uint8Array) => readSource("t.yaml", bytes).documents;

  test("that are no UTF-8 refuse their document at their place", () => {
    const [first, second] = read(
      Buffer.concat([Buffer.from("a: é"), Buffer.of(0xc3, 0x28), Buffer.from("\n---\nb: 1\n")]),
    );
    expect(first?.refusal).toEqual({
      at: { start: 4, end: 5 },
      message: "the byte 0xC3 is no UTF-8",
      help: "save the file as UTF-8",
    });
    expect(second?.value).toEqual({ b: 1 });
  });

  test("may be UTF-16 with a byte order mark", () => {
    const text = "a: é🙂\n";
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    expect(read(little)[0]?.value).toEqual({ a: "é🙂" });
    expect(read(Buffer.from(little).swap16())[0]?.value).toEqual({ a: "é🙂" });
  });

  test("of a half character in UTF-16 refuse their document", () => {
    const lone = Buffer.concat([Buffer.from("\ufeffa: ", "utf16le"), Buffer.of(0x3d, 0xd8)]);
    expect(read(lone)[0]?.refusal?.at).toEqual({ start: 3, end: 4 });
    expect(read(Buffer.concat([Buffer.from("\ufeffa: b", "utf16le"), Buffer.of(0x61)]))[0]?.refusal?.at.start).toBe(4);
  });

  test("of a view are read from where it starts", () => {
    const whole = new TextEncoder().encode("xxa: 1\n");
    expect(read(whole.subarray(2))[0]?.value).toEqual({ a: 1 });
  });
});

describe("a stream beyond all bounds", () => {
  test("is read to its 2,000,000th document, and what follows is one that is not read", () => {
    const read = readSource("t.yaml", Buffer.from(`${"---\n".repeat(9)}${"--- 1\n".repeat(2_000_003)}`)).documents;
    expect(read.length).toBe(2_000_001);
    const rest = read.at(-1)!;
    expect(rest.refusal?.message).toBe(
      "more than 2000000 documents stand in one stream, and nothing from here on is read",
    );
    expect(rest.locate(rest.refusal!.at).start).toEqual({ line: 2_000_010, column: 1 });
  });
  test("may hold a document that is too long for one text; the others are read", () => {
    const bytes = Buffer.alloc(LONGEST_DOCUMENT + 20);
    bytes.write("a: 1\n---\n");
    bytes.write("\n---\nb: 2\n", bytes.length - 10);
    const [first, long, last] = readSource("t.yaml", bytes).documents;
    expect([first?.value, last?.value]).toEqual([{ a: 1 }, { b: 2 }]);
    expect(long?.refusal?.message).toMatch(/^this document is longer than the \d+ bytes that can be one text$/);
    expect(long?.locate(long.refusal!.at).start).toEqual({ line: 2, column: 1 });
  });
});
