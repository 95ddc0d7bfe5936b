import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy } from "./found.ts";
import { claimTemplate, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "volume-unused";
const IMAGE = "image: example/web:1\n";
const CLAIM = "- {name: data, persistentVolumeClaim: {claimName: data}}\n";
const FILES = "- {name: files, configMap: {name: files}}\n";
const byDefault = (text: string) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.filter(({ rule }) => rule === RULE);

describe("a disk that no container mounts", () => {
  test("is made for each pod of a StatefulSet, and a warning", () => {
    const text = statefulSetOf(IMAGE, claimTemplate("data"));
    expect(said(RULE, text)).toEqual([
      'warning 13:24-28 volume claim template "data" of StatefulSet/store is mounted by no container',
    ]);
    expect(byDefault(text)[0]).toMatchObject({
      confidence: "certain",
      help: 'mount "data" in "store", or remove the volume claim template',
      then: "each pod gets a disk that nothing is written to, and what the containers write is lost with them",
    });
  });

  test("may be a claim or an ephemeral volume", () => {
    expect(byDefault(podOf(IMAGE, CLAIM))[0]?.then).toBe(
      "the claim stays unused, and what the containers write is lost with them",
    );
    expect(byDefault(podOf(IMAGE, "- {name: data, ephemeral: {volumeClaimTemplate: {spec: {}}}}\n"))).toHaveLength(1);
  });

  test("is not saved by another pod's mount", () => {
    expect(
      said(RULE, `${podOf(IMAGE, CLAIM)}---\n${podOf("volumeMounts: [{name: data, mountPath: /d}]\n", CLAIM)}`),
    ).toHaveLength(1);
  });
});

describe("another volume that no container mounts", () => {
  test("is advice", () => {
    const text = podOf(IMAGE, FILES);
    expect(said(RULE, text)).toEqual(['info 9:14-19 volume "files" of Pod/web is mounted by no container']);
    expect(foundBy(RULE, text)[0]?.help).toBe('mount "files" in "web", or remove the volume');
    expect(byDefault(text)).toEqual([]);
  });

  test("stands in the resource of an operator's user", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes:
    - {name: extra, emptyDir: {}}
    - {name: needed, emptyDir: {}}
  volumeMounts:
    - {name: needed, mountPath: /needed}
  storage:
    volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}
`;
    expect(said(RULE, text)).toEqual([
      'info 6:14-19 volume "extra" of the StatefulSet that prometheus-operator makes of Prometheus/main is mounted by no container',
    ]);
  });
});

describe("a volume is used", () => {
  const using = (fields: string, rest = "") => podOf(fields, CLAIM) + rest;
  test.each([
    ["by a mount", using("volumeMounts: [{name: data, mountPath: /d}]\n")],
    ["as a device", using("volumeDevices: [{name: data, devicePath: /dev/x}]\n")],
    [
      "by an init container alone",
      using(IMAGE, "  initContainers: [{name: i, volumeMounts: [{name: data, mountPath: /d}]}]\n"),
    ],
    [
      "by an ephemeral container",
      using(IMAGE, "  ephemeralContainers: [{name: e, volumeMounts: [{name: data, mountPath: /d}]}]\n"),
    ],
    [
      "by a variable that is read from a file",
      using("env: [{name: A, valueFrom: {fileKeyRef: {volumeName: data, path: p, key: k}}}]\n"),
    ],
    [
      "by a sidecar that is injected",
      using(IMAGE).replace(
        "{name: web}",
        `{name: web, annotations: {sidecar.istio.io/userVolumeMount: '[{"name": "data", "mountPath": "/d"}]'}}`,
      ),
    ],
    ["perhaps, where a mount names none that is there", using("volumeMounts: [{name: date, mountPath: /d}]\n")],
    [
      "perhaps, where the containers are elsewhere",
      using(IMAGE).replace("  containers:\n    - name: web\n      image: example/web:1\n", ""),
    ],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });

  test("by nobody, if an annotation only lists it for a backup", () => {
    const text = using(IMAGE).replace(
      "{name: web}",
      "{name: web, annotations: {backup.velero.io/backup-volumes: data}}",
    );
    expect(said(RULE, text)).toHaveLength(1);
  });

  test("or no volume at all", () => {
    expect(said(RULE, podOf(IMAGE, "- {}\n- null\n- 5\n- {name: 5}\n- {name: ''}\n"))).toEqual([]);
  });
});
