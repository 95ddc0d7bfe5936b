import { describe, expect, test } from "vitest";
import { applied } from "../applied.ts";
import { foundBy } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "value-not-text";
const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n${data}`;

describe("what YAML makes of a value without quotes", () => {
  test.each([
    ["443", "is the number 443"],
    ["true", "is the boolean true"],
    ["yes", "is written yes, which is the boolean true"],
    ["off", "is written off, which is the boolean false"],
    ["0755", "is written 0755, which is the number 493"],
    ["0x1F", "is written 0x1F, which is the number 31"],
    ["1e3", "is written 1e3, which is the number 1000"],
    ["1.10", "is written 1.10, which is the number 1.1"],
    ["1_000", "is written 1_000, which is the number 1000"],
    ["-5", "is the number -5"],
  ])("%s", (written, reading) => {
    expect(said(RULE, podWith(`env: [{name: A, value: ${written}}]`))).toEqual([
      `error 6:66-${66 + written.length} value of env "A" ${reading}, but Kubernetes takes only text there`,
    ]);
  });

  test.each(['"443"', "'yes'", "12:30:45", "2001-01-01", "1.2.3", "0b", "e3", "=", "no.", "!!str 443"])(
    "%s is text, and nothing is said",
    (written) => {
      expect(said(RULE, podWith(`env: [{name: A, value: ${written}}]`))).toEqual([]);
    },
  );

  test("an integer that JavaScript cannot hold stands in the message as it is written", () => {
    const [finding] = foundBy(RULE, podWith("env: [{name: A, value: 12345678901234567890}]"));
    expect(finding?.message).toContain("is the number 12345678901234567890,");
    expect(finding?.fix?.edits[0]?.text).toBe('"12345678901234567890"');
  });
});

describe("where Kubernetes wants text", () => {
  test.each<[string, string, string]>([
    [
      "a label",
      "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {on-call: off}}\n",
      '3:39 label "on-call"',
    ],
    [
      "an annotation of a custom resource",
      "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, annotations: {a: 1}}\n",
      '3:38 annotation "a"',
    ],
    ["a ConfigMap's data", configMap("  timeout: 30\n"), '5:12 "timeout" in data'],
    ["a Secret's stringData", "apiVersion: v1\nkind: Secret\nstringData:\n  port: 5432\n", '4:9 "port" in stringData'],
    [
      "the selector of a Service",
      "apiVersion: v1\nkind: Service\nspec: {selector: {tier: 1}}\n",
      "3:25 spec.selector.tier",
    ],
    [
      "a label of a Deployment's pods",
      "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {metadata: {labels: {v: 1.0}}}}\n",
      '3:42 label "v"',
    ],
    [
      "a label of a claim template",
      "apiVersion: apps/v1\nkind: StatefulSet\nspec: {volumeClaimTemplates: [{metadata: {labels: {v: 2}}}]}\n",
      '3:55 label "v"',
    ],
    [
      "a selector's values",
      "apiVersion: apps/v1\nkind: Deployment\nspec: {selector: {matchExpressions: [{key: v, operator: In, values: [1]}]}}\n",
      "3:70 spec.selector.matchExpressions[0].values[0]",
    ],
    [
      "a node selector, in the pod of a CronJob",
      "apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {nodeSelector: {ssd: true}}}}}}\n",
      "3:67 spec.jobTemplate.spec.template.spec.nodeSelector.ssd",
    ],
    ["an argument", podWith("args: [serve, 8080]"), "6:57 spec.containers[0].args[1]"],
    ["a restart policy", "apiVersion: v1\nkind: Pod\nspec: {restartPolicy: No}\n", "3:23 spec.restartPolicy"],
    [
      "a class's parameters",
      "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nparameters: {iops: 3000}\n",
      "3:20 parameters.iops",
    ],
  ])("%s", (_, text, place) => {
    const [finding, ...others] = foundBy(RULE, text);
    expect(others).toEqual([]);
    const { line, column } = finding!.location.start;
    const [subject] = finding!.message.split(/ is /);
    expect(`${line}:${column} ${subject}`).toBe(place);
    expect(finding?.severity).toBe("error");
  });

  test("not in the fields of a custom resource, nor in those that take a number", () => {
    expect(said(RULE, "apiVersion: example.com/v1\nkind: Thing\nspec: {env: [{name: A, value: 1}]}\n")).toEqual([]);
    expect(said(RULE, podWith("ports: [{containerPort: 80}], resources: {limits: {cpu: 1}}"))).toEqual([]);
  });

  test("in each item of a List", () => {
    const text = `apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: 1}}
`;
    const [finding] = foundBy(RULE, text);
    expect(finding?.location.start).toEqual({ line: 4, column: 70 });
    expect(finding?.resource).toEqual({ kind: "ConfigMap", name: "a" });
  });

  test("in the pods that an operator makes, at the custom resource's own field, and once for all shards", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  shards: 3
  podMetadata: {labels: {tier: 1}}
  containers:
    - name: proxy
      image: example/proxy:1
      env:
        - {name: PORT, value: 8443}
`;
    expect(said(RULE, text)).toEqual([
      'error 6:32-33 label "tier" is the number 1, but Kubernetes takes only text there',
      'error 11:31-35 value of env "PORT" is the number 8443, but Kubernetes takes only text there',
    ]);
    expect(foundBy(RULE, text)[0]?.then).toBe("the API server refuses the Prometheus");
  });
});

describe("what the API server says", () => {
  test.each([
    [
      podWith("env: [{name: A, value: yes}]"),
      "bool into Go struct field EnvVar.spec.containers.env.value of type string",
    ],
    [podWith("args: [1]"), "number into Go struct field Container.spec.containers.args of type string"],
    [configMap("  a: {b: c}\n"), "object into Go struct field ConfigMap.data of type string"],
    [configMap("  a: [b]\n"), "array into Go struct field ConfigMap.data of type string"],
    ["apiVersion: v1\nkind: Secret\ndata: {a: 1}\n", "number into Go struct field Secret.data of type []uint8"],
    [
      "apiVersion: apps/v1\nkind: Deployment\nspec: {selector: {matchLabels: {a: 1}}}\n",
      "number into Go struct field LabelSelector.spec.selector.matchLabels of type string",
    ],
  ])("%#", (text, words) => {
    const [finding] = foundBy(RULE, text);
    expect(finding?.then).toMatch(/^the API server refuses the \w+ \(/);
    expect(finding?.then).toContain(`(json: cannot unmarshal ${words})`);
  });

  test("nothing is foretold where its versions differ: in what Go embeds", () => {
    const text = podWith("", "  volumes: [{name: d, csi: {driver: d, volumeAttributes: {encrypted: true}}}]\n");
    expect(foundBy(RULE, text)[0]?.then).toBe("the API server refuses the Pod");
  });
});

describe("what helps", () => {
  test("quotes around what is written, safely", () => {
    const text = configMap("  version: 1.10\n  mode: 0644 # read by the program\n");
    const findings = foundBy(RULE, text);
    expect(findings.map(({ fix }) => [fix?.title, fix?.safe])).toEqual([
      ['write "1.10"', true],
      ['write "0644"', true],
    ]);
    expect(findings[0]?.help).toBe('put it in quotes: "1.10"; in a Helm template, pass the value through quote');
    const mended = applied(
      text,
      findings.flatMap(({ fix }) => fix?.edits ?? []),
    );
    expect(mended).toBe(configMap('  version: "1.10"\n  mode: "0644" # read by the program\n'));
  });

  test("the digits of a number that Helm printed in scientific notation, which somebody must confirm", () => {
    const [finding] = foundBy(RULE, configMap("  limit: 1.048576e+07\n"));
    expect(finding?.help).toBe('write "10485760"; in a Helm template, pass the value through int64 and quote');
    expect(finding?.fix).toMatchObject({ title: 'write "10485760"', safe: false });
  });

  test("a block scalar for a file whose | is missing", () => {
    const [finding] = foundBy(RULE, configMap("  config.yaml:\n    port: 80\n"));
    expect(finding?.message).toBe('"config.yaml" in data is a mapping, but Kubernetes takes only text there');
    expect(finding?.location.start).toEqual({ line: 5, column: 3 });
    expect(finding?.help).toContain("a block scalar (|)");
    expect(finding?.fix).toBeUndefined();
  });

  test("no edit of a value behind an alias, which others may share", () => {
    const text = configMap("  a: &port 80\n  b: *port\n");
    const findings = foundBy(RULE, text);
    expect(findings.map(({ location, fix }) => [location.start.line, fix !== undefined])).toEqual([
      [5, true],
      [6, false],
    ]);
  });
});

describe("null", () => {
  test("is a note as the value of a variable", () => {
    const [finding] = foundBy(RULE, podWith("env: [{name: A, value: null}, {name: B, value: ~}, {name: C, value: }]"));
    expect(finding).toMatchObject({ severity: "info", confidence: "certain" });
    expect(finding?.message).toBe('value of env "A" is null, which Kubernetes reads as empty text');
    expect(
      foundBy(RULE, podWith("env: [{name: A, value: null}, {name: B, value: ~}, {name: C, value: }]")),
    ).toHaveLength(3);
  });

  test("is likely refused by Helm in a mapping of texts, at the key where nothing is written", () => {
    const [finding] = foundBy(RULE, configMap("  host:\n"));
    expect(finding).toMatchObject({ severity: "warning", confidence: "likely" });
    expect(finding?.location.start).toEqual({ line: 5, column: 3 });
    expect(finding?.then).toContain('unknown object type "nil"');
  });

  test("is nothing in other fields: it counts as absent", () => {
    expect(said(RULE, "apiVersion: v1\nkind: Service\nmetadata: {labels: null}\nspec: {clusterIP: null}\n")).toEqual(
      [],
    );
  });
});

test("what aliases share is said where it stands first, however often it is used", () => {
  const list = Array.from({ length: 50 }, () => "*a").join(", ");
  expect(said(RULE, podWith(`env: [&a {name: A, value: 1}, ${list}]`))).toHaveLength(1);
});
