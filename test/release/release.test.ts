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
    expect(found?.driver?.provisioner).toBe("cinder.csi.openstack.org");
    expect(found?.group).toBe("always");
  });
  test("end where the input does", () => {
    const found = claimOf(pod("elsewhere"));
    expect([found?.spec, found?.storageClass, found?.driver, found?.group]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
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
  test("take the word of a person for a class outside the input", () => {
    expect(claimOf(pod("c"), claim("c", "storageClassName: outside, "))?.group).toBe("never");
  });
  test("believe the CSIDriver object of the input before the driver's own manifests", () => {
    const driver = (policy: string) =>
      `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: vpc.block.csi.ibm.io}\nspec: {${policy}}\n`;
    const parts = [pod("c"), claim("c", "storageClassName: disks, "), storageClass("disks", "vpc.block.csi.ibm.io")];
    expect(claimOf(...parts)?.group).toBe("with-fstype");
    expect(claimOf(...parts, driver("fsGroupPolicy: File"))?.group).toBe("always");
    expect(claimOf(...parts, driver("fsGroupPolicy: None"))?.group).toBe("never");
    expect(claimOf(...parts, driver(""))?.group).toBe("with-fstype");
  });
});
