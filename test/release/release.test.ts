import { describe, expect, test } from "vitest";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

const source = (text: string, file = "t.yaml") => readSource(file, new TextEncoder().encode(text));
const labels = (release: Release) => release.resources.map(({ label }) => label);

const configMap = (name: string, data = "x", namespace?: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace ? `, namespace: ${namespace}` : ""}}\ndata: {k: ${data}}\n`;

describe("a release", () => {
  test("holds the objects of all its files, and those in a List one by one", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n- {kind: nothing}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n`;
    const release = Release.of([source(`${configMap("one")}---\n${list}`), source(configMap("two"), "u.yaml")]);
    expect(labels(release)).toEqual(["ConfigMap/one", "Secret/a", "Secret/b", "ConfigMap/two"]);
  });

  test("takes objects that appear twice with equal content for one, and keeps those that differ", () => {
    const release = Release.of([
      source([configMap("a"), configMap("a"), configMap("a", "y"), configMap("a", "x", "other")].join("---\n")),
    ]);
    expect(labels(release)).toEqual(["ConfigMap/a", "ConfigMap/a", "ConfigMap/a"]);
  });

  test("does not take objects without a name for one another", () => {
    const nameless = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-}\n";
    expect(labels(Release.of([source(`${nameless}---\n${nameless}`)]))).toEqual(["Pod/job-", "Pod/job-"]);
  });

  test("gives its namespace to what names none, and none to kinds that live in none", () => {
    const text = `${configMap("a")}---\n${configMap("b", "x", "shop")}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, namespace: odd}\n`;
    const release = Release.of([source(text)], { namespace: "main" });
    expect(release.resources.map((resource) => release.namespaceOf(resource))).toEqual(["main", "shop", ""]);
    expect(release.find("", "ConfigMap", "main", "a")).toBeDefined();
    expect(release.find("", "ConfigMap", "shop", "a")).toBeUndefined();
    expect(Release.of([source(text)]).find("", "ConfigMap", "", "a")).toBeDefined();
  });

  test("finds the object that stands at a place", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}}\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n`;
    const release = Release.of([source(list)]);
    const [document] = release.documents;
    expect(document && release.objectAt(document, ["items", 1])?.name).toBe("b");
    expect(document && release.objectAt(document, [])).toBeUndefined();
  });

  test("counts custom resources that no operator model knows", () => {
    const custom = (kind: string, group: string) => `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: x}\n`;
    const text = [
      custom("Prometheus", "monitoring.coreos.com"),
      custom("Kafka", "kafka.strimzi.io"),
      custom("Deployment", "apps"),
    ].join("---\n");
    expect(Release.of([source(text)]).notChecked.map(({ kind }) => kind)).toEqual(["Kafka"]);
  });

  test("knows the hooks of Helm", () => {
    const [hook, none] = Release.of([
      source(
        `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a, annotations: {helm.sh/hook: "pre-install, test"}}\n---\n${configMap("b")}`,
      ),
    ]).resources;
    expect(hook?.hooks).toEqual(["pre-install", "test"]);
    expect(none?.hooks).toEqual([]);
  });
});

describe("claims", () => {
  const storageClass = (name: string, provisioner: string, extra = "") =>
    `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: ${name}${extra}}\nprovisioner: ${provisioner}\n`;
  const claim = (name: string, className: string) =>
    `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: {${className}accessModes: [ReadWriteOnce]}\n`;
  const pod = (name: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {volumes: [{name: v, persistentVolumeClaim: {claimName: ${name}}}]}\n`;
  const claimOf = (...parts: readonly string[]) => {
    const release = Release.of([source(parts.join("---\n"))], {
      known: [{ kind: "StorageClass", name: "outside", provisioner: "efs.csi.aws.com" }],
    });
    const workload = release.workloads[0];
    return workload && release.claims.of(workload)[0];
  };

  test("lead from the pod to the claim, its class and the driver", () => {
    const found = claimOf(
      pod("c"),
      claim("c", "storageClassName: disks, "),
      storageClass("disks", "cinder.csi.openstack.org"),
    );
    expect(found?.storageClass?.name).toBe("disks");
    expect(found?.disk.driver?.provisioner).toBe("cinder.csi.openstack.org");
    expect(found?.disk.group).toBe("presumed");
  });
  test("end where the input does", () => {
    const found = claimOf(pod("elsewhere"));
    expect([found?.spec, found?.storageClass, found?.disk.driver, found?.disk.group]).toEqual([
      undefined,
      undefined,
      undefined,
      "unknown",
    ]);
  });
  test("without a class get the default class, and with an empty one none", () => {
    const byDefault = storageClass(
      "std",
      "ebs.csi.aws.com",
      `, annotations: {storageclass.kubernetes.io/is-default-class: "true"}`,
    );
    expect(claimOf(pod("c"), claim("c", ""), byDefault)?.storageClass?.name).toBe("std");
    expect(claimOf(pod("c"), claim("c", 'storageClassName: "", '), byDefault)?.storageClass).toBeUndefined();
  });
  test("of several default classes get none that anybody could name", () => {
    const byDefault = (name: string) =>
      storageClass(name, "ebs.csi.aws.com", `, annotations: {storageclass.kubernetes.io/is-default-class: "true"}`);
    expect(claimOf(pod("c"), claim("c", ""), byDefault("a"), byDefault("b"))?.storageClass).toBeUndefined();
  });
  test("in an empty namespace are the release's, as is what names none", () => {
    const release = Release.of(
      [source(`${claim("c", "").replace("{name: c}", '{name: c, namespace: ""}')}---\n${pod("c")}`)],
      { namespace: "shop" },
    );
    expect(release.workloads[0] && release.claims.of(release.workloads[0])[0]?.spec).toBeDefined();
  });

  describe("bound to a volume of the input", () => {
    const volume = (spec: string) =>
      `apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: disk}\nspec: {${spec}}\n`;
    const disk = (asked: string, spec: string) => claimOf(pod("c"), claim("c", asked), volume(spec))?.disk;
    test.each([
      ["by its name, on hostPath", 'storageClassName: "", volumeName: disk, ', "hostPath: {path: /srv}", "never"],
      ["by its name, on NFS", "volumeName: disk, ", "nfs: {server: a, path: /b}", "never"],
      [
        "by the volume's claimRef",
        'storageClassName: "", ',
        "claimRef: {name: c}, nfs: {server: a, path: /b}",
        "never",
      ],
      [
        "as the only volume of its class",
        "storageClassName: manual, ",
        "storageClassName: manual, hostPath: {path: /srv}",
        "never",
      ],
      ["on a local disk", "volumeName: disk, ", "local: {path: /mnt}", "applied"],
      ["on a driver that never applies it", "volumeName: disk, ", "csi: {driver: efs.csi.aws.com}", "never"],
      [
        "on a driver that wants a file system, without one",
        "volumeName: disk, ",
        "accessModes: [ReadWriteOnce], csi: {driver: cinder.csi.openstack.org}",
        "with-fstype",
      ],
      [
        "on the same, with one",
        "volumeName: disk, ",
        "accessModes: [ReadWriteOnce], csi: {driver: cinder.csi.openstack.org, fsType: ext4}",
        "applied",
      ],
      [
        "reserved for another claim",
        "storageClassName: manual, ",
        "storageClassName: manual, claimRef: {name: other}, hostPath: {path: /srv}",
        "unknown",
      ],
    ])("%s", (_, asked, spec, expected) => {
      expect(disk(asked, spec)?.group).toBe(expected);
    });
    test("belong to whomever a person gave it", () => {
      expect(disk("volumeName: disk, ", "local: {path: /mnt}")?.rootOwner).toBe("given");
    });
  });

  describe("tell whose the root of a volume is at first", () => {
    test.each([
      ["root's, on a block driver", storageClass("disks", "cinder.csi.openstack.org"), "root"],
      ["root's, of a class that is not in the input", "", "root"],
      ["everybody's, where the driver makes it so", storageClass("disks", "topolvm.io"), "everybody"],
      ["given, by mount options", `${storageClass("disks", "smb.csi.k8s.io")}mountOptions: [uid=1000]\n`, "given"],
      [
        "given, by a parameter of the driver",
        `${storageClass("disks", "csi.hpe.com")}parameters: {fsOwner: "1:1"}\n`,
        "given",
      ],
      [
        "presumably root's, of a driver that nobody knows",
        storageClass("disks", "disks.example.com"),
        "presumably-root",
      ],
    ])("%s", (_, made, expected) => {
      expect(
        claimOf(...[pod("c"), claim("c", "storageClassName: disks, "), made].filter(Boolean))?.disk.rootOwner,
      ).toBe(expected);
    });
    test("presumably root's, where the claim is not in the input; given, where it asks for one made by hand", () => {
      expect(claimOf(pod("c"))?.disk.rootOwner).toBe("presumably-root");
      expect(claimOf(pod("c"), claim("c", 'storageClassName: "", '))?.disk.rootOwner).toBe("given");
    });
  });

  test("know what the input's own provisioner fills in", () => {
    const provisioner = (args: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: z}\nspec: {containers: [{name: p, image: "example/csi-provisioner:v5", args: ${args}}]}\n`;
    const parts = [pod("c"), claim("c", "storageClassName: disks, "), storageClass("disks", "vpc.block.csi.ibm.io")];
    expect(claimOf(...parts, provisioner("[--default-fstype=ext4]"))?.disk.group).toBe("applied");
    expect(claimOf(...parts, provisioner("[--default-fstype, xfs]"))?.disk.group).toBe("applied");
    expect(claimOf(...parts, provisioner("[--v=5]"))?.disk.group).toBe("with-fstype");
  });

  test("take the word of a person for a class outside the input", () => {
    expect(claimOf(pod("c"), claim("c", "storageClassName: outside, "))?.disk.group).toBe("never");
  });
  test("believe the CSIDriver object of the input before the driver's own manifests", () => {
    const driver = (policy: string) =>
      `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: vpc.block.csi.ibm.io}\nspec: {${policy}}\n`;
    const parts = [pod("c"), claim("c", "storageClassName: disks, "), storageClass("disks", "vpc.block.csi.ibm.io")];
    expect(claimOf(...parts)?.disk.group).toBe("with-fstype");
    expect(claimOf(...parts, driver("fsGroupPolicy: File"))?.disk.group).toBe("applied");
    expect(claimOf(...parts, driver("fsGroupPolicy: None"))?.disk.group).toBe("never");
    expect(claimOf(...parts, driver(""))?.disk.group).toBe("with-fstype");
  });
});
