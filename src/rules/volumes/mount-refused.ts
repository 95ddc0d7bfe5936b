import { forbidden, notAccepted, required, showApiError, unsupported } from "../../kubernetes/api-error.ts";
import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import type { Container } from "../../kubernetes/container.ts";
import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { mountFaults } from "../../kubernetes/mount-faults.ts";
import {
  type MountRefusal,
  type MountRefusalCause,
  PROPAGATIONS,
  RECURSIONS,
} from "../../kubernetes/mount-refusals.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { list, quote, shortList } from "../../rule/text.ts";

export default defineRule({
  id: "mount-refused",
  summary: "The API server refuses a mount of a container.",
  rationale: `A mount has a \`name\`, the volume's, and a \`mountPath\`. Most often one of them is missing because a template printed nothing for a value that is not set.

\`subPath\` and \`subPathExpr\` lead to a file or directory inside the volume: they are relative, take no step back with \`..\`, and exclude one another. \`mountPropagation\` is None, HostToContainer or Bidirectional; the last lets a container mount file systems on the host, and so is for privileged containers only. \`recursiveReadOnly\` makes the mounts below a read-only mount read-only too; it needs \`readOnly: true\` and no propagation. The API server looks at it from Kubernetes 1.31 on; older versions drop it. A volume cannot be a mount and a device of one container, and ephemeral containers cannot mount parts of a volume.

Two mounts at one path are a matter of \`mount-path-duplicate\`, a volume that the pod does not have one of \`volume-mount-not-found\`.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath",
    "https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation",
    "https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts",
  ],
  examples: [
    {
      title: "A path that was not rendered",
      bad: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - name: data
              mountPath: # bad
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
      good: `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts:
            - name: data
              mountPath: /var/lib/store
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`,
    },
    {
      title: "A part of a volume",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - name: work
          mountPath: /var/log/web
          subPath: /log # bad
  volumes:
    - name: work
      emptyDir: {}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - name: work
          mountPath: /var/log/web
          subPath: log
  volumes:
    - name: work
      emptyDir: {}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container, { kubernetes }) {
    for (const refusal of mountFaults(container).refused) {
      if (!isIn(refusal, kubernetes)) continue;
      const { words, message, ...rest } = TEXTS[refusal.cause](refusal, container);
      yield {
        at: refusal.at,
        names: [refusal.mount.get("name").text ?? "", refusal.at.text ?? ""],
        message: `${container.label} ${message}`,
        then: apiRefusal(container.workload.kind, words, kubernetes),
        ...rest,
      };
    }
  },
});

/** recursiveReadOnly is alpha in 1.30, where the API server drops it; before, it is no field. */
const isIn = ({ cause }: MountRefusal, { minor }: KubernetesVersion): boolean =>
  minor >= 31 || !cause.startsWith("recursion-");

interface Texts extends Pick<Problem, "label" | "help" | "related" | "fix"> {
  /** Behind the container's label. */
  readonly message: string;
  readonly words: string;
}

const TEXTS: Readonly<Record<MountRefusalCause, (refusal: MountRefusal, container: Container) => Texts>> = {
  empty: ({ at, mount }, { workload }) => ({
    message: "has a mount without name and mountPath",
    label: "mounts nothing",
    help: `name one of the pod's volumes and the path for it, or remove the mount${volumesOf(workload)}`,
    words: `${showApiError(at.path, required())}, ${showApiError(mount.get("mountPath").path, required())}`,
  }),
  "name-missing": ({ at, mount }, { workload }) => ({
    message: `mounts no volume at ${quote(mount.get("mountPath").text ?? "")}`,
    label: "no volume",
    help: `name one of the pod's volumes, or remove the mount${volumesOf(workload)}`,
    words: showApiError(at.path, required()),
  }),
  "path-missing": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} without a path`,
    label: "no path",
    help: `write the mountPath where the program looks for ${volumeOf(mount)}, or remove the mount`,
    words: showApiError(at.path, required()),
  }),
  "sub-path-absolute": ({ at, mount }) => {
    const relative = at.text?.replace(/^\/+/, "") ?? "";
    return {
      message: `mounts ${volumeOf(mount)} with ${at.step} ${quote(at.text ?? "")}, which is not relative`,
      label: "begins with a slash",
      ...(relative === ""
        ? { help: `remove ${at.step}: the mount then shows the whole volume` }
        : {
            help: `write ${at.step}: ${relative}, which counts from the root of the volume`,
            fix: { title: `write ${at.step}: ${relative}`, patches: [{ set: at, to: relative }], safe: false },
          }),
      words: showApiError(unindexed(mount, at), notAccepted(at.text ?? "", "must be a relative path")),
    };
  },
  "sub-path-steps-back": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with ${at.step} ${quote(at.text ?? "")}, which steps back with ".."`,
    label: 'holds ".."',
    help: `write the path from the root of the volume, without ".."`,
    words: showApiError(unindexed(mount, at), notAccepted(at.text ?? "", "must not contain '..'")),
  }),
  "sub-paths-both": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with both subPath ${quote(mount.get("subPath").text ?? "")} and subPathExpr ${quote(at.text ?? "")}`,
    label: "one too many",
    related: [{ at: mount.get("subPath"), label: "subPath is written here" }],
    help: "remove one of them: subPathExpr expands $(VARIABLE), subPath does not",
    words: showApiError(at.path, notAccepted(at.text ?? "", "subPathExpr and subPath are mutually exclusive")),
  }),
  "sub-path-ephemeral": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with ${at.step} ${quote(at.text ?? "")}, but can only mount whole volumes`,
    label: "not for ephemeral containers",
    help: `remove ${at.step}, and look below the mountPath`,
    words: showApiError(at.path, forbidden("cannot be set for an Ephemeral Container")),
  }),
  "propagation-unknown": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with mountPropagation ${quote(at.text ?? "")}, which Kubernetes does not know`,
    label: "not a propagation",
    ...choose(at, PROPAGATIONS),
    words: showApiError(unindexed(mount, at), unsupported(at.text ?? "", PROPAGATIONS)),
  }),
  "propagation-unprivileged": ({ at, mount }, { node }) => {
    const privileged = node.get("securityContext").get("privileged");
    return {
      message: `mounts ${volumeOf(mount)} with Bidirectional propagation, but is not privileged`,
      label: "for privileged containers",
      related: privileged.state === "present" ? [{ at: privileged, label: "privileged is set here" }] : [],
      help: "write HostToContainer if it only needs to see what the host mounts, or set securityContext.privileged: true on the container",
      words: showApiError(
        unindexed(mount, at),
        forbidden("Bidirectional mount propagation is available only to privileged containers"),
      ),
    };
  },
  "recursion-unknown": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with recursiveReadOnly ${quote(at.text ?? "")}, which Kubernetes does not know`,
    label: "none of the three",
    ...choose(at, RECURSIONS),
    words: showApiError(unindexed(mount, at), unsupported(at.text ?? "", RECURSIONS)),
  }),
  "recursion-writable": ({ at, mount }) => ({
    message: `mounts ${volumeOf(mount)} with recursiveReadOnly ${quote(at.text ?? "")}, but not read-only`,
    label: "needs readOnly: true",
    help: "add readOnly: true to the mount, or remove recursiveReadOnly",
    fix: { title: "add readOnly: true", patches: [{ set: mount.get("readOnly"), to: true }], safe: false },
    words: showApiError(unindexed(mount, at), forbidden("may only be specified when readOnly is true")),
  }),
  "recursion-propagated": ({ at, mount }) => {
    const propagation = mount.get("mountPropagation");
    return {
      message: `mounts ${volumeOf(mount)} with recursiveReadOnly ${quote(at.text ?? "")} and mountPropagation ${quote(propagation.text ?? "")}`,
      label: "not with propagation",
      related: [{ at: propagation, label: "propagation is set here" }],
      help: "remove one of them",
      words: showApiError(
        unindexed(mount, at),
        forbidden("may only be specified when mountPropagation is None or not specified"),
      ),
    };
  },
  "device-name": ({ at, device }) => ({
    message: `has volume ${quote(at.text ?? "")} both as a mount and as a device`,
    label: "a device already",
    related: device ? [{ at: device.get("name"), label: `${quote(at.text ?? "")} is a device here` }] : [],
    help: "remove the mount if the program writes the raw device (volumeMode: Block), the device if it wants files",
    words: showApiError(at.path, notAccepted(at.text ?? "", "must not already exist in volumeDevices")),
  }),
  "device-path": ({ at, mount, device }) => ({
    message: `mounts ${volumeOf(mount)} at ${quote(at.text ?? "")}, where it has a device`,
    label: "the path of a device",
    related: device ? [{ at: device.get("devicePath"), label: "its device is placed here" }] : [],
    help: "give one of them another path",
    words: showApiError(at.path, notAccepted(at.text ?? "", "must not already exist as a path in volumeDevices")),
  }),
};

const volumeOf = (mount: MountRefusal["mount"]): string => `volume ${quote(mount.get("name").text ?? "")}`;

const volumesOf = ({ volumes }: Workload): string =>
  volumes.length > 0 ? `; the pod has ${shortList(volumes, ({ name }) => quote(name))}` : "";

/** For these fields the API server names the list, but not which of its items. */
const unindexed = (mount: MountRefusal["mount"], { step }: MountRefusal["at"]): string =>
  `${mount.parent?.path ?? ""}.${step}`;

function choose(at: MountRefusal["at"], values: readonly string[]): Pick<Texts, "help" | "fix"> {
  const { text = "" } = at;
  const meant = values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? nearest(text, values);
  if (meant === undefined) return { help: `write ${list(values, "or")}` };
  return { help: `write ${meant}`, fix: { patches: [{ set: at, to: meant }], safe: false } };
}
