import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy } from "./found.ts";
import { said } from "./said.ts";

const RULE = "data-too-large";
const MOST = 1_048_576;

const object = (kind: string, fields: Record<string, Record<string, string>>, apiVersion = "v1"): string =>
  [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    "metadata: {name: boards}",
    ...Object.entries(fields).flatMap(([field, data]) => [
      `${field}:`,
      ...Object.entries(data).map(([name, text]) => `  ${name}: "${text}"`),
    ]),
    "",
  ].join("\n");
const text = (size: number): string => "x".repeat(size);
const base64 = (size: number): string => Buffer.alloc(size, "y").toString("base64");

describe("a ConfigMap", () => {
  test("may hold 1,048,576 bytes and no more", () => {
    expect(said(RULE, object("ConfigMap", { data: { a: text(MOST) } }))).toEqual([]);
    expect(said(RULE, object("ConfigMap", { data: { a: text(MOST + 1) } }))).toEqual([
      "error 5:3-4 ConfigMap/boards holds 1048577 bytes, and 1048576 are the most that a ConfigMap may hold",
    ]);
  });
  test("is refused as a whole, and its largest key is shown", () => {
    const [finding] = foundBy(RULE, object("ConfigMap", { data: { a: text(9), b: text(800_000), c: text(300_000) } }));
    expect(finding).toMatchObject({
      confidence: "certain",
      label: "800000 of 1100009 bytes",
      help: 'keep "b" in a ConfigMap of its own, or in an image',
      then: "the API server refuses the ConfigMap ([]: Too long: may not be more than 1048576 bytes)",
    });
    expect(finding?.location.start).toMatchObject({ line: 6, column: 3 });
  });
  test("is refused in the words of each version", () => {
    const large = object("ConfigMap", { data: { a: text(MOST + 1) } });
    expect([31, 32].map((minor) => foundBy(RULE, large, minor)[0]?.then)).toEqual([
      "the API server refuses the ConfigMap ([]: Too long: must have at most 1048576 bytes)",
      "the API server refuses the ConfigMap ([]: Too long: may not be more than 1048576 bytes)",
    ]);
  });
  test("does not take a key that is too large alone", () => {
    const [finding] = foundBy(RULE, object("ConfigMap", { data: { a: text(MOST + 1) } }));
    expect(finding?.help).toBe('keep "a" in an image or on a disk');
    const [two] = foundBy(RULE, object("ConfigMap", { data: { a: text(MOST + 1), b: text(MOST + 2) } }));
    expect(two?.help).toBe('keep "b" in an image or on a disk');
  });
  test("of many keys is divided where one of them less is not enough", () => {
    const keys = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, text(500_000)]));
    expect(foundBy(RULE, object("ConfigMap", { data: keys }))[0]?.help).toBe(
      "divide its 4 keys among several objects of kind ConfigMap, or keep them in an image",
    );
  });
  test("holds binaryData as what base64 stands for", () => {
    expect(said(RULE, object("ConfigMap", { binaryData: { a: base64(MOST) } }))).toEqual([]);
    expect(said(RULE, object("ConfigMap", { data: { b: text(2) }, binaryData: { a: base64(MOST - 1) } }))).toHaveLength(
      1,
    );
  });
  test("is measured in bytes of UTF-8", () => {
    expect(said(RULE, object("ConfigMap", { data: { a: "ä".repeat(MOST / 2) } }))).toEqual([]);
    expect(said(RULE, object("ConfigMap", { data: { a: `${"ä".repeat(MOST / 2)}x` } }))).toHaveLength(1);
  });
  test("counts values alone: keys and metadata are free", () => {
    const long = object("ConfigMap", { data: { [text(200)]: text(MOST) } });
    expect(said(RULE, long.replace("metadata: {", `metadata: {annotations: {note: ${text(5000)}}, `))).toEqual([]);
  });
  test("in a List is found by itself", () => {
    const list = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: small}, data: {a: ${text(700_000)}}}
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: large}, data: {a: ${text(MOST + 1)}}}
`;
    expect(said(RULE, list)).toEqual([expect.stringContaining("ConfigMap/large holds 1048577 bytes")]);
  });
});

describe("a Secret", () => {
  test("is refused at its data", () => {
    const [finding] = foundBy(RULE, object("Secret", { data: { a: base64(MOST + 1) } }));
    expect(finding?.then).toBe(
      "the API server refuses the Secret (data: Too long: may not be more than 1048576 bytes)",
    );
  });
  test("counts a key of stringData once, in the place of data", () => {
    const twice = { data: { a: base64(600_000) }, stringData: { a: text(600_000) } };
    expect(said(RULE, object("Secret", twice))).toEqual([]);
    expect(said(RULE, object("Secret", { ...twice, stringData: { b: text(600_000) } }))).toHaveLength(1);
  });
  test("may break its base64 into lines", () => {
    const lines = base64(MOST + 1).replace(/.{76}/g, "$&\\n");
    expect(said(RULE, object("Secret", { data: { a: lines } }))).toHaveLength(1);
  });
  test("counts what is no base64 as nothing: that alone is refused", () => {
    expect(said(RULE, object("Secret", { data: { a: `!${text(2 * MOST)}` } }))).toEqual([]);
  });
});

describe("silent about", () => {
  test.each([
    ["another kind", object("Blob", { data: { a: text(MOST + 1) } }, "example.com/v1")],
    ["a ConfigMap of another group", object("ConfigMap", { data: { a: text(MOST + 1) } }, "example.com/v1")],
    ["data that is a text", `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${text(MOST + 1)}\n`],
    ["data that is a list", `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: [${text(MOST + 1)}]\n`],
    [
      "numbers for texts",
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: 1, b: ${"1".repeat(MOST)}}\n`,
    ],
  ])("%s", (_, manifest) => {
    expect(said(RULE, manifest)).toEqual([]);
  });
  test("small documents, without asking what they hold", () => {
    const source = readSource("t.yaml", new TextEncoder().encode(object("ConfigMap", { data: { a: "x" } })));
    expect(source.documents[0]?.size).toBe(71);
    expect(lint([source]).findings).toEqual([]);
  });
});
