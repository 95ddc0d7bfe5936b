import { mayBeOddlyMounted } from "../../kubernetes/everyday-pod.ts";
import { mountFaults } from "../../kubernetes/mount-faults.ts";
import type { NestedMount } from "../../kubernetes/nested-mounts.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "nested-mount-conflicts",
  summary: "A mount lies inside another one that has no place for it.",
  rationale: `One volume mounted below another is no fault: \`/etc/app\` from a ConfigMap and \`/etc/app/tls\` from a Secret work together, because kubelet makes the directory \`tls\` in the outer volume first. Two cases do not work.

A single file of a ConfigMap or Secret, mounted with \`subPath\` inside a volume of the sort that kubelet writes (\`configMap\`, \`secret\`, \`projected\`, \`downwardAPI\`). kubelet makes a directory there as well, and the container runtime cannot mount a file on a directory: "not a directory". One \`projected\` volume can hold the files of both.

A mount inside an \`emptyDir\` that is mounted with \`readOnly: true\`, unless a container of the pod writes to it: nobody can make the directory that the inner mount needs, and the runtime reports "read-only file system".

In a claim or in an image the directory may be there already, so these are not judged.`,
  topic: "volumes",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://github.com/kubernetes/kubernetes/issues/61545",
    "https://github.com/kubernetes/kubernetes/issues/121294",
    "https://kubernetes.io/docs/concepts/storage/projected-volumes/",
  ],
  examples: [
    {
      bad: `apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy}
spec:
  selector: {matchLabels: {app: proxy}}
  template:
    metadata: {labels: {app: proxy}}
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          volumeMounts:
            - name: settings
              mountPath: /etc/proxy
            - name: types
              mountPath: /etc/proxy/types.conf # bad
              subPath: types.conf
      volumes:
        - name: settings
          configMap: {name: proxy}
        - name: types
          configMap: {name: proxy-types}
`,
      good: `apiVersion: apps/v1
kind: Deployment
metadata: {name: proxy}
spec:
  selector: {matchLabels: {app: proxy}}
  template:
    metadata: {labels: {app: proxy}}
    spec:
      containers:
        - name: proxy
          image: example/proxy:1
          volumeMounts:
            - name: settings
              mountPath: /etc/proxy
      volumes:
        - name: settings
          projected:
            sources:
              - configMap: {name: proxy}
              - configMap: {name: proxy-types, items: [{key: types.conf, path: types.conf}]}
`,
    },
    {
      title: "A directory that nobody can make",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - name: site
          mountPath: /srv/site
          readOnly: true
        - name: news
          mountPath: /srv/site/news # bad
  volumes:
    - name: site
      emptyDir: {}
    - name: news
      configMap: {name: news}
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - name: site
          mountPath: /srv/site
        - name: news
          mountPath: /srv/site/news
  volumes:
    - name: site
      emptyDir: {}
    - name: news
      configMap: {name: news}
`,
    },
  ],
  on: "container",
  concerns: mayBeOddlyMounted,
  *check(container) {
    for (const nested of mountFaults(container).nested) yield problemOf(nested, container.label);
  },
});

function problemOf({ cause, mount, parent, parentVolume }: NestedMount, label: string): Problem {
  const path = mount.get("mountPath");
  const name = quote(mount.get("name").text ?? "");
  const outer = quote(parentVolume.name);
  const common = {
    at: path,
    names: [mount.get("name").text ?? "", parentVolume.name],
    confidence: "likely" as const,
    related: [{ at: parent.get("mountPath"), label: `volume ${outer} is mounted here` }],
  };
  if (cause === "file")
    return {
      ...common,
      label: `a file inside ${outer}`,
      message: `${label} mounts a file of volume ${name} at ${quote(path.text ?? "")}, inside volume ${outer} (${parentVolume.source})`,
      help: `put both into one projected volume, or mount the file outside ${quote(parent.get("mountPath").text ?? "")}`,
      then: "kubelet makes a directory there, on which no file can be mounted: the container does not start (not a directory)",
    };
  return {
    ...common,
    label: `inside read-only ${outer}`,
    message: `${label} mounts volume ${name} at ${quote(path.text ?? "")}, inside volume ${outer}, which is mounted read-only and empty`,
    help: `remove readOnly: true from the mount of ${outer}, or mount ${name} outside ${quote(parent.get("mountPath").text ?? "")}`,
    then: "nobody can make the directory for it: the container does not start (read-only file system)",
  };
}
