import { describe, expect, test } from "vitest";
import { NO_CONFIG } from "../../src/config/config.ts";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";

const RULE = "fixed-id-on-openshift";

const found = (text: string) => foundBy(RULE, text, 36, "openshift");
const messages = (text: string) => found(text).map(({ message }) => message);

interface Shape {
  readonly context?: string;
  readonly own?: string;
  readonly init?: string;
  readonly pod?: string;
  readonly annotations?: string;
  readonly namespace?: string;
}

/** Lines: 3 the metadata, 9 the pod's context, 10 the init container, 12 the main one. */
const shop = ({
  context = "{runAsUser: 1001}",
  own = "{}",
  init = "{}",
  pod = "serviceAccountName: till",
  annotations = "{}",
  namespace = "",
}: Shape = {}) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop${namespace && `, namespace: ${namespace}`}}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}, annotations: ${annotations}}
    spec:
      securityContext: ${context}
      initContainers: [{name: setup, image: "example/setup:1", command: [chown, -R, "5:5", /srv], securityContext: ${init}}]
      containers:
        - {name: shop, image: "example/shop:1", securityContext: ${own}}
      ${pod}
`;

const REFUSES = "although OpenShift's restricted-v2 admits only ids of the namespace's range";

describe("OpenShift likely lets no pod in that chooses its ids itself", () => {
  test("which is said once, with each place", () => {
    const [finding, ...others] = found(shop({ context: "{runAsUser: 1001, fsGroup: 2001}", own: "{runAsUser: 3001}" }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message: `Deployment/shop sets runAsUser to 1001, runAsUser to 3001 and fsGroup to 2001, ${REFUSES}`,
      help: "remove spec.template.spec.securityContext.runAsUser, spec.template.spec.containers[0].securityContext.runAsUser and spec.template.spec.securityContext.fsGroup, which OpenShift fills in; or grant the ServiceAccount an SCC: oc adm policy add-scc-to-user nonroot-v2 -z till",
      then: "OpenShift lets no pod in (unable to validate against any security context constraint: ... runAsUser: Invalid value: 1001: must be in the ranges)",
    });
    expect(finding && placeOf(finding.location)).toBe("9:36-9:40");
    expect(finding && relatedOf(finding)).toEqual([
      "12:78-12:82 runAsUser is set here",
      "9:51-9:55 fsGroup is set here",
    ]);
  });

  test("with the first of many ids", () => {
    const containers = Array.from(
      { length: 9 },
      (_, index) => `        - {name: c${index}, image: "example/c:1", securityContext: {runAsUser: ${index + 1}}}\n`,
    );
    expect(messages(`${shop({ pod: "", context: "{}" }).trimEnd()}\n${containers.join("")}`)).toEqual([
      `Deployment/shop sets runAsUser to 1, runAsUser to 2, runAsUser to 3, runAsUser to 4, runAsUser to 5 and 4 more, ${REFUSES}`,
    ]);
  });
  test("of an fsGroup alone, in the words for groups", () => {
    const [finding] = found(shop({ context: "{fsGroup: 2001}", pod: "" }));
    expect(finding?.message).toBe(`Deployment/shop sets fsGroup to 2001, ${REFUSES}`);
    expect(finding?.then).toContain("fsGroup: Invalid value: []int64{2001}: 2001 is not an allowed group");
    expect(finding?.help).toMatch(/ nonroot-v2 -z default$/);
  });

  test("in the namespace that is written, for root by the SCC that takes it", () => {
    expect(found(shop({ context: "{}", own: "{runAsUser: 0}", namespace: "market" }))[0]?.help).toMatch(
      / anyuid -z till -n market$/,
    );
  });

  test("and an init container that changes owners is not needed there", () => {
    expect(found(shop({ context: "{fsGroup: 5}", init: "{runAsUser: 0}" }))[0]?.help).toMatch(
      /^remove init container "setup", whose work fsGroup does; remove spec\.template\.spec\.securityContext\.fsGroup, which OpenShift fills in; or /,
    );
  });

  test("of a user of the pod that each container replaces, only the containers' own are told", () => {
    const text = shop({ own: "{runAsUser: 1000700001}", init: "{runAsUser: 1000700002}" });
    expect(messages(text)).toEqual([]);
  });

  test("in the template of a CronJob", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: dump}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: dump
              image: example/dump:1
              securityContext: {runAsUser: 70}
`;
    expect(found(text).map(({ location, message }) => `${placeOf(location)} ${message}`)).toEqual([
      `14:44-14:46 CronJob/dump sets runAsUser to 70, ${REFUSES}`,
    ]);
  });

  test("in what an operator makes, at the field of its resource", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  serviceAccountName: watcher
  securityContext:
    fsGroup: 2000
`;
    const [finding] = found(text);
    expect(finding && placeOf(finding.location)).toBe("7:14-7:18");
    expect(finding?.help).toMatch(/^remove spec\.securityContext\.fsGroup, which .* -z watcher$/);
  });
});

const binding = (role: string, subjects: string, more = "kind: RoleBinding\nmetadata: {name: b}") => `---
apiVersion: rbac.authorization.k8s.io/v1
${more}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "${role}"}
subjects: ${subjects}
`;
const ANYUID = "system:openshift:scc:anyuid";
const TILL = "[{kind: ServiceAccount, name: till}]";
const TILL_IN = (namespace: string) => `[{kind: ServiceAccount, name: till, namespace: ${namespace}}]`;
const group = (name: string) => `[{kind: Group, apiGroup: rbac.authorization.k8s.io, name: "${name}"}]`;
const IN_MARKET = "kind: RoleBinding\nmetadata: {name: b, namespace: market}";
const EVERYWHERE = "kind: ClusterRoleBinding\nmetadata: {name: b}";
const market = (shape: Shape = {}) => shop({ namespace: "market", ...shape });
const role = (rules: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: own}
rules: ${rules}
`;
const USE = "apiGroups: [security.openshift.io], resources: [securitycontextconstraints], verbs: [use]";
const constraints = (users: string, type = "RunAsAny") => `---
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: shop}
runAsUser: {type: ${type}}
users: ${users}
`;

test("names that a shell would read otherwise are in no command", () => {
  const grant = "or grant the ServiceAccount the SCC nonroot-v2";
  expect(found(shop({ namespace: '"{{ .ns }}"' }))[0]?.help).toMatch(new RegExp(`; ${grant}$`));
  expect(found(shop({ pod: 'serviceAccountName: "a;ls"' }))[0]?.help).toMatch(new RegExp(`; ${grant}$`));
});

describe("an SCC that the input grants lets the pod in", () => {
  test.each([
    ["to its account", shop() + binding(ANYUID, TILL)],
    ["to its account in a namespace that the chart writes", shop() + binding(ANYUID, TILL_IN("market"), IN_MARKET)],
    ["to its account in the same namespace", market() + binding(ANYUID, TILL_IN("market"), IN_MARKET)],
    ["to its account, in a binding of the release's namespace", market() + binding(ANYUID, TILL_IN("market"))],
    ["to its account everywhere", market() + binding(ANYUID, TILL_IN("market"), EVERYWHERE)],
    [
      "to the account named the old way",
      shop({ pod: "serviceAccount: till" }) + binding("system:openshift:scc:nonroot", TILL),
    ],
    ["to the default account", shop({ pod: "" }) + binding(ANYUID, "[{kind: ServiceAccount, name: default}]")],
    ["to all accounts", market() + binding(ANYUID, group("system:serviceaccounts"), EVERYWHERE)],
    ["to all accounts of its namespace", market() + binding(ANYUID, group("system:serviceaccounts:market"), IN_MARKET)],
    ["to everybody", market() + binding("system:openshift:scc:nonroot-v2", group("system:authenticated"), EVERYWHERE)],
    [
      "to its account as a user",
      market() + binding(ANYUID, '[{kind: User, name: "system:serviceaccount:market:till"}]', EVERYWHERE),
    ],
    ["of somebody's own by its role's name", shop() + binding("system:openshift:scc:shop", TILL)],
    ["by a role of the input", shop() + binding("own", TILL) + role(`[{${USE}, resourceNames: [privileged]}]`)],
    ["by a role of the input that names none", shop() + binding("own", TILL) + role(`[{${USE}}]`)],
    ["by a role that may do all", shop() + binding("cluster-admin", TILL)],
    ["by a role outside that is named after it", shop() + binding("use-anyuid-scc", TILL)],
    ["by a role whose name is filled in later", shop() + binding("{{ROLE}}", TILL)],
    ["by its own list", market() + constraints('["system:serviceaccount:market:till"]')],
    [
      "that is for users other than root",
      market() + constraints('["system:serviceaccount:market:till"]', "MustRunAsNonRoot"),
    ],
    ["that the pod names", shop({ annotations: "{openshift.io/required-scc: nonroot-v2}" })],
  ])("%s", (_, text) => {
    expect(messages(text)).toEqual([]);
  });

  test.each([
    ["to another account", shop() + binding(ANYUID, "[{kind: ServiceAccount, name: other}]")],
    ["to an account of another namespace", market() + binding(ANYUID, TILL_IN("fair"), IN_MARKET)],
    ["in another namespace", market() + binding(ANYUID, TILL_IN("market"), IN_MARKET.replace("market", "fair"))],
    [
      "to the accounts of another namespace",
      market() + binding(ANYUID, group("system:serviceaccounts:fair"), EVERYWHERE),
    ],
    ["that keeps to the range as well", shop() + binding("system:openshift:scc:hostnetwork-v2", TILL)],
    [
      "that keeps to the range, and that the pod names",
      shop({ annotations: "{openshift.io/required-scc: restricted-v2}" }),
    ],
    ["by a role that may not use it", shop() + binding("own", TILL) + role(`[{${USE.replace("use", "get")}}]`)],
    ["by a role of another purpose", shop() + binding("view", TILL)],
    ["by its own list, which names another", market() + constraints('["system:serviceaccount:fair:till"]')],
    ["to nobody", shop() + binding(ANYUID, "null") + binding(ANYUID, "[null, 7]") + binding(ANYUID, "{kind: Group}")],
    ["by a role of rules that are none", shop() + binding("own", TILL) + role("[null, 7, {verbs: use}]")],
  ])("but not one %s", (_, text) => {
    expect(messages(text)).toEqual([`Deployment/shop sets runAsUser to 1001, ${REFUSES}`]);
  });

  test("but root only where the SCC takes root", () => {
    const text = shop({ init: "{runAsUser: 0}" });
    expect(messages(text + binding("system:openshift:scc:nonroot-v2", TILL))).toEqual([
      "Deployment/shop sets runAsUser to 0, although the SCC that its ServiceAccount is granted takes no root",
    ]);
    expect(messages(text + binding("system:openshift:scc:nonroot-v2", TILL) + binding(ANYUID, TILL))).toEqual([]);
  });

  test("and one that the pod names takes another's place in the annotation", () => {
    const annotations = "{openshift.io/required-scc: nonroot-v2}";
    expect(found(shop({ context: "{runAsUser: 0}", annotations }))[0]).toMatchObject({
      help: "remove spec.template.spec.securityContext.runAsUser, which OpenShift fills in; or grant the ServiceAccount an SCC: oc adm policy add-scc-to-user anyuid -z till, and name it in spec.template.metadata.annotations[openshift.io/required-scc]",
      then: "OpenShift lets no pod in (unable to validate against any security context constraint: ... runAsUser: Invalid value: 0: running with the root UID is forbidden)",
    });
  });
});

describe("nothing is said", () => {
  const namespace = (annotations: string) => `---
apiVersion: v1
kind: Namespace
metadata:
  name: market
  annotations: ${annotations}
`;
  test.each([
    ["of a pod without ids", shop({ context: "{runAsNonRoot: true}" })],
    ["of a group of its processes, which no SCC looks at", shop({ context: "{runAsGroup: 1001}" })],
    [
      "of ids as high as those that OpenShift allots",
      shop({ context: "{runAsUser: 1000660000, fsGroup: 1000660000}" }),
    ],
    [
      "of ids that the namespace is annotated with",
      market({ context: "{runAsUser: 1001, fsGroup: 5}" }) +
        namespace("{openshift.io/sa.scc.uid-range: 1001/1, openshift.io/sa.scc.supplemental-groups: '5-6,1010-1020'}"),
    ],
    [
      "of a group that is the first of the namespace's users, where it has no groups of its own",
      market({ context: "{runAsUser: 1003, fsGroup: 1001}" }) + namespace("{openshift.io/sa.scc.uid-range: 1001/3}"),
    ],
    ["of a privileged pod, which needs another SCC anyway", shop({ own: "{privileged: true}" })],
    ["of a pod with a folder of its node", shop({ pod: "volumes: [{name: a, hostPath: {path: /var/log}}]" })],
    ["of a pod in the network of its node", shop({ pod: "hostNetwork: true" })],
    [
      "of a pod with a port of its node",
      shop({ own: "{}, ports: [{containerPort: 80}, {containerPort: 81, hostPort: 81}]" }),
    ],
    ["of a pod with a share that is not claimed", shop({ pod: "volumes: [{name: a, nfs: {server: s, path: /}}]" })],
    [
      "of a pod that chooses its type of SELinux",
      shop({ context: "{runAsUser: 1001, seLinuxOptions: {type: spc_t}}" }),
    ],
    ["of a container that chooses its type of SELinux", shop({ own: "{seLinuxOptions: {type: spc_t}}" })],
    ["in a namespace of the cluster itself", shop({ namespace: "kube-system" })],
    [
      "in a namespace of the first run level",
      market() + namespace("{}").replace("annotations", 'labels: {openshift.io/run-level: "1"}\n  annotations'),
    ],
    ["of a capability beyond those of root", shop({ init: "{capabilities: {add: [NET_RAW, NET_ADMIN]}}" })],
    [
      "of a pod whose account another pod needs for more than its ids",
      shop() +
        `---\n${shop({ context: "{}", pod: "serviceAccountName: till\n      hostPID: true" }).replace("name: shop", "name: spy")}`,
    ],
    ["on Windows", shop({ pod: "os: {name: windows}" })],
    [
      "of ids that are filled in later, or are none",
      shop({ context: '{runAsUser: "{{ID}}", fsGroup: [5]}', own: "[7]" }),
    ],
    ["of contexts that are null", shop({ context: "null", own: "null", init: "null" })],
  ])("%s", (_, text) => {
    expect(messages(text)).toEqual([]);
  });

  test("of what any pod may have nothing is silenced", () => {
    const volumes = "volumes: [{name: a, emptyDir: {}}, {name: b, persistentVolumeClaim: {claimName: c}}]";
    const own = "{capabilities: {add: [NET_BIND_SERVICE, cap_chown, [7]]}}, ports: [{containerPort: 80, hostPort: 0}]";
    expect(messages(shop({ pod: volumes, own }))).toEqual([`Deployment/shop sets runAsUser to 1001, ${REFUSES}`]);
  });

  test("but of a pod that needs nothing else, beside one of another account or namespace that does", () => {
    const spy = (pod: string, namespace: string) =>
      `---\n${shop({ context: "{}", pod: `${pod}\n      hostPID: true`, namespace }).replace("name: shop", "name: spy")}`;
    expect(found(market() + spy("serviceAccountName: spy", "market"))).toHaveLength(1);
    expect(found(market() + spy("serviceAccountName: till", "fair"))).toHaveLength(1);
    expect(found(market() + spy("serviceAccountName: till", "market"))).toEqual([]);
  });

  test("of ids beyond what the namespace is annotated with there is", () => {
    const text = market({ context: "{runAsUser: 1002, fsGroup: 1002}" });
    const groups = "openshift.io/sa.scc.supplemental-groups";
    expect(
      messages(text + namespace(`{openshift.io/sa.scc.uid-range: 1001/5, ${groups}: '1001-1005,1002/1'}`)),
    ).toEqual([`Deployment/shop sets fsGroup to 1002, ${REFUSES}`]);
    expect(messages(text + namespace("{openshift.io/sa.scc.uid-range: 1001/1}"))).toEqual([
      `Deployment/shop sets runAsUser to 1002 and fsGroup to 1002, ${REFUSES}`,
    ]);
    expect(messages(text + namespace("{openshift.io/sa.scc.uid-range: everything}"))).toHaveLength(1);
  });
});

test("many pods, bindings and rules are judged in time that grows with their number", () => {
  const many = 2000;
  const times = (text: (index: number) => string) => Array.from({ length: many }, (_, index) => text(index)).join("");
  const rules = times((index) => `  - {resources: [pods], verbs: [use], resourceNames: [p${index}]}\n`);
  const bindings = times((index) => binding("own", TILL).replace("name: b", `name: b${index}`));
  const pods = times((index) => `---\n${shop().replace("name: shop", `name: shop${index}`)}`);
  const text = `${role(`\n${rules}`)}${bindings}${pods}`;
  const start = performance.now();
  expect(found(text)).toHaveLength(many);
  expect(performance.now() - start).toBeLessThan(10_000);
});

describe("the platform", () => {
  const source = readSource("t.yaml", new TextEncoder().encode(shop()));
  const rules = (options: Parameters<typeof lint>[1]) => lint([source], options).findings.map(({ rule: id }) => id);

  test("is Kubernetes where nobody says otherwise", () => {
    expect(rules({})).toEqual([]);
    expect(rules({ platform: "openshift" })).toEqual([RULE]);
  });
  test("is that of the config, unless the call names one", () => {
    const config = { ...NO_CONFIG, platform: "openshift" as const };
    expect(rules({ config })).toEqual([RULE]);
    expect(rules({ config, platform: "kubernetes" })).toEqual([]);
  });
});
