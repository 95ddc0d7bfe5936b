import { mayBeOdd } from "../../kubernetes/everyday-pod.ts";
import { faultsOfKind } from "../../kubernetes/volume-faults.ts";
import { volumeRefusal } from "../../kubernetes/volume-refusal.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "volume-duplicate",
  summary: "Two volumes of a pod have the same name.",
  rationale: `Mounts find their volume by its name, and the API server refuses a second one of a name. It comes of values such as \`extraVolumes\` that repeat what a chart declares by itself, or of a list that two templates add to.

A claim template of a StatefulSet is no second volume: it takes the place of the volume of its name.`,
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
      volumeMounts: [{name: tmp, mountPath: /tmp}]
  volumes:
    - name: tmp
      emptyDir: {}
    - name: tmp # bad
      emptyDir: {medium: Memory, sizeLimit: 64Mi}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts: [{name: tmp, mountPath: /tmp}]
  volumes:
    - name: tmp
      emptyDir: {medium: Memory, sizeLimit: 64Mi}
`,
    },
  ],
  on: "workload",
  concerns: mayBeOdd,
  *check(workload, { kubernetes }) {
    const firsts = new Map<unknown, string>();
    for (const fault of faultsOfKind(workload, "duplicate")) {
      const { volume, first, name } = fault;
      const shown = firsts.get(first) ?? JSON.stringify(first.json);
      firsts.set(first, shown);
      const isSame = JSON.stringify(volume.json) === shown;
      yield {
        at: volume.get("name"),
        names: [name],
        label: "the name is taken",
        message: `${workload.label} has two volumes of the name ${quote(name)}`,
        related: [{ at: first.get("name"), label: "the first is declared here" }],
        help: isSame ? "remove one of them: they are the same" : "remove one of them, or rename it and what mounts it",
        then: volumeRefusal(workload, fault, "name", { is: "duplicate", value: name }, kubernetes),
      };
    }
  },
});
