import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "container-chown";

/** A Deployment whose container has `fields` and mounts the claim "data" at /srv. */
const deployment = (
  fields: string,
  { context = "{}", volume = "ephemeral: {volumeClaimTemplate: {spec: {}}}", kind = "Deployment" } = {},
) =>
  `apiVersion: ${kind === "Job" ? "batch/v1" : "apps/v1"}
kind: ${kind}
metadata: {name: web}
spec:
  template:
    spec:
      securityContext: ${context}
      containers:
        - name: web
          image: example/web:1
          ${fields}
          volumeMounts: [{name: data, mountPath: /srv}]
      volumes: [{name: data, ${volume}}]
`;
const SERVES = 'command: [sh, -c, "chown -R 900:901 /srv && exec gosu 900 serve"]';
const HOOK = 'lifecycle: {postStart: {exec: {command: [sh, -c, "chown -R 900:901 /srv"]}}}';

const defaults = (text: string) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings.filter(({ rule }) => rule === RULE);

describe("a container that starts as root and goes on as another user", () => {
  test("is advice, with what replaces the change", () => {
    const [finding, ...others] = foundBy(RULE, deployment(SERVES));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "info",
      confidence: "likely",
      label: "changes owners by hand",
      message: 'container "web" runs chown on "/srv", for which it has to run as root',
      then: "it needs root and walks the whole volume at every start",
    });
    expect(finding?.help).toBe(
      'start the container as the user that it goes on as (spec.template.spec.securityContext.runAsUser), and remove the chown; set spec.template.spec.securityContext.fsGroup to 901 (the group that chown gives), with fsGroupChangePolicy "OnRootMismatch"',
    );
    expect(finding && placeOf(finding.location)).toBe("11:30-11:51");
    expect(finding && relatedOf(finding)).toEqual(['13:24-13:28 volume "data" is declared here']);
    expect(defaults(deployment(SERVES))).toEqual([]);
  });

  test("is not needless beside fsGroup: what becomes another user leaves the pod's groups behind", () => {
    const [finding] = foundBy(RULE, deployment(SERVES, { context: "{fsGroup: 901}" }));
    expect(finding).toMatchObject({ label: "changes owners by hand", severity: "info" });
    expect(finding?.help).toContain("and remove the chown: fsGroup 901 asks kubelet");
  });

  test.each([
    ["in a loop of a sidecar's", 'command: [sh, -c, "while true; do chown -R 900 /srv; sleep 60; done"]'],
    ["through args alone", 'args: [sh, -c, "chown 900 /srv; exec su -c serve www"]'],
  ])("is found %s", (_, fields) => {
    expect(foundBy(RULE, deployment(fields)).map(({ severity }) => severity)).toEqual(["info"]);
  });

  test.each([
    ["a Job's, which is made once", deployment(SERVES, { kind: "Job" })],
    ["on the container's own files", deployment('command: [sh, -c, "chown -R 900 /var/cache && serve"]')],
    ["on a hostPath", deployment(SERVES, { volume: "hostPath: {path: /srv}" })],
    [
      "of a container that is not root, below the root",
      deployment('command: [sh, -c, "chmod 700 /srv/x"]', { context: "{runAsUser: 5}" }),
    ],
    ["that gives nothing", deployment('command: [sh, -c, "chown root /srv && chmod 700 /srv"]')],
  ])("is no matter: %s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});

describe("a change that certainly fails", () => {
  test("ends the container, at every start", () => {
    const [finding] = defaults(deployment(SERVES, { volume: "configMap: {name: web}" }));
    expect(finding).toMatchObject({
      severity: "error",
      message: 'container "web" runs chown on "/srv", but volume "data" is mounted read-only (configMap)',
      then: 'chown ends with "Read-only file system", and the container ends, however often it is started again',
    });
  });

  test("is that of another user than root", () => {
    expect(defaults(deployment(SERVES, { context: "{runAsUser: 900}" })).map(({ message }) => message)).toEqual([
      'container "web" runs chown on "/srv" as user 900, but the root of a new volume "data" belongs to root',
    ]);
  });

  test.each([
    ["the script goes on", SERVES.replace(" &&", ";")],
    ["it is passed over", SERVES.replace(" &&", " || true;")],
  ])("is none where %s", (_, fields) => {
    expect(defaults(deployment(fields, { volume: "configMap: {name: web}" }))).toEqual([]);
  });

  test("is none where an init container, as root, has handed the volume over", () => {
    const init =
      '      initContainers: [{name: own, image: example/sh, command: [chown, "900", /srv], securityContext: {runAsUser: 0}, volumeMounts: [{name: data, mountPath: /srv}]}]\n';
    const text = deployment(SERVES, { context: "{runAsUser: 900}" });
    expect(defaults(text.replace("      containers:", `${init}      containers:`))).toEqual([]);
  });
});

test("what runs beside it as root may hand the volume over, if only by the next start", () => {
  const beside = (fields: string) => {
    const other = `{name: other, image: "example/other:1", volumeMounts: [{name: data, mountPath: /d}], ${fields}}`;
    return defaults(
      deployment('command: [chmod, "750", /srv]', { context: "{runAsUser: 5}", volume: "emptyDir: {}" }).replace(
        "      containers:\n",
        `      containers:\n        - ${other}\n`,
      ),
    ).map(({ severity, label }) => `${severity}: ${label}`);
  };
  expect(beside('securityContext: {runAsUser: 0}, command: [sh, -c, "chown 5 /d; serve"]')).toEqual([]);
  expect(beside("securityContext: {runAsUser: 0}")).toEqual(["warning: only root may"]);
  expect(beside("securityContext: {runAsUser: 6}")).toEqual(["error: only root may"]);
});

describe("a postStart hook", () => {
  test("is told from the command, and kubelet kills the container that it fails in", () => {
    const [finding, ...others] = defaults(deployment(HOOK, { context: "{runAsUser: 900}" }));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      message:
        'container "web" runs chown on "/srv" in its postStart hook as user 900, but the root of a new volume "data" belongs to root',
      then: 'unless the files belong to that user already, chown ends with "Operation not permitted", and kubelet kills the container ("FailedPostStartHook")',
    });
    expect(finding && placeOf(finding.location)).toBe("11:61-11:82");
  });

  test("of root is advice", () => {
    expect(foundBy(RULE, deployment(HOOK)).map(({ message }) => message)).toEqual([
      'container "web" runs chown on "/srv" in its postStart hook, for which it has to run as root',
    ]);
  });

  test("may run a script of the release", () => {
    const fields = "lifecycle: {postStart: {exec: {command: [sh, /run/fix.sh]}}}";
    const text = `${deployment(fields)
      .replace("volumeMounts: [", "volumeMounts: [{name: run, mountPath: /run}, ")
      .replace("volumes: [", "volumes: [{name: run, configMap: {name: run}}, ")}---
apiVersion: v1
kind: ConfigMap
metadata: {name: run}
data:
  fix.sh: "chmod -R 0777 /srv"
`;
    expect(said(RULE, text)).toEqual([
      'warning 19:12-30 container "web" of Deployment/web lets every user write volume "data" (chmod 0777)',
    ]);
  });
});

test("the pods of a CronJob and of an operator's resource are read alike", () => {
  const cron = `apiVersion: batch/v1
kind: CronJob
metadata: {name: copy}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: copy
              image: example/copy:1
              command: [sh, -ec, "chown 900 /in/key; copy"]
              volumeMounts: [{name: in, mountPath: /in}]
          volumes: [{name: in, secret: {secretName: in}}]
`;
  expect(defaults(cron).map(({ then }) => then)).toEqual([
    'chown ends with "Read-only file system", and the pod fails',
  ]);
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}
  containers:
    - name: helper
      image: example/helper:1
      command: [chmod, -R, "777", /prometheus]
      volumeMounts: [{name: prometheus-main-db, mountPath: /prometheus}]
`;
  expect(said(RULE, prometheus)).toEqual([
    'warning 9:17-22 container "helper" lets every user write volume "prometheus-main-db" (chmod 777)',
  ]);
});

test("a mode that opens the disk, and a namespace that refuses root, are told by default", () => {
  const opens = 'command: [sh, -c, "chmod -R 777 /srv; exec serve"]';
  expect(defaults(deployment(opens)).map(({ severity, label }) => `${severity} ${label}`)).toEqual([
    "warning opens it to everyone",
  ]);
  const shop = `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
`;
  const text = deployment(SERVES, { context: "{runAsUser: 0}" }).replace("{name: web}", "{name: web, namespace: shop}");
  expect(defaults(text + shop).map(({ message }) => message)).toEqual([
    'container "web" runs chown on "/srv" as root, which the Pod Security Standard "restricted" of Namespace/shop does not admit',
  ]);
});

test("init containers are another rule's; hostile shapes say nothing", () => {
  const init = deployment(SERVES).replace("      containers:", "      initContainers:");
  expect(said(RULE, init)).toEqual([]);
  for (const fields of [
    "lifecycle: [postStart]",
    "lifecycle: {postStart: {exec: {command: chown}}}",
    "command: {a: chown}",
  ])
    expect(said(RULE, deployment(fields))).toEqual([]);
});
