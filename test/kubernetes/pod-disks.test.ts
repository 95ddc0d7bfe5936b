import { describe, expect, test } from "vitest";
import { claimsNamedBy, hasDirectory, hasDisk } from "../../src/kubernetes/pod-disks.ts";
import type { Workload } from "../../src/kubernetes/workload.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

interface Disks {
  readonly claims: readonly string[];
  readonly isPersistent: boolean;
  readonly hasDirectory: boolean;
}

const only = (text: string): Workload => {
  const [workload] = Release.of([readSource("t.yaml", new TextEncoder().encode(text))]).workloads;
  if (!workload) throw new Error("no pod");
  return workload;
};

const pod = (volumes: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: web, image: i}], volumes: ${volumes}}
`;
const set = (templates: string, volumes: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template: {spec: {containers: [{name: db, image: i}], volumes: ${volumes}}}
  volumeClaimTemplates: ${templates}
`;

const CLAIM = "{name: a, persistentVolumeClaim: {claimName: data}}";

describe("the plain values tell of a pod's disks what its volumes do", () => {
  test.each<[string, string, Disks]>([
    ["a claim", pod(`[${CLAIM}]`), { claims: ["data"], isPersistent: true, hasDirectory: false }],
    ["none", pod("[{name: a, emptyDir: {}}]"), { claims: [], isPersistent: false, hasDirectory: false }],
    ["null sources", pod("[{name: a, nfs: , ephemeral: }]"), { claims: [], isPersistent: false, hasDirectory: false }],
    [
      "a claim without a name",
      pod("[{name: a, persistentVolumeClaim: {}}]"),
      { claims: [], isPersistent: true, hasDirectory: false },
    ],
    ["an ephemeral volume", pod("[{name: a, ephemeral: {}}]"), { claims: [], isPersistent: true, hasDirectory: false }],
    ["a directory", pod("[{name: a, hostPath: {path: /a}}]"), { claims: [], isPersistent: false, hasDirectory: true }],
    ["NFS", pod("[{name: a, nfs: {server: s, path: /a}}]"), { claims: [], isPersistent: false, hasDirectory: true }],
    [
      "a claim template",
      set("[{metadata: {name: d}}]", `[${CLAIM}]`),
      { claims: ["data"], isPersistent: true, hasDirectory: false },
    ],
    [
      "a claim template that takes a volume's place",
      set("[{metadata: {name: a}}]", `[${CLAIM}, {name: h, hostPath: {path: /h}}]`),
      { claims: [], isPersistent: true, hasDirectory: true },
    ],
    [
      "a template and a volume without names",
      set("[{}]", "[{persistentVolumeClaim: {claimName: data}}]"),
      { claims: [], isPersistent: true, hasDirectory: false },
    ],
    ["text for volumes", pod("data"), { claims: [], isPersistent: false, hasDirectory: false }],
    ["a list of text", pod("[data, 1, ]"), { claims: [], isPersistent: false, hasDirectory: false }],
    [
      "a number for a claim",
      pod("[{name: a, persistentVolumeClaim: {claimName: 1}}]"),
      { claims: [], isPersistent: true, hasDirectory: false },
    ],
  ])("%s", (_, text, disks) => {
    const workload = only(text);
    const { volumes } = workload;
    expect({
      claims: claimsNamedBy(workload),
      isPersistent: hasDisk(workload),
      hasDirectory: hasDirectory(workload),
    }).toEqual(disks);
    expect({
      claims: volumes.flatMap(({ claimName }) => claimName ?? []),
      isPersistent: volumes.some(({ persistent }) => persistent),
      hasDirectory: volumes.some(({ source }) => source === "hostPath" || source === "nfs"),
    }).toEqual(disks);
  });
});
