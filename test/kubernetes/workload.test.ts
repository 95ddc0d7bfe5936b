import { describe, expect, test } from "vitest";
import { Resource } from "../../src/kubernetes/resource.ts";
import { Workload } from "../../src/kubernetes/workload.ts";
import { readSource } from "../../src/yaml/source.ts";

const workload = (text: string) => {
  const document = readSource("t.yaml", new TextEncoder().encode(text)).documents[0];
  return document && Workload.of(new Resource(document));
};

const POD = `{ initContainers: [{ name: i }, { name: s, restartPolicy: Always }], containers: [{ name: m }], ephemeralContainers: [{ name: e }] }`;
const TEMPLATE = `{ metadata: { labels: { app: w } }, spec: ${POD} }`;

describe("every built-in kind that holds pods", () => {
  test.each([
    ["v1", "Pod", `metadata: { name: w, labels: { app: w } }\nspec: ${POD}`],
    ["v1", "PodTemplate", `metadata: { name: w }\ntemplate: ${TEMPLATE}`],
    ["v1", "ReplicationController", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["apps/v1", "Deployment", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["apps/v1", "ReplicaSet", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["apps/v1", "StatefulSet", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["apps/v1", "DaemonSet", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["batch/v1", "Job", `metadata: { name: w }\nspec: { template: ${TEMPLATE} }`],
    ["batch/v1", "CronJob", `metadata: { name: w }\nspec: { jobTemplate: { spec: { template: ${TEMPLATE} } } }`],
  ])("%s %s is a workload", (apiVersion, kind, rest) => {
    const made = workload(`apiVersion: ${apiVersion}\nkind: ${kind}\n${rest}\n`);
    expect(made?.label).toBe(`${kind}/w`);
    expect(made?.podLabels.get("app").text).toBe("w");
    expect(made?.containers.map(({ role, label }) => [role, label])).toEqual([
      ["init", 'init container "i"'],
      ["sidecar", 'sidecar container "s"'],
      ["main", 'container "m"'],
      ["ephemeral", 'ephemeral container "e"'],
    ]);
  });
  test.each(["apps/v1beta1", "example.com/v1", ""])(
    "a Deployment of %s is none: nobody knows its fields",
    (apiVersion) => {
      expect(workload(`apiVersion: "${apiVersion}"\nkind: Deployment\nmetadata: { name: w }\n`)).toBeUndefined();
    },
  );
  test("kinds that JavaScript's objects know by chance are none", () => {
    expect(workload("apiVersion: v1\nkind: constructor\n")).toBeUndefined();
  });
});

describe("volumes", () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { storageClassName: fast }
  template:
    spec:
      volumes:
        - { name: data, emptyDir: {} }
        - { name: config, configMap: { name: c } }
        - { name: scratch, ephemeral: { volumeClaimTemplate: { spec: { storageClassName: slow } } } }
        - { name: shared, persistentVolumeClaim: { claimName: c } }
        - { name: none }
        - { name: lost, persistentVolumeClaim: null }
`;
  test("come from the template and from claim templates, which take the place of their namesakes", () => {
    expect(workload(text)?.volumes.map(({ name, source, persistent }) => [name, source, persistent])).toEqual([
      ["data", "volumeClaimTemplate", true],
      ["config", "configMap", false],
      ["scratch", "ephemeral", true],
      ["shared", "persistentVolumeClaim", true],
      ["none", "emptyDir", false],
      ["lost", "emptyDir", false],
    ]);
  });
  test("know what their claim asks for, where the workload itself says it", () => {
    const volumes = workload(text)?.volumes ?? [];
    expect(volumes.map(({ request }) => request?.get("spec").get("storageClassName").text)).toEqual([
      "fast",
      undefined,
      "slow",
      undefined,
      undefined,
      undefined,
    ]);
  });
  test("of claim templates belong to StatefulSets alone", () => {
    const deployment = workload(text.replace("StatefulSet", "Deployment"));
    expect(deployment?.volumes.map(({ name, source }) => [name, source])[0]).toEqual(["data", "emptyDir"]);
    expect(deployment?.mayHaveVolume("data")).toBe(true);
    expect(deployment?.mayHaveVolume("absent")).toBe(false);
  });
});

test("a container's own security context wins over the pod's, field by field", () => {
  const pod = workload(`apiVersion: v1
kind: Pod
metadata: { name: w }
spec:
  securityContext: { runAsUser: 1, runAsGroup: 2, runAsNonRoot: true }
  containers:
    - { name: a, securityContext: { runAsUser: 5, runAsNonRoot: false } }
    - { name: b, securityContext: { runAsUser: null } }
`);
  const facts = pod?.containers.map(({ user, group, runAsNonRoot }) => [
    user.number,
    group.number,
    runAsNonRoot.boolean,
  ]);
  expect(facts).toEqual([
    [5, 2, false],
    [1, 2, true],
  ]);
});

test("hostile shapes are read as nothing", () => {
  const made = workload(`apiVersion: v1
kind: Pod
metadata: []
spec: { containers: { a: 1 }, volumes: x, initContainers: [1, null, [], { name: [] }] }
`);
  expect(made?.containers.map(({ name }) => name)).toEqual(["", "", "", ""]);
  expect(made?.volumes).toEqual([]);
  expect(made?.label).toBe("Pod/");
});
