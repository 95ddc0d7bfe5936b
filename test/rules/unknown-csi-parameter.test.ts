import { expect, test } from "vitest";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "unknown-csi-parameter";
const found = (provisioner: string, ...keys: readonly string[]) =>
  foundBy(
    RULE,
    storageClass(provisioner, `parameters:\n${keys.map((key) => `  csi.storage.k8s.io/${key}: x\n`).join("")}`),
  );

test("the standard key in another case stops provisioning, and takes the place of the finding that none is named", () => {
  const [finding, ...others] = found("cinder.csi.openstack.org", "fsType");
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: "error",
    confidence: "certain",
    message: 'StorageClass "disks" sets "csi.storage.k8s.io/fsType", which is no parameter of external-provisioner',
    help: "write csi.storage.k8s.io/fstype instead; a class cannot be changed in that, so delete it and create it anew",
    then: 'every claim of the class stays Pending (ProvisioningFailed: failed to strip CSI Parameters of prefixed keys: found unknown parameter key "csi.storage.k8s.io/fsType" with reserved namespace csi.storage.k8s.io/)',
  });
  expect(finding && placeOf(finding.location)).toBe("6:3-6:28");
  const text = storageClass("cinder.csi.openstack.org", "parameters: {csi.storage.k8s.io/fsType: ext4}\n");
  expect(said("storage-class-fstype-missing", text)).toEqual([]);
});

test.each([
  ["fs-type", "fstype"],
  ["node-stage-secret-nam", "node-stage-secret-name"],
  ["controller-publish-secretname", "controller-publish-secret-name"],
])("for %s it offers %s", (key, meant) => {
  expect(found("rbd.csi.ceph.com", key)[0]?.help).toMatch(`write csi.storage.k8s.io/${meant} instead;`);
});

test("a key like none of them may belong to a newer provisioner", () => {
  const [finding] = found("rbd.csi.ceph.com", "topology-policy");
  expect(finding).toMatchObject({ severity: "warning", confidence: "likely" });
  expect(finding?.help).toMatch(/^remove it, or take one of csi.storage.k8s.io\/fstype, .* and 10 more;/);
});

test("a driver that is not known may have another provisioner", () => {
  expect(found("disks.example.com", "fsType")[0]).toMatchObject({ severity: "warning", confidence: "likely" });
});

test("those that it knows are silent, as is all that others are for", () => {
  const known = ["fstype", "secret-name", "secret-namespace"];
  for (const role of [
    "provisioner",
    "controller-publish",
    "node-stage",
    "node-publish",
    "controller-expand",
    "node-expand",
  ])
    known.push(`${role}-secret-name`, `${role}-secret-namespace`);
  expect(found("rbd.csi.ceph.com", ...known)).toEqual([]);
  expect(found("rancher.io/local-path", "fsType")).toEqual([]);
  expect(said(RULE, storageClass("rbd.csi.ceph.com", "parameters: {storage.k8s.io/fsType: x, fsType: y}\n"))).toEqual(
    [],
  );
});

test("a long list of unknown keys takes no long time", () => {
  const keys = Array.from({ length: 2000 }, (_, index) => `${"k".repeat(200)}${index}`);
  const started = performance.now();
  expect(found("rbd.csi.ceph.com", ...keys)).toHaveLength(2000);
  expect(performance.now() - started).toBeLessThan(5000);
});
