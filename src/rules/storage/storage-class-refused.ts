import type { StorageClass } from "kubernetes-types/storage/v1.js";
import { notAccepted, required, showApiError, unsupported } from "../../kubernetes/api-error.ts";
import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import { isStorageClass } from "../../kubernetes/kinds.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import { qualifiedNameFault } from "../../kubernetes/qualified-name.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "storage-class-refused",
  summary: "A StorageClass that the API server refuses.",
  rationale: `The API server looks at little of a StorageClass: that it names a provisioner, and that \`reclaimPolicy\` is \`Delete\` or \`Retain\` and \`volumeBindingMode\` is \`Immediate\` or \`WaitForFirstConsumer\`. \`Recycle\`, which a PersistentVolume may have, is refused in a class; so are other cases of the letters. An empty \`volumeBindingMode\` is refused too, an empty \`reclaimPolicy\` is not. \`mountOptions\` must be a list and \`parameters\` a mapping, of at most 512 entries.

What the parameters hold is for the provisioner to judge. Values that are numbers or booleans where text is wanted are reported by \`value-not-text\`. A text that holds the placeholder of a template is not judged.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/storage-classes/"],
  examples: [
    {
      bad: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: scratch}
provisioner: ebs.csi.aws.com
reclaimPolicy: Recycle # bad
volumeBindingMode: waitForFirstConsumer # bad
mountOptions: noatime # bad
`,
      good: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: scratch}
provisioner: ebs.csi.aws.com
reclaimPolicy: Delete
volumeBindingMode: WaitForFirstConsumer
mountOptions: [noatime]
`,
    },
  ],
  on: "resource",
  concerns: isStorageClass,
  *check(resource, { kubernetes }) {
    for (const { words, ...problem } of faults(resource))
      yield { ...problem, then: apiRefusal("StorageClass", words, kubernetes) };
  },
});

type Fault = Problem & { readonly words: string };

const RECLAIM_POLICIES = ["Delete", "Retain"] as const;
const BINDING_MODES = ["Immediate", "WaitForFirstConsumer"] as const;

function* faults(resource: Resource): Iterable<Fault> {
  const storageClass = resource.as<StorageClass>();
  const subject = `StorageClass ${quote(resource.name)}`;
  yield* provisionerFault(subject, storageClass.get("provisioner"));
  const policy = storageClass.get("reclaimPolicy");
  if (policy.text) yield* choiceFault(subject, policy, RECLAIM_POLICIES);
  yield* choiceFault(subject, storageClass.get("volumeBindingMode"), BINDING_MODES);
  yield* parametersFault(subject, storageClass.get("parameters"));
  yield* typeFault(subject, storageClass.get("mountOptions"), "list");
}

function* provisionerFault(subject: string, at: Node<string>): Iterable<Fault> {
  // Numbers and booleans are no text at all: value-not-text says so.
  if (at.state === "present" && at.text === undefined) return;
  const name = at.text ?? "";
  if (name === "")
    yield {
      at,
      names: ["provisioner"],
      label: "no provisioner",
      message: `${subject} names no provisioner`,
      help: "name the driver that makes its volumes, such as ebs.csi.aws.com, or kubernetes.io/no-provisioner for volumes made by hand",
      words: showApiError(at.path, required()),
    };
  const fault = hasPlaceholder(name) ? undefined : qualifiedNameFault(name.toLowerCase());
  if (name !== "" && fault !== undefined)
    yield {
      at,
      names: [name],
      label: "no name of a provisioner",
      message: `${subject} names provisioner ${quote(name)}, which no driver can be called`,
      help: "write the name of its driver as its CSIDriver object has it",
      words: showApiError(at.path, notAccepted(name.toLowerCase(), fault)),
    };
}

function* choiceFault(subject: string, at: Node<string>, choices: readonly string[]): Iterable<Fault> {
  const { text } = at;
  if (text === undefined || choices.includes(text) || hasPlaceholder(text)) return;
  const meant = choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? nearest(text, choices);
  yield {
    at,
    names: [text],
    label: "not a choice",
    message: `${subject} has ${at.path} ${quote(text)}, which is neither ${list(choices.map(quote), "nor")}`,
    help: meant === undefined ? `choose ${list(choices, "or")}` : `write ${meant}`,
    words: showApiError(at.path, unsupported(text, choices)),
    ...(meant !== undefined && { fix: { title: `write ${meant}`, patches: [{ set: at, to: meant }], safe: false } }),
  };
}

const MOST_PARAMETERS = 512;
const MOST_PARAMETER_BYTES = 256 * 1024;

function* parametersFault(subject: string, at: Node<Record<string, string>>): Iterable<Fault> {
  yield* typeFault(subject, at, "mapping");
  const entries = at.entries();
  const nameless = entries.find(({ name }) => name === "");
  if (nameless)
    yield {
      at: nameless.key,
      names: ["parameters"],
      label: "empty key",
      message: `${subject} has a parameter without a name`,
      help: "name the parameter, or remove it",
      words: showApiError(at.path, notAccepted("", "field can not be empty.")),
    };
  if (entries.length > MOST_PARAMETERS)
    yield {
      at,
      names: ["parameters"],
      label: "too many",
      message: `${subject} has ${entries.length} parameters, and ${MOST_PARAMETERS} are the most that it may have`,
      help: "remove those that the driver does not need",
      words: showApiError(at.path, { is: "too-long", most: MOST_PARAMETERS }),
    };
  else if (bytesOf(entries.flatMap(({ name, value }) => [name, value.text ?? ""])) > MOST_PARAMETER_BYTES)
    yield {
      at,
      names: ["parameters"],
      label: "too long",
      message: `${subject} has parameters of more than 256 KiB`,
      help: "remove those that the driver does not need",
      words: showApiError(at.path, { is: "too-long", most: MOST_PARAMETER_BYTES }),
    };
}

const bytesOf = (texts: readonly string[]): number => new TextEncoder().encode(texts.join("")).length;

const GO = { list: "[]string", mapping: "map[string]string" } as const;

/** A collection of another kind, or a value in its place, is refused before anything is looked at. */
function* typeFault(subject: string, at: Node<unknown>, wanted: keyof typeof GO): Iterable<Fault> {
  const { json } = at;
  if (json === null || json === undefined) return;
  const found = Array.isArray(json) ? "list" : typeof json === "object" ? "mapping" : "value";
  if (found === wanted) return;
  const go = { list: "array", mapping: "object", value: typeof json === "boolean" ? "bool" : typeof json };
  yield {
    at,
    names: [wanted],
    label: `not a ${wanted}`,
    message: `${subject} has ${at.path} that are no ${wanted}`,
    help: wanted === "list" ? `write ${at.path} as a list, one option an item` : `write ${at.path} as key: value`,
    words: `json: cannot unmarshal ${go[found]} into Go struct field StorageClass.${at.path} of type ${GO[wanted]}`,
  };
}
