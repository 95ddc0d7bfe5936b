import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";

const findings = (text: string) => lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings;

test("a key that stands twice is said where it is, in the document or below", () => {
  const [top] = findings("kind: X\nkind: Y\n");
  expect(top?.message).toBe('key "kind" stands twice in the document; "X" is dropped, and true counts');
  expect(top?.location).toEqual({ file: "t.yaml", start: { line: 2, column: 1 }, end: { line: 2, column: 5 } });
  expect(top?.related).toEqual([
    {
      label: "it stands here",
      location: { file: "t.yaml", start: { line: 1, column: 1 }, end: { line: 1, column: 5 } },
    },
  ]);
  const [below] = findings("a:\n  b: [{c: 1, c: 2}]\n");
  expect(below?.message).toBe('key "c" stands twice in a.b[0]; 1 is dropped, and 2 counts');
});

test("what the reader advises reaches the finding", () => {
  const [finding] = findings("{{ if .Values.x }}\na: 1\n");
  expect(finding?.rule).toBe("document-unreadable");
  expect(finding?.help).toContain("run helm template first");
  expect(finding?.location.start).toEqual({ line: 1, column: 1 });
});

test("findings are counted by severity", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, volumeMounts: [{name: gone, mountPath: /x}]}]
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: a}
provisioner: cinder.csi.openstack.org
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: b}
provisioner: disks.example.com
`;
  const { summary } = lint([readSource("t.yaml", new TextEncoder().encode(text))]);
  expect(summary).toMatchObject({ error: 1, warning: 1, info: 1, objects: 3 });
});

test("objects of two namespaces have fingerprints of their own", () => {
  const pod = (namespace: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: ${namespace}}\nspec: {containers: [{name: web, volumeMounts: [{name: gone, mountPath: /x}]}]}\n`;
  const found = findings(`${pod("a")}---\n${pod("b")}`);
  expect(found.map(({ resource }) => resource?.namespace)).toEqual(["a", "b"]);
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test("the version at which the API server begins to refuse is the version that says so", () => {
  const text = `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, volumeMounts: [{name: gone, mountPath: /x}]}]}}}\n`;
  const then = (minor: number) =>
    lint([readSource("t.yaml", new TextEncoder().encode(text))], { kubernetes: { minor } }).findings[0]?.then;
  expect(then(34)).toMatch(/^Kubernetes 1\.34 and newer refuse the StatefulSet/);
  expect(then(33)).toMatch(/^Kubernetes 1\.33 accepts the StatefulSet and creates no pod/);
});

test("an agent as a DaemonSet has no volumes of its own to declare", () => {
  const text = `apiVersion: monitoring.coreos.com/v1alpha1
kind: PrometheusAgent
metadata: {name: edge}
spec:
  mode: DaemonSet
  volumes: [{name: extra, emptyDir: {}}]
  volumeMounts: [{name: extra, mountPath: /extra}]
`;
  const [finding] = findings(text);
  expect(finding?.message).toContain(
    "the DaemonSet that prometheus-operator makes of PrometheusAgent/edge has no such volume",
  );
  expect(finding?.help).toMatch(/^remove the mount; the pod has "/);
});

test("a mount that the operator names by a field is mended at that field", () => {
  const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage:
    emptyDir: {}
    volumeClaimTemplate:
      metadata: {name: own}
`;
  const [finding] = findings(text);
  expect(finding?.location.start).toEqual({ line: 8, column: 24 });
  expect(finding?.help).toMatch(/^remove spec\.storage\.volumeClaimTemplate\.metadata\.name, or what takes the place/);
});
