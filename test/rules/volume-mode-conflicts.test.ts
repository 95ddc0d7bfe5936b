import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { claimTemplate, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "volume-mode-conflicts";
const MOUNTED = "volumeMounts: [{name: disk, mountPath: /d}]\n";
const ATTACHED = "volumeDevices: [{name: disk, devicePath: /dev/x}]\n";
const NAMED = "- {name: disk, persistentVolumeClaim: {claimName: big}}\n";
const claim = (spec: string, metadata = "name: big") =>
  `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {${metadata}}\nspec: {${spec}}\n`;

describe("a raw disk is mounted", () => {
  test("from a claim template", () => {
    const text = statefulSetOf(MOUNTED, claimTemplate("disk", ", volumeMode: Block"));
    expect(said(RULE, text)).toEqual([
      'error 11:33-37 container "store" mounts volume "disk", whose claim asks for a raw disk (volumeMode: Block)',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding).toMatchObject({
      confidence: "certain",
      help: 'remove volumeMode: Block from the claim, or attach "disk" with volumeDevices',
      then: "the pod stays in ContainerCreating (FailedMount: volume disk has volumeMode Block, but is specified in volumeMounts)",
    });
    expect(relatedOf(finding!)).toEqual(["14:95-14:100 a raw disk is asked for here"]);
  });

  test("from a claim of the input", () => {
    expect(said(RULE, podOf(MOUNTED, NAMED) + claim("volumeMode: Block"))).toHaveLength(1);
  });

  test("from an ephemeral volume", () => {
    const volume = "- {name: disk, ephemeral: {volumeClaimTemplate: {spec: {volumeMode: Block}}}}\n";
    expect(said(RULE, podOf(MOUNTED, volume))).toHaveLength(1);
    expect(said(RULE, podOf(ATTACHED, volume))).toEqual([]);
  });

  test("is one finding, however often", () => {
    const twice = "volumeMounts: [{name: disk, mountPath: /d}, {name: disk, mountPath: /e}]\n";
    expect(said(RULE, podOf(twice, NAMED) + claim("volumeMode: Block"))).toHaveLength(1);
  });

  test("by an operator, whose user can change the claim only", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage:
    volumeClaimTemplate:
      spec:
        volumeMode: Block
        resources: {requests: {storage: 1Gi}}
`;
    expect(said(RULE, text)).toEqual([
      'error 8:21-26 container "prometheus" mounts volume "prometheus-main-db", whose claim asks for a raw disk (volumeMode: Block)',
    ]);
  });
});

describe("a disk with a file system is attached", () => {
  test("by default", () => {
    const text = podOf(ATTACHED, NAMED) + claim("accessModes: [ReadWriteOnce]");
    expect(said(RULE, text)).toEqual([
      'error 7:30-34 container "web" attaches volume "disk" as a device, but its claim asks for a file system (no volumeMode)',
    ]);
    const [finding] = foundBy(RULE, text);
    expect(finding?.then).toContain("volume disk has volumeMode Filesystem, but is specified in volumeDevices");
    expect(relatedOf(finding!)).toEqual(["14:1-14:5 a file system is asked for here"]);
  });

  test("in writing", () => {
    expect(foundBy(RULE, podOf(ATTACHED, NAMED) + claim("volumeMode: Filesystem"))[0]?.message).toContain(
      "(volumeMode: Filesystem)",
    );
  });
});

describe("nothing is said of", () => {
  test.each([
    ["files that are mounted", podOf(MOUNTED, NAMED) + claim("volumeMode: Filesystem")],
    ["a raw disk that is attached", podOf(ATTACHED, NAMED) + claim("volumeMode: Block")],
    ["a claim outside the input", podOf(ATTACHED, NAMED)],
    ["a claim of another namespace", podOf(ATTACHED, NAMED) + claim("", "name: big, namespace: other")],
    ["a mode that nobody knows", podOf(ATTACHED, NAMED) + claim("volumeMode: Raw")],
    ["a mode that is no text", podOf(ATTACHED, NAMED) + claim("volumeMode: [Block]")],
    ["a volume that is no claim", podOf(MOUNTED, "- {name: disk, emptyDir: {}}\n")],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
