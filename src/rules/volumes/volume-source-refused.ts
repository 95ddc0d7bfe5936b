import { bytesOf } from "../../kubernetes/api-error.ts";
import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { isMounted } from "../../kubernetes/first-mount.ts";
import { meantQuantity } from "../../kubernetes/quantity.ts";
import type { RefusedSource } from "../../kubernetes/volume-faults.ts";
import { fieldLabel, refusedSources, sourceRefusal } from "../../kubernetes/volume-refusal.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote } from "../../rule/text.ts";
import { isMapping, type Node } from "../../yaml/node.ts";

export default defineRule({
  id: "volume-source-refused",
  summary: "The source of a volume holds a value that Kubernetes refuses.",
  rationale: `Files in a volume have relative paths, a token lives for ten minutes at least, a path of the host has one of seven types, and a projected volume has one file of a path. The API server refuses what differs, and then says of each mount of the volume that it is not found.

The size of an emptyDir is a quantity: 1Gi or 1G, not 1GB. Where it is none, the API server cannot even read the object. The \`medium\` of an emptyDir is not looked at before kubelet mounts it: the pod then stays in ContainerCreating.

Not judged here: fields that are missing (volume-source-incomplete), the modes of files (file-mode-misread), the claim that an ephemeral volume makes (claim-refused), and the spelling of names of objects, at which the API server does not look. In text that holds \`\${\` or \`{{\` another tool fills in what is missing.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: settings, mountPath: /etc/web}, {name: sock, mountPath: /run/web.sock}]
  volumes:
    - name: settings
      configMap:
        name: web
        items:
          - key: web.conf
            path: /etc/web/web.conf # bad
    - name: sock
      hostPath:
        path: /run/web.sock
        type: socket # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: settings, mountPath: /etc/web}, {name: sock, mountPath: /run/web.sock}]
  volumes:
    - name: settings
      configMap:
        name: web
        items:
          - key: web.conf
            path: web.conf
    - name: sock
      hostPath:
        path: /run/web.sock
        type: Socket
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    for (const fault of refusedSources(workload, kubernetes)) {
      const sentence = sentenceOf(fault);
      if (!sentence || (fault.error.is === "unmountable" && !isMounted(workload, fault.name))) continue;
      const { at, other } = fault;
      yield {
        at,
        names: [fault.name],
        related: other
          ? [{ at: other.key, label: `${at.step === "path" ? "the same path" : other.step} stands here` }]
          : [],
        ...sentence,
        then: sourceRefusal(workload, fault, kubernetes),
      };
    }
  },
});

type Sentence = Pick<Problem, "message" | "label" | "help" | "fix"> & Partial<Pick<Problem, "at">>;

function sentenceOf(fault: RefusedSource): Sentence | undefined {
  const { at, error } = fault;
  const value = shown(at);
  switch (error.is) {
    case "unsupported": {
      const supported = error.supported.filter((text) => text !== "");
      const meant =
        supported.find((text) => text.toLowerCase() === at.text?.toLowerCase()) ?? nearest(error.value, supported);
      return {
        label: "not supported",
        message: `${fieldLabel(fault)} is ${value}, which Kubernetes does not take there`,
        help: meant ? `write ${meant}` : `write one of ${list(supported, "or")}`,
      };
    }
    case "unreadable":
      return {
        label: `not a ${error.wanted}`,
        message: `${fieldLabel(fault)} is ${kindOf(at)}, but Kubernetes takes only a ${error.wanted} there`,
        help: error.wanted === "list" ? listHelp(at) : mappingHelp(at, error.field),
      };
    case "no-quantity": {
      const meant = meantQuantity(at.text ?? "");
      return {
        label: "no quantity",
        message: `${fieldLabel(fault)} is ${value}, which is no quantity`,
        help: meant ? `write ${meant}` : "write a number with Mi or Gi behind it, such as 1Gi, or leave it out",
        ...(meant && { fix: { patches: [{ set: at, to: meant }], safe: false } }),
      };
    }
    case "unmountable":
      return {
        label: "no medium",
        message: `${fieldLabel(fault)} is ${value}, which is no medium that kubelet knows`,
        help:
          at.text?.toLowerCase() === "memory"
            ? "write Memory"
            : "write Memory, or leave it out for a directory on the disk of the node",
      };
    case "too-long":
      return {
        label: `more than ${error.most} bytes`,
        message: `${fieldLabel(fault)} has ${bytesOf(at.text ?? "")} bytes, but ${error.most} is the most`,
        help: "shorten it",
      };
    case "not-accepted":
      return notAccepted(fault, error.detail, value);
    case "forbidden":
      return forbidden(fault, value);
    // What is missing is another rule's, and sources have no names that may be taken.
    case "required":
    case "duplicate":
      return undefined;
  }
}

function kindOf({ text, json }: Node<unknown>): string {
  if (text !== undefined) return text === "" ? "empty text" : `the text ${quote(text)}`;
  if (Array.isArray(json)) return "a list";
  return isMapping(json) ? "a mapping" : `the ${typeof json} ${json}`;
}

const listHelp = ({ step, json }: Node<unknown>): string =>
  isMapping(json) ? `make ${step} a list, with a hyphen before each entry` : `write a list below ${step}`;

function mappingHelp({ step, text }: Node<unknown>, field: string | undefined): string {
  if (field === undefined) return `write ${step}: {}`;
  return text ? `write ${field}: ${text} below ${step}` : `write ${field} below ${step}`;
}

const shown = ({ text, json }: Node<unknown>): string => (text === undefined ? JSON.stringify(json) : quote(text));

/** What the API server's words come to, and what to do. */
const REMEDIES: Readonly<Record<string, { readonly because: string; readonly label: string; readonly help: string }>> =
  {
    "must be a relative path": {
      because: "a file in a volume has a relative path",
      label: "absolute",
      help: "write it without the slash in front: the mount decides where the volume stands",
    },
    "must not contain '..'": {
      because: "Kubernetes takes no .. in a path",
      label: "has ..",
      help: "write it without ..",
    },
    "must not start with '..'": {
      because: "names that begin with .. are kubelet's own",
      label: "begins with ..",
      help: "write another name",
    },
    "must be an absolute path": {
      because: "the path of an export is absolute",
      label: "relative",
      help: "write it with a slash in front",
    },
    "may not specify a duration less than 10 minutes": {
      because: "a token lives for 600 seconds at least",
      label: "less than 600",
      help: "write 600 or more, or leave it out for an hour",
    },
    "may not specify a duration larger than 2^32 seconds": {
      because: "a token lives for 2^32 seconds at most",
      label: "more than 2^32",
      help: "write seconds, or leave it out for an hour",
    },
    "conflicting duplicate paths": {
      because: "another file of the volume has that path",
      label: "the path is taken",
      help: "give one of them another path",
    },
    "must be valid format starting with iqn, eui, or naa": {
      because: "the name of a target begins with iqn, eui or naa",
      label: "no name of a target",
      help: "write the target's name, such as iqn.2001-04.com.example:storage",
    },
    "must be between 0 and 255, inclusive": {
      because: "a unit has a number from 0 to 255",
      label: "outside 0 to 255",
      help: "write the number of the unit",
    },
  };

function notAccepted(fault: RefusedSource, detail: string, value: string): Sentence {
  const { at } = fault;
  if (at.step === "resourceFieldRef")
    return {
      at: at.key,
      label: "one too many",
      message: `${fieldLabel(fault, at.parent)} has both fieldRef and resourceFieldRef`,
      help: "remove one of them",
    };
  const known = REMEDIES[detail];
  if (known)
    return { label: known.label, message: `${fieldLabel(fault)} is ${value}, but ${known.because}`, help: known.help };
  if (at.step === "fieldPath") {
    const subscript = /^(metadata\.(?:labels|annotations))[.[]["']?(.*?)["']?\]?$/.exec(at.text ?? "");
    return {
      label: "no field for files",
      message: `${fieldLabel(fault)} is ${value}, which is no field that a file can hold`,
      help: subscript
        ? `write ${subscript[1]}['${subscript[2]}']`
        : "write metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations",
    };
  }
  return {
    label: "no DNS name",
    message: `${fieldLabel(fault)} is ${value}, but the name of a driver is a DNS name`,
    help: "write the name of the driver's CSIDriver object",
  };
}

function forbidden(fault: RefusedSource, value: string): Sentence {
  const { at, other } = fault;
  if (other)
    return {
      at: at.key,
      label: "one too many",
      message: `${fieldLabel(fault, at.parent)} has both ${other.step} and ${at.step}`,
      help: `give ${at.step} a source of its own in the list`,
    };
  return {
    label: "negative",
    message: `${fieldLabel(fault)} is ${value}, but a size is not negative`,
    help: "write a size such as 1Gi",
  };
}
