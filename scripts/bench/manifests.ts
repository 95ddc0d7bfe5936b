import { clusterMeta, type Make, meta, selector } from "./app.ts";
import type { Dice } from "./dice.ts";
import { prose, slug } from "./prose.ts";
import { cronJob, job, pod, statefulSet, workload } from "./workloads.ts";

/** Documents with the mix of kinds and about the length of lines that public repositories have. */
export function* manifests(dice: Dice, containersPerFault: number): Generator<string> {
  for (let number = 0; ; number++) {
    // A chart's objects stand together and refer to each other by name.
    const app = { name: `${slug(dice, 2)}-${number}`, namespace: `team-${dice.below(50)}`, containersPerFault };
    const kinds = new Set(Array.from({ length: dice.between(2, 10) }, () => dice.pick(KINDS)));
    for (const make of kinds) yield `---\n# Source: ${app.name}/templates/${slug(dice, 1)}.yaml\n${make(dice, app)}`;
  }
}

/** Makes of a kind as many as its share of a hundred. */
const share = (percent: number, make: Make): readonly Make[] => Array.from({ length: percent }, () => make);

const service: Make = (dice, app) => `apiVersion: v1
kind: Service
${meta(app)}spec:
  type: ClusterIP
  ports:
  - name: http
    port: ${dice.between(80, 9999)}
    targetPort: http
  selector:
    app.kubernetes.io/name: ${app.name}
    app.kubernetes.io/instance: ${app.name}
`;

const configMap: Make = (dice, app) => {
  const keys = Array.from({ length: dice.between(2, 6) }, (_, index) => `    key-${index}: ${prose(dice, 30)}\n`);
  // One document in three hundred has a character that is not ASCII.
  const greeting = dice.oneIn(30) ? "Grüße, 世界" : "hello";
  return `apiVersion: v1
kind: ConfigMap
${meta(app)}data:
  settings.yaml: |
    listen: 0.0.0.0:8080
    # comments are text here
${keys.join("")}  greeting: "${greeting}, ${app.name}"
  LOG_LEVEL: info
  MAX_CONNECTIONS: "${dice.between(10, 1000)}"
`;
};

const secret: Make = (dice, app) => `apiVersion: v1
kind: Secret
${meta(app)}type: Opaque
data:
  password: ${Buffer.from(slug(dice, 3)).toString("base64")}
  user: ${Buffer.from(slug(dice, 1)).toString("base64")}
`;

const role =
  (kind: string): Make =>
  (dice, app) => {
    const rules = Array.from(
      { length: dice.between(1, 5) },
      () => `- apiGroups:
  - ${dice.pick(["apps", '""', "batch", "networking.k8s.io"])}
  resources:
  - ${dice.pick(["pods", "services", "deployments", "configmaps"])}
  - ${dice.pick(["nodes", "secrets", "endpoints", "ingresses"])}
  verbs: ["get", "list", "watch"]
`,
    );
    const head = kind === "ClusterRole" ? clusterMeta(app) : meta(app);
    return `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\n${head}rules:\n${rules.join("")}`;
  };

const roleBinding: Make = (_, app) => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
${meta(app)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${app.name}
subjects:
- kind: ServiceAccount
  name: ${app.name}
  namespace: ${app.namespace}
`;

const serviceAccount: Make = (_, app) =>
  `apiVersion: v1\nkind: ServiceAccount\n${meta(app)}automountServiceAccountToken: false\n`;

const claim: Make = (dice, app) => `apiVersion: v1
kind: PersistentVolumeClaim
${meta(app)}spec:
  accessModes:
  - ReadWriteOnce
  resources:
    requests:
      storage: ${dice.between(1, 500)}Gi
`;

const ingress: Make = (_, app) => `apiVersion: networking.k8s.io/v1
kind: Ingress
${meta(app)}spec:
  rules:
  - host: ${app.name}.example.org
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: ${app.name}
            port:
              name: http
`;

const networkPolicy: Make = (_, app) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${meta(app)}spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${app.name}
  policyTypes:
  - Ingress
  ingress:
  - ports:
    - port: http
`;

const alerts: Make = (dice, app) => {
  const rules = Array.from(
    { length: dice.between(1, 5) },
    (_, index) => `    - alert: ${app.name}-${index}
      expr: |
        sum(rate(http_requests_total{job="${app.name}",code=~"5.."}[5m])) by (pod)
          > ${dice.below(100)} / 100
      for: ${dice.between(1, 30)}m
      labels:
        severity: ${dice.pick(["warning", "critical"])}
      annotations:
        description: '{{ $labels.pod }} ${prose(dice, 60)}'
`,
  );
  return `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
${meta(app)}spec:
  groups:
  - name: ${app.name}
    rules:
${rules.join("")}`;
};

const monitor: Make = (_, app) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
${meta(app)}spec:
  endpoints:
  - port: http
    interval: 30s
${selector(app)}`;

const policy: Make = (dice, app) => `apiVersion: kyverno.io/v1
kind: ClusterPolicy
${clusterMeta(app)}spec:
  validationFailureAction: Audit
  background: true
  rules:
  - name: ${slug(dice, 3)}
    match:
      any:
      - resources:
          kinds: [Pod, Deployment]
    validate:
      message: >-
        ${prose(dice, 90)}
      pattern:
        spec:
          =(securityContext):
            =(runAsNonRoot): "true"
`;

const KINDS: readonly Make[] = [
  ...share(13, workload("Deployment", "  replicas: 2\n")),
  ...share(2, workload("DaemonSet", "")),
  ...share(3, statefulSet),
  ...share(12, pod),
  ...share(2, job),
  ...share(3, cronJob),
  ...share(10, service),
  ...share(10, configMap),
  ...share(3, secret),
  ...share(6, role("ClusterRole")),
  ...share(3, role("Role")),
  ...share(4, roleBinding),
  ...share(5, serviceAccount),
  ...share(2, claim),
  ...share(4, ingress),
  ...share(2, networkPolicy),
  ...share(4, alerts),
  ...share(4, monitor),
  ...share(8, policy),
];
