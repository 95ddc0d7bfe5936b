import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "volume-field-misplaced";
const said = (text: string) => saidBy(RULE, text);
const first = (text: string) => foundBy(RULE, text)[0];

const workload = (kind: string, { spec = "", pod = "", container = "", root = "" }) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
${spec}  template:
    metadata: {labels: {app: web}}
    spec:
${pod}      containers:
        - name: web
          image: example/web:1
${container}${root}`;

describe("mounts", () => {
  test("in the pod spec go into a container", () => {
    const text = workload("DaemonSet", { pod: "      volumeMounts: [{name: data, mountPath: /data}]\n" });
    expect(said(text)).toEqual([
      "error 9:7-19 pod spec of DaemonSet/web holds volumeMounts, which Kubernetes reads only in a container",
    ]);
    expect(first(text)?.help).toBe(
      "move it into the container that it is for, such as spec.template.spec.containers[0].volumeMounts",
    );
    expect(first(text)?.then).toBe(
      'kubectl and other strict clients refuse the DaemonSet (unknown field "spec.template.spec.volumeMounts"); for others it is as if the field were not there: the container starts without the volume, and what it writes is gone with it',
    );
  });
  test("at the top and in the spec are named there, and where the container has some", () => {
    const text = workload("Deployment", {
      spec: "  volumeDevices: [{name: raw, devicePath: /dev/raw}]\n",
      container: "          volumeMounts: []\n",
      root: "volumeMounts: [{name: data, mountPath: /data}]\n",
    });
    expect(said(text)).toEqual([
      "error 6:3-16 spec of Deployment/web holds volumeDevices, which Kubernetes reads only in a container",
      "error 14:1-13 top level of Deployment/web holds volumeMounts, which Kubernetes reads only in a container",
    ]);
    expect(relatedOf(foundBy(RULE, text)[1]!)).toEqual(["13:11-13:23 volumeMounts is read here"]);
  });
});

describe("volumes", () => {
  test("in an init container go into the pod spec", () => {
    const text = workload("StatefulSet", {
      pod: `      initContainers:
        - name: prepare
          image: example/prepare:1
          volumes: [{name: scratch, emptyDir: {}}]
`,
    });
    expect(said(text)).toEqual([
      'error 12:11-18 init container "prepare" holds volumes, which Kubernetes reads only in a pod spec',
    ]);
    expect(first(text)?.help).toBe("move it to spec.template.spec.volumes");
  });
  test("beside the template of a CronJob's Jobs", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy}
spec:
  jobTemplate:
    spec:
      template: {spec: {containers: [{name: tidy, image: "example/tidy:1"}]}}
      volumes: [{name: a, emptyDir: {}}]
`;
    expect(said(text)).toEqual([
      "error 8:7-14 spec.jobTemplate.spec of CronJob/tidy holds volumes, which Kubernetes reads only in a pod spec",
    ]);
    expect(first(text)?.help).toBe("move it to spec.jobTemplate.spec.template.spec.volumes");
  });
  test("that are empty lose nothing", () => {
    expect(said(workload("Deployment", { spec: "  volumes:\n" }))).toEqual([
      "warning 6:3-10 spec of Deployment/web holds volumes, which Kubernetes reads only in a pod spec",
    ]);
  });
});

describe("claim templates", () => {
  const templates = "volumeClaimTemplates: [{metadata: {name: data}}]\n";
  test.each(["Deployment", "DaemonSet", "ReplicaSet"])("of a %s are read by nobody", (kind) => {
    const text = workload(kind, { spec: `  ${templates}` });
    expect(said(text)).toEqual([
      `error 6:3-23 spec of ${kind}/web holds volumeClaimTemplates, which Kubernetes reads only in the spec of a StatefulSet`,
    ]);
    expect(first(text)?.help).toBe(
      `make it a StatefulSet, or give the pod a volume with a claim of its own: a ${kind} has no claim templates`,
    );
  });
  test("inside the pod spec of a StatefulSet go out of it", () => {
    const text = workload("StatefulSet", { pod: `      ${templates}` });
    expect(said(text)).toEqual([
      "error 9:7-27 pod spec of StatefulSet/web holds volumeClaimTemplates, which Kubernetes reads only in the spec of a StatefulSet",
    ]);
    expect(first(text)?.help).toBe("move it to spec.volumeClaimTemplates");
  });
});

describe("custom resources of prometheus-operator", () => {
  const resource = (spec: string, root = "", kind = "Prometheus") => `apiVersion: monitoring.coreos.com/v1
kind: ${kind}
metadata: {name: main}
spec:
  replicas: 2
${spec}${root}`;
  test("take mounts under spec, not beside it", () => {
    const text = resource(
      "  volumes: [{name: disk, hostPath: {path: /srv/main}}]\n",
      "volumeMounts: [{name: disk, mountPath: /disk}]\n",
    );
    expect(said(text)).toEqual([
      "error 7:1-13 top level of Prometheus/main holds volumeMounts, which the operator reads only in spec",
    ]);
    expect(first(text)?.help).toBe("move it to spec.volumeMounts");
    expect(first(text)?.then).toContain('refuse the Prometheus (unknown field "volumeMounts")');
  });
  test.each(["Prometheus", "Alertmanager", "ThanosRuler"])("%s takes one claim template, which is no list", (kind) => {
    const text = resource(
      "  storage:\n    volumeClaimTemplates: [{spec: {storageClassName: fast, resources: {requests: {storage: 1Gi}}}}]\n",
      "",
      kind,
    );
    expect(said(text)).toEqual([
      `error 7:5-25 spec.storage of ${kind}/main holds volumeClaimTemplates, but the operator reads only spec.storage.volumeClaimTemplate`,
    ]);
    expect(first(text)?.help).toBe("write spec.storage.volumeClaimTemplate, which is one claim and no list");
    const all = lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.map(({ rule }) => rule);
    expect(all).not.toContain("claim-refused");
  });
});

describe("nothing is said", () => {
  test.each([
    [
      "of fields in their own places",
      workload("StatefulSet", {
        spec: "  volumeClaimTemplates: []\n",
        pod: "      volumes: []\n",
        container: "          volumeMounts: []\n          volumeDevices: []\n",
      }),
    ],
    [
      "of a custom resource that nobody knows",
      workload("Deployment", { root: "volumes: []\n", spec: "  volumeMounts: []\n" }).replace(
        "apps/v1",
        "example.com/v1",
      ),
    ],
    ["of other kinds", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nvolumes: []\n"],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});
