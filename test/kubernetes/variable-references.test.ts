import { expect, test } from "vitest";
import { variableReferences } from "../../src/kubernetes/variable-references.ts";

const namesIn = (text: string) => variableReferences(text).map(({ name }) => name);

test("references are read as Kubernetes expands them", () => {
  expect(variableReferences("logs/$(NODE)/$(POD)")).toEqual([
    { name: "NODE", start: 5, written: "$(NODE)" },
    { name: "POD", start: 13, written: "$(POD)" },
  ]);
  expect(namesIn("$$(A)$$$(B)")).toEqual(["B"]);
  expect(namesIn(`$A \${B} $(C`)).toEqual([]);
  expect(namesIn("$x$(A)")).toEqual(["A"]);
  expect(namesIn("$()")).toEqual([""]);
  expect(namesIn("$")).toEqual([]);
});

test("a text of nothing but openings is read in one pass", () => {
  expect(namesIn("$(".repeat(500_000))).toEqual([]);
  expect(namesIn(`${"$".repeat(1_000_000)}(A)`)).toEqual([]);
});
