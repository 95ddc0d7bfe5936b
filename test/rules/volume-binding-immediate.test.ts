import { expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf } from "./found.ts";
import { said } from "./said.ts";
import { storageClass } from "./storage-class.ts";

const RULE = "volume-binding-immediate";
const byDefault = (text: string) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.filter(({ rule }) => rule === RULE);

test("Immediate is reported where it is written, with a fix, and only where reliability is asked for", () => {
  const text = storageClass("ebs.csi.aws.com", "volumeBindingMode: Immediate\n");
  const [finding] = foundBy(RULE, text);
  expect(finding).toMatchObject({
    severity: "warning",
    confidence: "likely",
    message:
      'StorageClass "disks" binds its claims before their pods are scheduled, but a volume of "ebs.csi.aws.com" can be reached from one zone only',
    then: "a pod that cannot run in the zone of its volume stays Pending",
    fix: { safe: false },
  });
  expect(finding && placeOf(finding.location)).toBe("5:20-5:29");
  expect(byDefault(text)).toEqual([]);
});

test("without a mode it stands at the provisioner", () => {
  const [finding] = foundBy(RULE, storageClass("kubernetes.io/gce-pd"));
  expect(finding?.label).toBe("Immediate by default");
  expect(finding && placeOf(finding.location)).toBe("4:14-4:34");
});

test("a disk of a node binds to that", () => {
  expect(foundBy(RULE, storageClass("topolvm.io"))[0]?.then).toBe(
    "a pod that cannot run on the node of its volume stays Pending",
  );
});

test("provisioners that wait for a pod never make a volume, which is told without a profile", () => {
  for (const provisioner of ["rancher.io/local-path", "openebs.io/local"])
    expect(byDefault(storageClass(provisioner)).map(({ then }) => then)).toEqual([
      "every claim of the class stays Pending (ProvisioningFailed: configuration error, no node was specified)",
    ]);
});

const topology = (values: string) =>
  `allowedTopologies: [{matchLabelExpressions: [{key: topology.kubernetes.io/zone, values: ${values}}]}]\n`;

test.each([
  ["WaitForFirstConsumer", "ebs.csi.aws.com", "volumeBindingMode: WaitForFirstConsumer\n"],
  ["what a template fills in", "ebs.csi.aws.com", 'volumeBindingMode: "{{ .mode }}"\n'],
  ["a single zone", "ebs.csi.aws.com", topology("[a]")],
  ["disks that span zones", "disk.csi.azure.com", "parameters: {skuname: Premium_ZRS}\n"],
  ["regional disks", "pd.csi.storage.gke.io", "parameters: {replication-type: regional-pd}\n"],
  ["drivers of a region", "dobs.csi.digitalocean.com", ""],
  ["shared file systems", "efs.csi.aws.com", ""],
  ["drivers that are not known", "disks.example.com", ""],
])("of %s nothing is said", (_, provisioner, rest) => {
  expect(said(RULE, storageClass(provisioner, rest))).toEqual([]);
});

test.each([
  ["two zones", "ebs.csi.aws.com", topology("[a, b]")],
  ["two terms", "ebs.csi.aws.com", `${topology("[a]").trimEnd().slice(0, -1)}, {matchLabelExpressions: []}]\n`],
  ["no zone at all", "ebs.csi.aws.com", "allowedTopologies: [{matchLabelExpressions: []}]\n"],
  ["topologies that are no list", "ebs.csi.aws.com", "allowedTopologies: a\n"],
  ["disks of one zone", "disk.csi.azure.com", "parameters: {skuName: Premium_LRS}\n"],
  ["parameters that are no mapping", "disk.csi.azure.com", "parameters: [Premium_ZRS]\n"],
])("%s change nothing", (_, provisioner, rest) => {
  expect(said(RULE, storageClass(provisioner, rest))).toHaveLength(1);
});
