import type { App } from "./app.ts";
import type { Dice } from "./dice.ts";
import { slug } from "./prose.ts";

const SCRATCH = `- name: storage
  emptyDir: {}
`;

/**
 * The fields of a pod's spec, each line indented by so many spaces. Some containers mount what their pod does not
 * declare. `storage` is the volume of that name; empty where a claim template has it.
 */
export function podSpec(dice: Dice, app: App, indent: number, storage = SCRATCH): string {
  const containers = Array.from({ length: dice.pick([1, 1, 1, 1, 1, 2]) }, (_, index) => container(dice, app, index));
  const init = dice.oneIn(6) ? `initContainers:\n${initContainer(app)}` : "";
  const text = `serviceAccountName: ${app.name}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  fsGroup: 1000
${init}containers:
${containers.join("")}volumes:
- name: config
  configMap:
    name: ${app.name}
${storage}${dice.oneIn(8) ? SCHEDULING : ""}`;
  return text.replaceAll(/^(?=.)/gm, " ".repeat(indent));
}

function container(dice: Dice, app: App, index: number): string {
  const variables = Array.from(
    { length: dice.between(0, 3) },
    (_, number) => `  - name: ${slug(dice, 2).toUpperCase().replaceAll("-", "_")}_${number}
    value: ${dice.pick(['"true"', '"8080"', "info", `${app.name}.svc`, "'30s'", "/etc/app/settings.yaml"])}
`,
  );
  return `- name: ${index === 0 ? "main" : `sidecar-${index}`}
  image: "registry.example.org/${app.name}:v1.${dice.below(40)}.${dice.below(10)}"
  imagePullPolicy: IfNotPresent
  args:
  - --listen=:8080
  - --level=info # overridden by the environment
  env:
  - name: POD_NAME
    valueFrom:
      fieldRef:
        fieldPath: metadata.name
${variables.join("")}  ports:
  - name: ${index === 0 ? "http" : `port-${index}`}
    containerPort: ${8080 + index}
    protocol: TCP
${dice.oneIn(2) ? PROBE : ""}  resources:
    requests: {cpu: ${dice.between(1, 20) * 50}m, memory: 128Mi}
    limits:
      memory: ${dice.between(1, 16) * 128}Mi
${dice.oneIn(3) ? SECURITY : ""}  volumeMounts:
  - name: config
    mountPath: /etc/app
    readOnly: true
  - name: ${dice.oneIn(app.containersPerFault) ? "data" : "storage"}
    mountPath: /var/lib/app
`;
}

const initContainer = ({ name }: App): string => `- name: prepare
  image: registry.example.org/${name}-tools:1.0
  command:
  - sh
  - -c
  - |
    set -e
    mkdir -p /var/lib/app/cache
    chmod 0750 /var/lib/app/cache
  volumeMounts:
  - name: storage
    mountPath: /var/lib/app
`;

const PROBE = `  readinessProbe:
    httpGet:
      path: /ready
      port: 8080
    initialDelaySeconds: 5
`;

const SECURITY = `  securityContext:
    allowPrivilegeEscalation: false
    capabilities:
      drop: ["ALL"]
`;

const SCHEDULING = `nodeSelector:
  kubernetes.io/os: linux
tolerations:
- key: dedicated
  operator: Equal
  value: storage
  effect: NoSchedule
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 100
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            app.kubernetes.io/part-of: fleet
`;
