import { describe, expect, test } from "vitest";
import { type Finding, lint, type Report, readSource } from "../src/index.ts";
import { plimsoll } from "./cli/fake-io.ts";

const reportOn = (text: string, profiles: readonly "all"[] = []): Report =>
  lint([readSource("case.yaml", new TextEncoder().encode(text))], { profiles });
const placeOf = ({ location: { start, end } }: Pick<Finding, "location">): string =>
  `${start.line}:${start.column}-${end.line}:${end.column}`;
/** severity rule line:column-line:column */
const said = ({ findings }: Report): readonly string[] =>
  findings.map((finding) => `${finding.severity} ${finding.rule} ${placeOf(finding)}`);

test("fields that a chart and its values both set: each second key is reported, not the first alone", () => {
  const report = reportOn(`apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: example/api:1
      securityContext: {runAsNonRoot: true}
      livenessProbe:
        httpGet: {path: /health, port: 8080}
        httpGet: {path: /live, port: 8088}
      securityContext: {privileged: true}
`);
  expect(said(report)).toEqual(["warning key-duplicate 11:9-11:16", "warning key-duplicate 12:7-12:22"]);
  expect(report.findings.flatMap(({ related }) => related.map(placeOf))).toEqual(["10:9-10:16", "8:7-8:22"]);
  expect(report.findings.map(({ message }) => message)).toEqual([
    'key "httpGet" stands twice in spec.containers[0].livenessProbe; the last one counts',
    'key "securityContext" stands twice in spec.containers[0]; the last one counts',
  ]);
  for (const { then } of report.findings)
    expect(then).toBe("Helm and kubectl take the last value without a word; kustomize and Flux refuse the file");
});

test("a separator that a template has drawn to the next line", () => {
  const report = reportOn(`apiVersion: v1
kind: ConfigMap
metadata: {name: a}
data: {k: v}
---apiVersion: v1
kind: ConfigMap
metadata: {name: b}
data: {k: v}
`);
  expect(said(report)).toEqual(["error document-separator-glued 5:1-5:4"]);
  const [finding] = report.findings;
  expect(finding?.message).toBe('"---" stands on one line with "apiVersion", so no document starts here');
  expect(finding?.help).toContain("in a template, remove the dash");
});

describe("tabs", () => {
  const BROKEN = `apiVersion: v1
kind: ConfigMap
metadata: {name: t}
data:
  a: "1"
\tb: "2"
  c: "3"\t
`;
  const DANGLING = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: p
      image: example/p:1
      volumeMounts: [{name: ghost, mountPath: /g}]
`;

  test("one in the indentation ends its document, and the others are judged", () => {
    const report = reportOn(`${BROKEN}---\n${DANGLING}`, ["all"]);
    expect(said(report)).toEqual(["error document-unreadable 6:1-6:2", "error volume-mount-not-found 16:29-16:34"]);
    expect(report.findings[0]?.message).toBe("a tab stands where the indentation needs spaces");
    expect(report.findings[0]?.help).toMatch(/^replace the tab with spaces; usually an editor's tab key wrote it/);
    expect(report.summary).toMatchObject({ documents: 2, objects: 1, unreadable: 1 });
  });

  test("one at the end of a line is advice, where the document can be read", () => {
    const text = BROKEN.replace("\tb", "  b");
    expect(said(reportOn(text))).toEqual([]);
    expect(said(reportOn(text, ["all"]))).toEqual(["info tab-trailing 7:9-7:10"]);
  });
});

test("an alias of another document's anchor, and a merge that its own document resolves", () => {
  const report = reportOn(`apiVersion: v1
kind: Service
metadata:
  name: svc
  labels: &l {app: svc}
spec:
  selector:
    <<: *l
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: svc, labels: *l}
spec:
  selector: {matchLabels: {app: svc}}
  template:
    metadata: {labels: {app: svc}}
    spec: {containers: [{name: s, image: "example/s:1"}]}
`);
  expect(said(report)).toEqual(["error document-unreadable 13:31-13:33"]);
  const [finding] = report.findings;
  expect(finding?.message).toBe(
    'alias "*l" is out of reach: "&l" stands in another document, and anchors end at "---"',
  );
  expect(finding?.related.map((other) => `${placeOf(other)} ${other.label}`)).toEqual(['5:11-5:13 "&l" stands here']);
});

describe("templates in rendered text", () => {
  test("are text in quotes, and what stands beside them is judged", () => {
    const text = `apiVersion: v1
kind: ConfigMap
metadata: {name: alerts}
data:
  msg.tmpl: "{{ .GroupLabels.alertname }} fired"
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  containers:
    - name: p
      image: example/p:1
      volumeMounts: [{name: ghost, mountPath: /g}]
`;
    for (const lines of [text, text.replaceAll("\n", "\r\n")])
      expect(said(reportOn(lines))).toEqual(["error volume-mount-not-found 14:29-14:34"]);
  });

  test("outside of any text nobody has rendered them", () => {
    const report = reportOn(`apiVersion: v1
kind: ConfigMap
metadata: {name: web}
{{- if .Values.settings }}
data: {a: b}
{{- end }}
`);
    expect(said(report)).toEqual(["error document-unreadable 4:1-4:27"]);
    expect(report.findings[0]?.message).toBe('"{{- if .Values.settings }}" looks like an unrendered template');
    expect(report.findings[0]?.help).toMatch(/^run helm template first/);
  });
});

test("a broken document is one finding; the command counts it and exits 2, whatever else there is", async () => {
  const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
  const text = `${object("a")}---\na: [\nb: {\nc: 1\n---\n${object("b")}---\nd: 'x\n`;
  const { code, stdout, stderr } = await plimsoll(["--format", "unix", "--fail-on", "never", "-"], { stdin: text });
  expect(code).toBe(2);
  expect(stdout.split("\n").map((line) => line.split(": ")[0])).toEqual(["<stdin>:6:4", "<stdin>:13:4", ""]);
  expect(stderr).toMatch(/^plimsoll: 2 documents could not be read, and nothing in them was checked\n/);
});
