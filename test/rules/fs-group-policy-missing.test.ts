import { expect, test } from "vitest";
import { said } from "./said.ts";

const RULE = "fs-group-policy-missing";
const driver = (name: string, spec: string) =>
  `apiVersion: storage.k8s.io/v1\nkind: CSIDriver\nmetadata: {name: ${name}}\n${spec}`;
const LVM = "local.csi.openebs.io";

test("a driver of disks without a policy is advice, at its spec", () => {
  expect(said(RULE, driver(LVM, "spec:\n  podInfoOnMount: true\n"))).toEqual([
    'info 4:1-5 CSIDriver "local.csi.openebs.io" has no fsGroupPolicy, which means "ReadWriteOnceWithFSType"',
  ]);
});

test.each([
  ["a null policy", driver(LVM, "spec: {fsGroupPolicy: }\n")],
  ["no spec", driver(LVM, "")],
  ["a spec that is a list", driver(LVM, "spec: [a]\n")],
  ["a driver that is not known", driver("disks.example.com", "spec: {}\n")],
])("%s is one too", (_, text) => {
  expect(said(RULE, text)).toHaveLength(1);
});

test.each([
  ["a policy", driver(LVM, "spec: {fsGroupPolicy: None}\n")],
  ["a shared file system", driver("efs.csi.aws.com", "spec: {}\n")],
  ["a driver that applies the group itself", driver("smb.csi.k8s.io", "spec: {}\n")],
  ["directories of the node", driver("kubevirt.io.hostpath-provisioner", "spec: {}\n")],
  ["another kind of that name", driver(LVM, "spec: {}\n").replace("storage.k8s.io/v1", "example.com/v1")],
])("of %s nothing is said", (_, text) => {
  expect(said(RULE, text)).toEqual([]);
});
