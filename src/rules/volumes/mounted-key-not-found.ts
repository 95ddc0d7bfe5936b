import { isMounted } from "../../kubernetes/first-mount.ts";
import { hasPlaceholder } from "../../kubernetes/placeholder.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import { keysOf, objectOf, sourcesOf } from "../../release/mounted-files.ts";
import { nearest } from "../../rule/nearest.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote, shortList } from "../../rule/text.ts";
import { member, type Node } from "../../yaml/node.ts";

export default defineRule({
  id: "mounted-key-not-found",
  summary: "A volume takes a key that its ConfigMap or Secret does not have.",
  rationale: `An item of a ConfigMap or Secret volume names a key. Where the object lacks it, kubelet cannot mount the volume, and the pod stays in \`ContainerCreating\`: "configmap references non-existent config key".

The rule judges objects of the input alone. What is \`optional\`, and an object without any key, which somebody else fills in, are left alone. A Secret may be given more keys in the cluster: what is said of one is likely.`,
  topic: "volumes",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/"],
  examples: [
    {
      title: "A key that was renamed",
      bad: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  web.yaml: "port: 8080"
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: settings
      configMap:
        name: web
        items:
          - key: web.yml # bad
            path: web.yaml
`,
      good: `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data:
  web.yaml: "port: 8080"
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: settings
      configMap:
        name: web
        items:
          - key: web.yaml
            path: web.yaml
`,
    },
  ],
  on: "workload",
  concerns: ({ isMade, pod }) =>
    isMade || [member(pod.raw, "volumes")].flat().some((volume) => takesItems(volume) || takesProjectedItems(volume)),
  *check(workload, { release }) {
    for (const volume of workload.volumes.filter(({ name }) => isMounted(workload, name)))
      for (const source of sourcesOf(volume)) {
        const object = source.isOptional ? undefined : objectOf(source, workload, release);
        const keys = object && keysOf(object);
        // Who has none is filled in by somebody else.
        if (!object || !keys?.size) continue;
        for (const item of source.items.items()) {
          const key = item.get("key");
          const name = key.text;
          if (name && !keys.has(name) && !hasPlaceholder(name)) yield problemOf({ key, name, volume, object, keys });
        }
      }
  },
});

const takesItems = (source: unknown): boolean =>
  (member(member(source, "configMap"), "items") ?? member(member(source, "secret"), "items")) !== undefined;

const takesProjectedItems = (volume: unknown): boolean =>
  [member(member(volume, "projected"), "sources")].flat().some(takesItems);

interface Missing {
  readonly key: Node<string>;
  readonly name: string;
  readonly volume: Volume;
  readonly object: Resource;
  readonly keys: ReadonlySet<string>;
}

/** A guess among more costs more than it tells. */
const MOST_GUESSED = 200;

function problemOf({ key, name, volume, object, keys }: Missing): Problem {
  const isSecret = object.kind === "Secret";
  const meant = keys.size > MOST_GUESSED ? undefined : nearest(name, [...keys]);
  return {
    at: key,
    names: [volume.name, name],
    ...(isSecret && { severity: "warning", confidence: "likely" }),
    label: "no such key",
    message: `volume ${quote(volume.name)} takes key ${quote(name)} of ${object.kind} ${quote(object.name)}, which does not have it`,
    related: [
      { at: object.node.get("metadata").get("name"), label: `${object.kind} ${quote(object.name)} stands here` },
    ],
    help:
      meant === undefined
        ? `add the key to ${object.label}, or take one that it has: ${shortList([...keys], quote)}`
        : `write ${quote(meant)}, or add the key to ${object.label}`,
    then: `kubelet cannot mount the volume (${isSecret ? "references non-existent secret key" : "configmap references non-existent config key"}: ${name}), and the pod stays in ContainerCreating`,
    ...(meant !== undefined && { fix: { patches: [{ set: key, to: meant }], safe: false } }),
  };
}
