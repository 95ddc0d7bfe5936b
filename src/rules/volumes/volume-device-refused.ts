import { notAccepted, required, showApiError } from "../../kubernetes/api-error.ts";
import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import type { Container } from "../../kubernetes/container.ts";
import { type DeviceFault, type DeviceFaultCause, deviceFaults } from "../../kubernetes/device-faults.ts";
import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { declaredHere, quote, shortList } from "../../rule/text.ts";

export default defineRule({
  id: "volume-device-refused",
  summary: "The API server or kubelet refuses a volume device of a container.",
  rationale: `\`volumeDevices\` gives a container the raw disk instead of a mounted file system. Only claims can be attached so: \`persistentVolumeClaim\`, \`ephemeral\` and the claim templates of a StatefulSet. Each device has the \`name\` of a volume and a \`devicePath\`, neither of which another device of the container may have, and the path takes no step back with \`..\`.

That the path is absolute is not for the API server to see: kubelet refuses to create the container. A claim that is attached must have \`volumeMode: Block\`; that is a matter of \`volume-mode-conflicts\`.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: store}
spec:
  containers:
    - name: store
      image: example/store:1
      volumeDevices:
        - name: disk # bad
          devicePath: /dev/xvda
  volumes:
    - name: disk
      emptyDir: {}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: store}
spec:
  containers:
    - name: store
      image: example/store:1
      volumeDevices:
        - name: disk
          devicePath: /dev/xvda
  volumes:
    - name: disk
      persistentVolumeClaim: {claimName: disk}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container, { kubernetes }) {
    const faults = [...deviceFaults(container)];
    const claims = faults.some(({ cause }) => cause === "empty" || cause === "name-missing") ? claimsOf(container) : "";
    for (const fault of faults) {
      const { words, message, ...rest } = TEXTS[fault.cause](fault, claims, container);
      yield {
        at: fault.at,
        names: [fault.device.get("name").text ?? "", fault.at.text ?? ""],
        message: `${container.label} ${message}`,
        then: words === undefined ? KUBELET : apiRefusal(container.workload.kind, words, kubernetes),
        ...rest,
      };
    }
  },
});

interface Texts extends Pick<Problem, "label" | "help" | "related" | "then"> {
  /** Behind the container's label. */
  readonly message: string;
  /** The API server's; undefined where it has nothing to say. */
  readonly words?: string;
}

const KUBELET = "the API server accepts it; kubelet does not create the container";

const TEXTS: Readonly<Record<DeviceFaultCause, (fault: DeviceFault, claims: string, container: Container) => Texts>> = {
  empty: ({ at, device }, claims) => ({
    message: "has a device without name and devicePath",
    label: "attaches nothing",
    help: `name one of the pod's claims and the path for it, or remove the device${claims}`,
    words: `${showApiError(at.path, required())}, ${showApiError(device.get("devicePath").path, required())}`,
  }),
  "name-missing": ({ at, device }, claims) => ({
    message: `attaches no volume at ${quote(device.get("devicePath").text ?? "")}`,
    label: "no volume",
    help: `name one of the pod's claims, or remove the device${claims}`,
    words: showApiError(at.path, required()),
  }),
  "path-missing": ({ at, device }) => ({
    message: `attaches ${volumeOf(device)} without a path`,
    label: "no path",
    help: "write the devicePath that the program opens, such as /dev/xvda",
    words: showApiError(at.path, required()),
  }),
  "name-repeated": ({ at, first }) => ({
    message: `attaches volume ${quote(at.text ?? "")} twice`,
    label: "attached already",
    related: first ? [{ at: first.get("name"), label: `${quote(at.text ?? "")} is attached here` }] : [],
    help: "remove one of the two devices",
    words: showApiError(at.path, notAccepted(at.text ?? "", "must be unique")),
  }),
  "path-repeated": ({ at, device, first }) => ({
    message: `attaches ${volumeOf(device)} at ${quote(at.text ?? "")}, where it has another device`,
    label: "taken already",
    related: first ? [{ at: first.get("devicePath"), label: `${quote(at.text ?? "")} is taken here` }] : [],
    help: "give one of them another devicePath",
    words: showApiError(at.path, notAccepted(at.text ?? "", "must be unique")),
  }),
  "path-steps-back": ({ at, device }) => ({
    message: `attaches ${volumeOf(device)} at ${quote(at.text ?? "")}, which steps back with ".."`,
    label: 'holds ".."',
    help: `write the path from the root, without ".."`,
    words: showApiError(at.path, notAccepted(at.text ?? "", "can not contain backsteps ('..')")),
  }),
  "path-relative": ({ at, device }) => ({
    message: `attaches ${volumeOf(device)} at ${quote(at.text ?? "")}, which is not absolute`,
    label: "no slash before it",
    help: `write /${at.text ?? ""}, or the whole path that the program opens`,
    then: `${KUBELET} (CreateContainerConfigError: error DevicePath \`${at.text ?? ""}\` must be an absolute path)`,
  }),
  source: ({ at, device }, _, container) => {
    const volume = container.volumeOf(device);
    return {
      message: `attaches ${volumeOf(device)} as a device, but that is no claim (${volume?.source ?? ""})`,
      label: "has files, no device",
      related: volume ? [{ at: volume.at, label: declaredHere(volume) }] : [],
      help: `mount it with volumeMounts, or make it a persistentVolumeClaim or ephemeral volume with volumeMode: Block`,
      words: showApiError(
        at.path,
        notAccepted(
          at.text ?? "",
          "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode",
        ),
      ),
    };
  },
};

const volumeOf = (device: DeviceFault["device"]): string => `volume ${quote(device.get("name").text ?? "")}`;

/** Behind what to do about a device that names none. */
function claimsOf({ workload }: Container): string {
  const claims = workload.volumes.filter(({ persistent }) => persistent);
  return claims.length > 0 ? `; the pod has ${shortList(claims, ({ name }) => quote(name))}` : "";
}
