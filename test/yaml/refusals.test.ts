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
    ['a: "x\nb: "y"\n', '1:4-1:6 "x', 'the " that opens this text is not closed before the next text opens'],
    [
      'a:\n  - "x \\" y\n  - "z"\n',
      '2:5-2:12 "x \\" y',
      'the " that opens this text is not closed before the next text opens',
    ],
    ["a: 'it''s\nb: 'x'\n", "1:4-1:10 'it''s", "the ' that opens this text is not closed before the next text opens"],
    ["--- a: 1\n", "1:5-1:7 a:", 'a mapping cannot start on the line of "---"'],
    ["a: 1\n---b\n", "2:1-2:5 ---b", '"---b" starts no document, because "---" does not stand alone on its line'],
    ["a:\n  b:1\n  c: 2\n", "2:4-2:5 :", '"b" is no key, because no blank follows its colon'],
    ["a: 1\nhttp://x/y\n", "2:1-2:11 http://x/y", '"http://x/y" is no key, because no ": " follows it'],
    ["a: *x\nb: &x 1\n", "1:4-1:6 *x", 'alias "*x" stands above its anchor "&x"'],
    ["a: *x\n", "1:4-1:6 *x", 'alias "*x" names no anchor above it'],
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
    expect(refusalOf("cmd: run a: b  # c\n")[2]).toBe('put "run a: b" in quotes');
  });

  test("a list that stands too far left is told the key that it belongs to", () => {
    expect(refusalOf("spec:\n  list:\n- a\n")[2]).toBe('indent it by 2 or more to make it the list of "list"');
    expect(refusalOf("- list:\n- a\nb: 1\n")[2]).not.toContain("list of");
    expect(refusalOf("spec:\n  list:\n    - a\n  - b\n")[2]).toBe("indent it like the list that it belongs to");
  });
});

describe("a refusal tells why such a text is usually written, where that helps", () => {
  test.each<[string, string]>([
    ["a:\n\tb: 1\n", "an editor's tab key wrote it, or a template that is indented with tabs"],
    ["cmd: run a: b\n", "a template printed a value without quotes: {{ .Values.x | quote }} writes them"],
    ["a: @x\n", "a template printed a value without quotes: {{ .Values.x | quote }} writes them"],
    ["a: *.example.com\n", "a template printed a value without quotes: {{ .Values.x | quote }} writes them"],
    ["a: *x\n", "a template printed a value without quotes: {{ .Values.x | quote }} writes them"],
    ["a: %!d(string=1)\n", "printf in a template was given a value of another type than its verb expects"],
    ['a: "x"y"\n', "a template put quotes round a value that holds some itself: {{ .Values.x | quote }} escapes them"],
    ["a: x\n  b: 1\n", "a template's indent or nindent was given too many spaces"],
    [
      "a:\n  b: 1\n c: 2\n",
      "a template's indent or nindent was given another number of spaces than the lines around it",
    ],
    ["a:\n  - b\n- c\n", "a template's indent or nindent was given another number of spaces than the lines around it"],
    [
      "a: - b\n",
      "a template printed a list on the line of its key: {{ toYaml .Values.x | nindent 2 }} starts a new line",
    ],
    ["a: |\n  x\ny\n", "a text of several lines was printed without nindent, which indents all of them"],
    ["a: 1\n-----BEGIN X-----\n", "a text of several lines was printed without nindent, which indents all of them"],
    ["--- a: 1\n", 'a template trimmed the line break behind "---" with the dash of "{{-" or "-}}"'],
    ["a: 1\n---b\n", 'a template trimmed the line break behind "---" with the dash of "{{-" or "-}}"'],
  ])("%j", (text, usually) => {
    expect(document(text).refusal?.usually).toBe(usually);
  });

  test.each(["a: 1\nb\n", "a: [\n", 'a: "x\n', "~: 1\n"])("%j may have many reasons", (text) => {
    expect(document(text).refusal).toBeDefined();
    expect(document(text).refusal?.usually).toBeUndefined();
  });
});

describe("a template that nobody has rendered is told from the text of one", () => {
  test.each<[string, string]>([
    ["{{- if .x }}\na: 1\n{{- end }}\n", "1:1-1:13 {{- if .x }}"],
    ["a: 1\n{{ if .x }}\nb: 1\n{{ end }}\n", "2:1-2:12 {{ if .x }}"],
    ['a:\n  {{- include "x" . | nindent 4 }}\n', '2:3-2:35 {{- include "x" . | nindent 4 }}'],
    ['a:\n    {{ include "x" . | nindent 4 }}\nb: 1\n', '2:5-2:36 {{ include "x" . | nindent 4 }}'],
    ["replicas: {{ .Values.n }}\n", "1:11-1:26 {{ .Values.n }}"],
    ["replicas: {{ .Values.n }} # of pods\n", "1:11-1:26 {{ .Values.n }}"],
    ["name: {{ .x }}-a\n", "1:7-1:15 {{ .x }}"],
    ["- {{ .x }}\n", "1:3-1:11 {{ .x }}"],
    ["- name: {{ .x }}\n  value: 1\n", "1:9-1:17 {{ .x }}"],
    ["{{ .a }}: {{ .b }}\n", "1:1-1:9 {{ .a }}"],
    ['"{{ .a }}": {{ .b }}\n', "1:13-1:21 {{ .b }}"],
    ['args: ["{{ .a }}", {{ .b }}]\n', "1:20-1:28 {{ .b }}"],
    ["a: {b: {{ .c }}}\n", "1:8-1:16 {{ .c }}"],
    ['a: {{ printf "%s: %s" .b .c }}\n', '1:4-1:31 {{ printf "%s: %s" .b .c }}'],
    ['a: "b"{{ if .c }}d{{ end }}\n', "1:7-1:18 {{ if .c }}"],
    ["{{ range $k, $v := .x }}\n", "1:1-1:25 {{ range $k, $v := .x }}"],
    ["{{/* one */}}\na: 1\n", "1:1-1:14 {{/* one */}}"],
    ["{{- /* one\n two */ -}}\na: 1\n", "1:1-1:11 {{- /* one"],
    ['a: {{ include "x" (dict\n  "b" .c) }}\n', '1:4-1:24 {{ include "x" (dict'],
    ["a: {{ .b }\n", "1:4-1:11 {{ .b }"],
    ["image: nginx\n  {{- if .x }}\n  ports: 1\n", "2:3-2:15 {{- if .x }}"],
    ["image: 'nginx'\n  {{- if .x }}\n  ports: 1\n", "2:3-2:15 {{- if .x }}"],
    ["a: |\n  x\n{{- end }}\n", "3:1-3:11 {{- end }}"],
    ["a: 1\n  {{ .b }} {{ .c }}: 2\n", "2:3-2:11 {{ .b }}"],
  ])("%j", (text, place) => {
    const [at, message] = refusalOf(text);
    expect(at).toBe(place);
    expect(message).toBe(`"${place.slice(place.indexOf(" ") + 1)}" looks like an unrendered template`);
  });

  test.each([
    "a: '{{ .x }}'\nb: x {{ .y }}\n",
    "a: |\n  {{ .x }}\n  {{- if .y }}\n",
    'a: "x\n  {{ .y }}"\n',
    "a: x\n  {{ .y }}\n",
    "a: x{{ .y }}\n",
    "a: 1 # {{ .x }}\n",
    "a: >\n  x\n  {{ .y }}: z\n",
  ])("%j can be read", (text) => {
    expect(document(text).refusal).toBeUndefined();
  });

  test.each<[string, string]>([
    ["a: Disk of {{ $labels.node }} is: full\n", "1:33-1:34 :"],
    ["a: '{{ .x }}' it's\n", "1:15-1:19 it's"],
    ["a: 'it's {{ .x }}'\n", "1:7-1:8 '"],
    ['a: "{{ .x }} \\d"\n', "1:14-1:16 \\d"],
    ['a: "{{ \\d }}"\n', "1:8-1:10 \\d"],
    ['a: "{{ .x }}\n', '1:4-1:13 "{{ .x }}'],
    ["a: z{{ .x }}: y\n", "1:13-1:14 :"],
    ["a: |\n\t{{ .x }}\n", "2:1-2:2 \t"],
    ["a: b {{ .x }}\n c: [\n", "2:2-2:3 c"],
    ["a: ['{{', x\n", "1:4-1:5 ["],
  ])("%j is refused for another reason", (text, place) => {
    const [at, message] = refusalOf(text);
    expect(at).toBe(place);
    expect(message).not.toContain("template");
  });
});

describe("an alias does not reach the anchors of another document", () => {
  const elsewhere = (text: string, index: number) => {
    const { refusal } = documents(text)[index]!;
    const { start, end } = refusal?.related?.at ?? {};
    const place = start && `${start.line}:${start.column}-${end?.line}:${end?.column}`;
    return [refusal?.message.includes("another document"), place, refusal?.related?.label];
  };

  test.each<[string, string, number, string]>([
    ["above", "a: &x 1\n---\nb: *x\n", 1, "1:4-1:6"],
    ["below", "b: *x\n---\na: [&x 1]\n", 0, "3:5-3:7"],
    ["as the first of its kind", "- &x 1\n---\n- &x 2\n---\n- *x\n", 2, "1:3-1:5"],
    ["behind letters of several bytes", "ä: 1\nö: &x 1\n---\n- *x\n", 1, "2:4-2:6"],
    ["on a line of its own", "a:\n  &x\n  b: 1\n---\n- *x\n", 1, "2:3-2:5"],
  ])("%s", (_, text, index, place) => {
    expect(elsewhere(text, index)).toEqual([true, place, '"&x" stands here']);
  });

  test.each(["a: R&x\n---\nb: *x\n", "a: &xy 1\n---\nb: *x\n", "# see &x\n---\nb: *x\n"])(
    "%j holds no such anchor",
    (text) => {
      expect(elsewhere(text, text.startsWith("#") ? 0 : 1)).toEqual([false, undefined, undefined]);
    },
  );

  test("its own come first", () => {
    const { refusal } = documents("- &x 1\n---\n- *x\n- &x 2\n")[1]!;
    expect(refusal?.message).toBe('alias "*x" stands above its anchor "&x"');
    expect(refusal?.related?.at.start).toEqual({ line: 4, column: 3 });
  });

  test("in a stream full of such aliases it is looked for once", { timeout: 20_000 }, () => {
    const start = performance.now();
    const text = `a: [${"&y 1, ".repeat(300_000)}]\n${"---\n- *x\n".repeat(10_000)}---\n- &x 1\n`;
    expect(documents(text)[5_000]?.refusal?.related?.at.start).toEqual({ line: 20_003, column: 3 });
    expect(performance.now() - start).toBeLessThan(10_000);
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
