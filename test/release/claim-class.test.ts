import { describe, expect, test } from "vitest";
import { classReferences } from "../../src/release/class-references.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

const ANNOTATION = "volume.beta.kubernetes.io/storage-class";
const CINDER = "cinder.csi.openstack.org";

const storageClass = (name: string, rest = "", provisioner = CINDER) =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: ${name}${rest}}\nprovisioner: ${provisioner}\n`;
const isDefault = ', annotations: {storageclass.kubernetes.io/is-default-class: "true"}';
const claim = (spec: string, annotations = "", name = "c") =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}, annotations: {${annotations}}}\nspec: {${spec}accessModes: [ReadWriteOnce]}\n`;
const volume = (name: string, spec: string, annotations = "") =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: ${name}, annotations: {${annotations}}}\nspec: {${spec}}\n`;
const POD = `apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  securityContext: {fsGroup: 5}
  volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]
`;

const releaseOf = (...parts: readonly string[]) =>
  Release.of([readSource("t.yaml", new TextEncoder().encode([POD, ...parts].join("---\n")))], {
    known: [{ kind: "StorageClass", name: "outside", provisioner: CINDER }],
  });
function claimOf(...parts: readonly string[]) {
  const { workloads, claims } = releaseOf(...parts);
  return workloads.flatMap((workload) => claims.of(workload))[0];
}
const classOf = (...parts: readonly string[]) => claimOf(...parts)?.storageClass?.name;

describe("the class of a claim", () => {
  const both = [storageClass("old"), storageClass("new")];

  test("is what the annotation says, before the field, even where that is nothing", () => {
    expect(classOf(claim("storageClassName: new, "), ...both)).toBe("new");
    expect(classOf(claim("", `${ANNOTATION}: old`), ...both)).toBe("old");
    expect(classOf(claim("storageClassName: new, ", `${ANNOTATION}: old`), ...both)).toBe("old");
    expect(classOf(claim("storageClassName: new, ", `${ANNOTATION}: ""`), ...both)).toBeUndefined();
    expect(classOf(claim("storageClassName: new, ", `${ANNOTATION}: null`), ...both)).toBe("new");
  });
  test("is not that of a field where the annotation names one outside the input", () => {
    const annotated = claim("storageClassName: new, ", `${ANNOTATION}: elsewhere`);
    const release = releaseOf(annotated, ...both);
    expect(
      classReferences(release).missing.map(({ name, at, group }) => [name, at.step, group?.workload.name]),
    ).toEqual([["elsewhere", ANNOTATION, "p"]]);
    expect([...classReferences(release).unasked].sort()).toEqual(["new", "old"]);
  });
  test("may be known by the annotation, too", () => {
    const found = claimOf(claim("storageClassName: new, ", `${ANNOTATION}: outside`));
    expect(found?.disk.driver?.provisioner).toBe(CINDER);
    expect(found?.asked?.step).toBe(ANNOTATION);
  });
  test("leads to the only volume of that class, whose own is read alike", () => {
    const local = "local: {path: /mnt}";
    const byAnnotation = claim("storageClassName: new, ", `${ANNOTATION}: manual`);
    expect(claimOf(byAnnotation, volume("d", `storageClassName: manual, ${local}`))?.persistentVolume).toBeDefined();
    expect(claimOf(byAnnotation, volume("d", `storageClassName: new, ${local}`))?.persistentVolume).toBeUndefined();
    expect(claimOf(byAnnotation, volume("d", local, `${ANNOTATION}: manual`))?.persistentVolume).toBeDefined();
    expect(
      claimOf(
        byAnnotation,
        volume("d", `storageClassName: manual, ${local}`),
        volume("e", `storageClassName: manual, ${local}`),
      )?.persistentVolume,
    ).toBeUndefined();
  });
});

describe("a claim that waits for a volume made by hand", () => {
  test.each([
    ["by the volume's name", "volumeName: disk-1, "],
    ["by its labels", "selector: {matchLabels: {tier: ssd}}, "],
    ["by any labels", "selector: {}, "],
  ])("%s gets nothing from a class, whether in the input, the default one or known", (_, spec) => {
    for (const found of [
      claimOf(claim(`${spec}storageClassName: disks, `), storageClass("disks")),
      claimOf(claim(spec), storageClass("disks", isDefault)),
      claimOf(claim(`${spec}storageClassName: outside, `)),
      claimOf(claim(`${spec}storageClassName: elsewhere, `)),
    ]) {
      const { driver, rootOwner, group, isStatic } = found?.disk ?? {};
      expect([driver, rootOwner, group, isStatic]).toEqual([undefined, "given", "unknown", true]);
    }
    const release = releaseOf(claim(`${spec}storageClassName: disks, `), storageClass("disks"));
    const made = release.find("storage.k8s.io", "StorageClass", "", "disks");
    expect(made && release.claims.ofClass(made)).toEqual([]);
    expect(classReferences(releaseOf(claim(`${spec}storageClassName: elsewhere, `))).missing).toEqual([]);
  });
  test.each([
    ["an empty volume name", 'volumeName: "", '],
    ["null for a volume name", "volumeName: null, "],
    ["null for labels", "selector: null, "],
  ])("is none by %s, which charts render", (_, spec) => {
    const found = claimOf(claim(`${spec}storageClassName: disks, `), storageClass("disks"));
    expect(found?.disk.driver?.provisioner).toBe(CINDER);
    expect(claimOf(claim(`${spec}storageClassName: elsewhere, `))?.disk.rootOwner).toBe("root");
    expect(classReferences(releaseOf(claim(`${spec}storageClassName: elsewhere, `))).missing).toHaveLength(1);
  });
  test("an empty volume name is that of no volume, but its class may have one", () => {
    const local = volume("disk", "storageClassName: manual, local: {path: /mnt}");
    expect(claimOf(claim('volumeName: "", storageClassName: manual, '), local)?.disk.group).toBe("applied");
  });
});

describe("a volume of the input that is kept for a claim", () => {
  const keptFor = (namespace: string) => volume("d", `claimRef: {name: c${namespace}}, local: {path: /mnt}`);

  test("is its own, in its namespace", () => {
    expect(claimOf(claim(""), keptFor(""))?.persistentVolume).toBeDefined();
    expect(claimOf(claim(""), keptFor(', namespace: ""'))?.persistentVolume).toBeDefined();
    expect(claimOf(claim(""), keptFor(", namespace: other"))?.persistentVolume).toBeUndefined();
  });
  test("is not the only one of its class for others", () => {
    const kept = volume("d", "storageClassName: manual, claimRef: {name: x}, local: {path: /mnt}");
    const free = volume("e", "storageClassName: manual, nfs: {server: s, path: /p}");
    const found = claimOf(claim("storageClassName: manual, "), kept, free);
    expect(found?.persistentVolume?.get("metadata").get("name").text).toBe("e");
  });
});

test("an in-tree provisioner's volumes have the policy of the CSIDriver object of the driver that took it over", () => {
  const object = (name: string) =>
    `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: ${name}}\nspec: {fsGroupPolicy: None}\n`;
  const inTree = "kubernetes.io/cinder";
  expect(releaseOf(object(CINDER)).claims.policyOf(inTree)).toBe("None");
  expect(releaseOf(object(CINDER)).claims.driverOf(inTree)?.fsGroupPolicy).toBe("None");
  expect(releaseOf(object(inTree)).claims.policyOf(inTree)).toBeUndefined();
  expect(releaseOf(object("ebs.csi.aws.com")).claims.policyOf(inTree)).toBeUndefined();
});
