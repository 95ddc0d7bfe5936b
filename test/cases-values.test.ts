import { expect, test } from "vitest";
import { type Finding, lint, readSource } from "../src/index.ts";
import { applied } from "./applied.ts";

const findingsIn = (text: string): readonly Finding[] =>
  lint([readSource("case.yaml", new TextEncoder().encode(text))]).findings;

/** severity rule line:column "the marked characters" */
const said = (text: string): readonly string[] =>
  findingsIn(text).map(({ severity, rule, location: { start, end } }) => {
    const marked = text.split("\n")[start.line - 1]?.slice(start.column - 1, end.column - 1);
    return `${severity} ${rule} ${start.line}:${start.column} ${marked}`;
  });
const mended = (text: string): string =>
  applied(
    text,
    findingsIn(text).flatMap(({ fix }) => (fix?.safe ? fix.edits : [])),
  );

test("variables that a template printed without quotes: a number, a boolean of YAML 1.1, and nothing", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: console}
spec:
  containers:
    - name: console
      image: example/console:1
      env:
        - {name: PORT, value: 443}
        - {name: DEBUG, value: yes}
        - {name: EMPTY, value: null}
`;
  expect(said(text)).toEqual([
    "error value-not-text 9:31 443",
    "error value-not-text 10:32 yes",
    "info value-not-text 11:32 null",
  ]);
  const [port, debug, empty] = findingsIn(text);
  expect(port?.message).toBe('value of env "PORT" is the number 443, but Kubernetes takes only text there');
  expect(debug?.message).toBe(
    'value of env "DEBUG" is written yes, which is the boolean true, but Kubernetes takes only text there',
  );
  expect(debug?.help).toBe('put it in quotes: "yes"; in a Helm template, pass the value through quote');
  expect(debug?.then).toBe(
    "the API server refuses the Pod (json: cannot unmarshal bool into Go struct field EnvVar.spec.containers.env.value of type string)",
  );
  expect(empty?.message).toBe('value of env "EMPTY" is null, which Kubernetes reads as empty text');
  expect(said(mended(text))).toEqual(["info value-not-text 11:32 null"]);
});

test("annotations, labels and data: one finding for each value", () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations: {example.com/scrape: true, build: 1234}
  labels: {on-duty: off}
data:
  use-maps: false
  timeout: 30
`;
  expect(said(text)).toEqual([
    "error value-not-text 5:37 true",
    "error value-not-text 5:50 1234",
    "error value-not-text 6:21 off",
    "error value-not-text 8:13 false",
    "error value-not-text 9:12 30",
  ]);
  expect(findingsIn(text).map(({ then }) => then?.match(/field (\S+) of/)?.[1])).toEqual([
    "ObjectMeta.metadata.annotations",
    "ObjectMeta.metadata.annotations",
    "ObjectMeta.metadata.labels",
    "ConfigMap.data",
    "ConfigMap.data",
  ]);
  expect(said(mended(text))).toEqual([]);
});

test("modes without their zero: one that looks right, one out of range, one in quotes", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: job}
spec:
  containers:
    - {name: job, image: "example/job:1", volumeMounts: [{name: scripts, mountPath: /scripts}]}
  volumes:
    - name: scripts
      configMap: {name: scripts, defaultMode: 400}
    - name: tools
      configMap: {name: scripts, defaultMode: 755}
    - name: key
      secret: {secretName: key, defaultMode: "0400"}
    - name: right
      configMap: {name: scripts, defaultMode: 420}
`;
  expect(said(text)).toEqual([
    "warning file-mode-misread 9:47 400",
    "error file-mode-misread 11:47 755",
    'error file-mode-misread 13:46 "0400"',
  ]);
  const [look, range, quoted] = findingsIn(text);
  expect(look?.message).toContain("is 400, which is 0620 in octal; 0400 is meant, most likely");
  expect(range?.then).toContain("must be a number between 0 and 0777 (octal), both inclusive");
  expect(quoted?.message).toContain('is the text "0400"');
});

test("a variable whose value a template left out: a note at its key", () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: worker}
spec:
  selector: {matchLabels: {app: worker}}
  template:
    metadata: {labels: {app: worker}}
    spec:
      containers:
        - name: worker
          image: example/worker:1
          env:
            - name: WORKER_OPTS
              value: 
            - name: WORKER_PORT
              value: "8080"
`;
  expect(said(text)).toEqual(["info value-not-text 14:15 value"]);
});
