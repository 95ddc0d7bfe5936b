import { describe, expect, test } from "vitest";
import { VOLUME_SOURCE_FIELDS } from "../../src/kubernetes/volume-source.ts";
import { VOLUME_SOURCES } from "../../src/kubernetes/volume-source-table.ts";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { withVolumes } from "./volumes.ts";

const RULE = "volume-source-removed";
const of = (source: string, minor?: number) => foundBy(RULE, withVolumes([`name: data, ${source}: {}`]), minor);
const DEAD = VOLUME_SOURCE_FIELDS.filter((field) => VOLUME_SOURCES[field].deadSince !== undefined);
const MOVED = VOLUME_SOURCE_FIELDS.filter((field) => VOLUME_SOURCES[field].inTree !== undefined);

describe("a kind that no kubelet mounts", () => {
  test.each(DEAD)("%s", (source) => {
    const since = VOLUME_SOURCES[source].deadSince;
    const [finding] = of(source);
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toBe(
      `volume "data" is of the kind ${source}, which kubelet cannot mount since Kubernetes 1.${since}`,
    );
    expect(finding?.then).toMatch(/^the API server accepts it, and each pod stays in ContainerCreating/);
    expect(finding && relatedOf(finding)).toEqual(['13:22-13:26 container "web" mounts it here']);
  });

  test("which kubelet passes over where nobody mounts it", () => {
    for (const source of [...DEAD, ...MOVED])
      expect(foundBy(RULE, withVolumes([`name: unused, ${source}: {}`, "name: data, emptyDir: {}"]))).toEqual([]);
  });

  test("is only advised against, before that version", () => {
    expect(of("cephfs", 31).map(({ severity }) => severity)).toEqual(["error"]);
    expect(of("cephfs", 30).map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'info volume "data" is of the kind cephfs, which kubelet cannot mount from Kubernetes 1.31 on',
    ]);
    expect(of("cephfs")[0]?.help).toBe("use a PersistentVolumeClaim of the driver cephfs.csi.ceph.com");
  });

  test("is gitRepo: off by default from 1.33 on, for good from 1.36 on", () => {
    expect([32, 33, 35, 36].map((minor) => of("gitRepo", minor)[0]?.severity)).toEqual([
      "info",
      "warning",
      "warning",
      "error",
    ]);
    expect(of("gitRepo", 33)[0]?.confidence).toBe("likely");
    expect(of("gitRepo")[0]?.then).toContain("FailedMount: git-repo volume plugin has been disabled");
  });
});

describe("a kind that a driver has taken over", () => {
  test.each(MOVED)("%s is told to whoever asks for advice", (source) => {
    const [finding] = of(source);
    expect(finding?.severity).toBe("info");
    expect(finding?.confidence).toBe("likely");
    expect(finding?.message).toContain(
      `volume "data" is of the kind ${source}, which Kubernetes 1.36 hands to the CSI driver of `,
    );
  });

  test("is fine where the input has the driver, and Portworx before 1.31", () => {
    const driver = "---\napiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: ebs.csi.aws.com}\n";
    const text = withVolumes(["name: data, awsElasticBlockStore: {volumeID: a}"]);
    expect(said(RULE, text)).toEqual([
      'info 15:24-44 volume "data" is of the kind awsElasticBlockStore, which Kubernetes 1.36 hands to the CSI driver of Amazon EBS',
    ]);
    expect(said(RULE, text + driver)).toEqual([]);
    expect(of("portworxVolume", 30)).toEqual([]);
    expect(of("portworxVolume", 31)).toHaveLength(1);
  });
});

test("every other kind is mounted", () => {
  const others = VOLUME_SOURCE_FIELDS.filter((field) => !DEAD.includes(field) && !MOVED.includes(field));
  expect(others).toHaveLength(14);
  for (const source of others) expect(of(source), source).toEqual([]);
});

test("what is removed or moved names where that was read", () => {
  for (const field of [...DEAD, ...MOVED]) expect(VOLUME_SOURCES[field].source, field).toBeDefined();
});
