import { describe, expect, test } from "vitest";
import { documentsOf, type StreamKind } from "../../scripts/bench/streams.ts";
import { readSource } from "../../src/index.ts";

const MANIFESTS: StreamKind = { of: "manifests", documents: 2000 };
const CRDS: StreamKind = { of: "crds", documents: 40 };
const streamOf = (kind: StreamKind): string => [...documentsOf(kind)].join("");
const kindsIn = (text: string): readonly string[] => Array.from(text.matchAll(/^kind: (.+)$/gm), ([, kind]) => kind!);

describe.each([MANIFESTS, CRDS])("a stream of $of", (kind) => {
  const text = streamOf(kind);

  test("is the same at every run", () => {
    expect(streamOf(kind)).toBe(text);
  });
  test("holds documents that can be read, each one object", () => {
    const { documents } = readSource("stream.yaml", new TextEncoder().encode(text));
    expect(documents).toHaveLength(kind.documents!);
    expect(documents.filter(({ refusal, duplicates }) => refusal || duplicates.length > 0)).toEqual([]);
    expect(kindsIn(text)).toHaveLength(kind.documents!);
  });
  test("holds no document twice", () => {
    expect(new Set(documentsOf(kind)).size).toBe(kind.documents);
  });
  test("ends where it has as many bytes as were asked for", () => {
    const bytes = Buffer.byteLength(text) / 2;
    const documents = [...documentsOf({ of: kind.of, bytes })];
    const size = Buffer.byteLength(documents.join(""));
    expect(size).toBeGreaterThanOrEqual(bytes);
    expect(size - Buffer.byteLength(documents.at(-1)!)).toBeLessThan(bytes);
  });
});

test("manifests have the shares of kinds and the length of lines and documents that repositories have", () => {
  const text = streamOf(MANIFESTS);
  const kinds = kindsIn(text);
  const percent = (kind: string) => (100 * kinds.filter((other) => other === kind).length) / kinds.length;
  expect(new Set(kinds).size).toBe(19);
  for (const [kind, share] of [
    ["Deployment", 12],
    ["Pod", 12],
    ["ConfigMap", 10],
    ["Service", 10],
    ["StatefulSet", 3],
  ] as const)
    expect(Math.abs(percent(kind) - share), kind).toBeLessThan(2.5);
  expect(text.length / text.split("\n").length).toBeCloseTo(27, -1);
  expect(text.length / kinds.length).toBeGreaterThan(900);
  expect(text.length / kinds.length).toBeLessThan(1300);
});

test("CustomResourceDefinitions are long, and have the length of lines that generated ones have", () => {
  const text = streamOf(CRDS);
  expect(text.length / 40).toBeGreaterThan(60_000);
  expect(Math.abs(text.length / text.split("\n").length - 57)).toBeLessThan(3);
});
