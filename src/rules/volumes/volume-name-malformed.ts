import { asDnsLabel } from "../../kubernetes/dns-label.ts";
import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { firstMount } from "../../kubernetes/first-mount.ts";
import { faultsOfKind } from "../../kubernetes/volume-faults.ts";
import { volumeRefusal } from "../../kubernetes/volume-refusal.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "volume-name-malformed",
  summary: "The name of a volume is missing, or is no DNS label.",
  rationale: `The API server takes at most 63 lower-case letters, digits and hyphens as the name of a volume, with a letter or digit at both ends: no dots, no underscores. Templates break this where they build the name from that of a release, a file or a host. What mounts the volume must follow when it is renamed.

Each mount of such a volume is refused as well, as not found. This is the one finding for all.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names"],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: nginx.conf, mountPath: /etc/nginx}]
  volumes:
    - name: nginx.conf # bad
      configMap: {name: nginx}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: nginx-conf, mountPath: /etc/nginx}]
  volumes:
    - name: nginx-conf
      configMap: {name: nginx}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    for (const fault of faultsOfKind(workload, "name")) {
      const { volume, name, error } = fault;
      const at = volume.get("name");
      const isTooLong = name.length > 63;
      yield {
        at,
        names: [name],
        label: error.is === "required" ? "no name" : isTooLong ? "more than 63 characters" : "no DNS label",
        message:
          error.is === "required"
            ? `${volume.fieldPath} has no name`
            : `name ${quote(name)} of a volume ${isTooLong ? `has ${name.length} characters, but 63 is the most` : "is no DNS label: lower-case letters, digits and hyphens"}`,
        help: error.is === "required" ? "write a name" : remedy(name, workload),
        then: volumeRefusal(workload, fault, "name", error, kubernetes),
      };
    }
  },
});

function remedy(name: string, workload: Workload): string {
  const label = asDnsLabel(name);
  const mounts = firstMount(workload, name) ? ", here and where it is mounted" : "";
  return label === undefined ? `shorten it${mounts}` : `write ${quote(label)}${mounts}`;
}
