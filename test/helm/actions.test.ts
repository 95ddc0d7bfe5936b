import { describe, expect, test } from "vitest";
import { actionsIn } from "../../src/helm/actions.ts";

const found = (text: string) => Array.from(actionsIn(text), ({ start, end }) => text.slice(start, end));

describe("the actions of a template", () => {
  test.each([
    ["a {{ .b }} c {{.d}}", ["{{ .b }}", "{{.d}}"]],
    ['{{ "}}" }} {{ `}} "` }} {{ \'}\' }}', ['{{ "}}" }}', '{{ `}} "` }}', "{{ '}' }}"]],
    ['{{ "a \\" }}" }}', ['{{ "a \\" }}" }}']],
    ["{{ `a\n}}\nb` }}\nc", ["{{ `a\n}}\nb` }}"]],
    ["{{/* a }} b */}} c", ["{{/* a }} b */}}"]],
    ["{{- /* a\n}} b */ -}} c", ["{{- /* a\n}} b */ -}}"]],
    ['{{ dict\n  "a" 1\n}} b', ['{{ dict\n  "a" 1\n}}']],
    ["{{{ .a }}}", ["{{{ .a }}"]],
    ["a {{ never closed", ["{{ never closed"]],
    ["{{/* never closed }}", ["{{/* never closed }}"]],
    ['{{ "never closed }}\nb {{ .c }}', ['{{ "never closed }}\nb {{ .c }}']],
    ["nothing } here {", []],
  ])("%j", (text, actions) => {
    expect(found(text)).toEqual(actions);
  });
  test.each([
    ["{{ if .a }}", "if"],
    ["{{- range $i, $e := .a }}", "range"],
    ["{{end}}", "end"],
    ["{{- end -}}", "end"],
    ["{{\n  with .a }}", "with"],
    ["{{ .end }}", ""],
    ["{{- /* end */ -}}", ""],
    ["{{-3}}", ""],
    ["{{ endless }}", "endless"],
  ])("%j begins with the word %j", (text, word) => {
    expect([...actionsIn(text)].map((action) => action.word)).toEqual([word]);
  });
  test.each(['{{ "\\"\\"\\"\\"', "{{ `", "{{/*", "{{", "{{ '\\'", '{{ " }}', "*/ "])(
    "time grows with the text, also of many times %j",
    (piece) => {
      const begun = performance.now();
      const text = piece.repeat(200_000);
      for (const { end } of actionsIn(text)) expect(end).toBeLessThanOrEqual(text.length);
      expect(performance.now() - begun).toBeLessThan(5000);
    },
  );
});
