import { describe, expect, test } from "vitest";
import { document, documents, shown } from "./reading.ts";

const refusalOf = (text: string): readonly (string | undefined)[] => {
  const of = document(text);
  return [shown(of, of.refusal?.at), of.refusal?.message, of.refusal?.help];
};

describe("a refusal points at what must change and says why", () => {
  test.each<[string, string, string]>([
    [
      "image: {{ .Values.image }}\n",
      "1:8-1:27 {{ .Values.image }}",
      '"{{ .Values.image }}" looks like an unrendered template',
    ],
    [
      "a:\n{{- if .x }}\n  b: 1\n{{- end }}\n",
      "2:1-2:13 {{- if .x }}",
      '"{{- if .x }}" looks like an unrendered template',
    ],
    ["a:\n\tb: 1\n", "2:1-2:2 \t", "a tab stands where the indentation needs spaces"],
    ["a: |\n  x\n\tz\n", "3:1-3:2 \t", "a tab stands where the indentation needs spaces"],
    ["-\tx\n", "1:2-1:3 \t", "a tab stands where the indentation needs spaces"],
    ["a: 1\nimage:nginx\n", "2:6-2:7 :", '"image" is no key, because no blank follows its colon'],
    ["a: 1\nnginx\n", "2:1-2:6 nginx", '"nginx" is no key, because no ": " follows it'],
    [
      "cmd: run a: b\n",
      "1:11-1:12 :",
      'the ": " in this text would start a mapping, which cannot stand on the line of its key',
    ],
    ["a: x\n  b: 1\n", "2:3-2:4 b", '"b" is indented by 2, so it is more of the text above and not a key'],
    [
      "a:\n  b: 1\n c: 2\n",
      "3:2-3:6 c: 2",
      "this line is indented by 1, but the lines that it can belong to by 0 or 2",
    ],
    ["a: 'x'\n  b: 1\n", "2:3-2:7 b: 1", "this line is indented by 2, but the lines that it can belong to by 0"],
    ["- a\nb: 1\n", "2:1-2:5 b: 1", '"b: 1" stands in the column of a list, but does not start with "- "'],
    ["a: 1\n- b\n", "2:1-2:4 - b", "a list item stands where a key of the mapping above is expected"],
    ["a: - b\n", "1:4-1:5 -", "a list cannot start here"],
    ['a: "x\nb: 1\n', '1:4-1:6 "x', 'the " that opens this text is never closed'],
    ["a: 'it's'\n", "1:7-1:8 '", "this ' closes the text, and \"s'\" follows it"],
    ["a: [1, 2\nb: 3\n", "1:4-1:5 [", '"[" is never closed'],
    ["a: {b: 1\n", "1:4-1:5 {", '"{" is never closed'],
    ["a: ['b' 1]\n", "1:9-1:10 1", '"1" stands where the list in brackets needs "," or "]"'],
    ["a: ]\n", "1:4-1:5 ]", '"]" closes nothing'],
    ["a: [x]]\n", "1:7-1:8 ]", '"]" closes nothing'],
    ["a: *.log\n", "1:4-1:9 *.log", '"*" starts an alias, whose name may hold only letters, digits, "_" and "-"'],
    ["a: @x\n", "1:4-1:6 @x", 'no text can start with "@"'],
    ["a: |x\n", "1:5-1:6 x", 'only "+", "-" and a digit from 1 to 9 may follow "|" on its line'],
    ["a: .inf\n", "1:4-1:8 .inf", '".inf" is a number that JSON does not have'],
    ["~: 1\n", "1:1-1:2 ~", "a key is null"],
    ["[a]: 1\n", "1:4-1:5 :", "a list stands before this colon, but only text can be a key"],
    ["? [a]\n: 1\n", "1:3-1:6 [a]", "a list stands where a key is expected"],
    ["<<: x\n", "1:5-1:6 x", '"<<" merges a mapping or a list of mappings, and this is neither'],
    ["%YAML 1.2\n---\na: 1\n", "1:7-1:10 1.2", "Kubernetes reads YAML 1.1 alone"],
    [
      `${"k".repeat(1025)}: 1\n`,
      `1:1-1:1026 ${"k".repeat(1025)}`,
      "this key is longer than 1024 characters, the most that YAML allows",
    ],
    ["a: x\u0007z\n", "1:5-1:6 \u0007", "the character U+0007 may not stand in YAML"],
  ])("%j", (text, place, message) => {
    expect(refusalOf(text).slice(0, 2)).toEqual([place, message]);
  });

  test("and what to do, where that can be said", () => {
    expect(refusalOf("image: {{ .x }}\n")[2]).toBe(
      "run helm template first, or put the text in quotes if it is meant as it stands",
    );
    expect(refusalOf("a: x\n  b: 1\n")[2]).toBe("indent it by 0 to make it a key beside the one above");
    expect(refusalOf("cmd: run a: b\n")[2]).toBe('put "run a: b" in quotes');
  });

  test("a template in text that can be read is none of its business", () => {
    expect(document("a: '{{ .x }}'\nb: x {{ .y }}\n").refusal).toBeUndefined();
  });
});

describe("what follows a refusal", () => {
  test("is read from the next separator on", () => {
    const [first, second, third] = documents("a: [\n---\nb: 1\n---\nc: 'x\n");
    expect(first?.refusal?.message).toBe('"[" is never closed');
    expect(first?.value).toBeUndefined();
    expect(second?.value).toEqual({ b: 1 });
    expect(shown(third!, third?.refusal?.at)).toBe("5:4-5:6 'x");
  });
});
