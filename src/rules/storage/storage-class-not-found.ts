import { type ClassReferences, classReferences, type MissingClass } from "../../release/class-references.ts";
import { namesClassElsewhere } from "../../release/names-class-elsewhere.ts";
import { meantClass } from "../../rule/meant-class.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "storage-class-not-found",
  summary: "A disk is asked of a StorageClass that is not in the input.",
  rationale: `A claim may name a class that does not exist. The API server accepts it, and the claim stays Pending (\`storageclass.storage.k8s.io "fast" not found\`), and so do its pods.

Classes mostly belong to the cluster, not to a chart. So this is a note, one for each class, and it says what cannot be checked without it: whether \`fsGroup\` reaches the files depends on the driver of the class and on the file system that it names. The config takes both, under \`known\`.

It is a warning where the input has a class that differs in capitals or separators only, or that nobody asks for and whose name differs by a slip. With \`--closed-world\` it is an error.

Nothing is said of an empty name, which asks for a volume made by hand, of no name, which asks for the default class, of a claim that names its volume or selects it by labels, and of a class that a PersistentVolume of the input names: the two have to match, and no object needs to be there. A name that no class can have is reported by \`claim-refused\`.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: archive}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
parameters: {csi.storage.k8s.io/fstype: ext4}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: reports}
spec:
  storageClassName: archvie # bad
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 10Gi}}
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: archive}
provisioner: ebs.csi.aws.com
volumeBindingMode: WaitForFirstConsumer
parameters: {csi.storage.k8s.io/fstype: ext4}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: reports}
spec:
  storageClassName: archive
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 10Gi}}
`,
    },
  ],
  on: "release",
  concerns: namesClassElsewhere,
  *check(release) {
    const references = classReferences(release);
    for (const one of references.missing) yield problemOf(one, references, release.closed);
  },
});

function problemOf(one: MissingClass, references: ClassReferences, closed: boolean): Problem {
  const { name, request, at, group } = one;
  const meant = meantClass(name, references);
  return {
    at,
    names: [name],
    ...(!closed && { severity: meant === undefined ? "info" : "warning", confidence: "likely" }),
    label: "not in the input",
    message: `${request.label} asks for StorageClass ${quote(name)}, which is not in the input`,
    ...(group && {
      related: [
        { at: group.fsGroup, label: `fsGroup ${group.fsGroup.number} of ${group.workload.resource.label} is set here` },
      ],
    }),
    ...remedy(one, meant),
    then: consequence(one, closed || meant !== undefined),
  };
}

function remedy({ name, at }: MissingClass, meant: string | undefined): Pick<Problem, "help" | "fix"> {
  if (meant !== undefined) {
    const title = `set ${at.fieldPath} to ${quote(meant)}`;
    return { help: title, fix: { title, patches: [{ set: at, to: meant }], safe: false } };
  }
  return {
    help: `add the class to the input, or list it under "known": {kind: StorageClass, name: ${name}, provisioner: ..., fstype: ...}`,
  };
}

function consequence({ name, group }: MissingClass, isAbsent: boolean): string {
  const pending = `the claim stays Pending (ProvisioningFailed: storageclass.storage.k8s.io ${quote(name)} not found), and its pods with it`;
  if (isAbsent) return pending;
  const unseen = group
    ? `nobody can tell from the input whether fsGroup ${group.fsGroup.number} of ${group.workload.label} reaches the files: that depends on the driver of the class and its file system. `
    : "";
  return `${unseen}${unseen === "" ? "where" : "Where"} the cluster lacks it, ${pending}`;
}
