import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";
import { stateful } from "./stateful.ts";

const RULE = "init-container-chown";

describe("a namespace of the release", () => {
  const namespace = (labels: string) => `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${labels}}}
`;
  const restricted = "pod-security.kubernetes.io/enforce: restricted";
  const here = { meta: "name: db, namespace: shop", context: "{fsGroup: 901}" };

  test("that enforces the restricted standard refuses root", () => {
    const [finding, ...others] = foundBy(RULE, stateful(here) + namespace(restricted));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      confidence: "certain",
      message:
        'init container "setup" runs chown on "/srv/data" as root, which the Pod Security Standard "restricted" of Namespace/shop does not admit',
      then: 'admission refuses each of its pods: violates PodSecurity "restricted:latest", at least for runAsUser=0 (container "setup" must not set runAsUser=0); of the StatefulSet itself the API server only warns',
    });
    expect(finding && relatedOf(finding)[0]).toBe('24:69-24:79 "restricted" is enforced here');
  });

  test("names the pod's own user, and the version that it enforces", () => {
    const labels = `${restricted}, pod-security.kubernetes.io/enforce-version: v1.29`;
    const [finding] = foundBy(RULE, stateful({ ...here, own: "{}", context: "{runAsUser: 0}" }) + namespace(labels));
    expect(finding?.then).toContain('"restricted:v1.29", at least for runAsUser=0 (pod must not set runAsUser=0)');
    const old = labels.replace("v1.29", "v1.20");
    const [older] = foundBy(RULE, stateful(here) + namespace(old));
    expect(older?.then).toContain("at least for runAsNonRoot != true");
  });

  test("refuses a hostPath under the baseline already", () => {
    const host = {
      ...here,
      mounts: "{name: host, mountPath: /srv/data}",
      volumes: "{name: host, hostPath: {path: /srv}}",
    };
    for (const [level, words] of [
      ["baseline", 'hostPath volumes (volume "host")'],
      ["restricted", 'restricted volume types (volume "host" uses restricted volume type "hostPath")'],
    ] as const) {
      const [finding] = foundBy(RULE, stateful(host) + namespace(restricted.replace("restricted", level)));
      expect(finding).toMatchObject({ severity: "error" });
      expect(finding?.then).toContain(`violates PodSecurity "${level}:latest", at least for ${words}`);
    }
    expect(said(RULE, stateful(host) + namespace(""))).toEqual([]);
  });

  test.each<[string, Parameters<typeof stateful>[0], string]>([
    ["is another one", { context: "{fsGroup: 901}" }, restricted],
    ["enforces the baseline", here, "pod-security.kubernetes.io/enforce: baseline"],
    ["only warns", here, "pod-security.kubernetes.io/warn: restricted"],
    ["has a label of another shape", here, "pod-security.kubernetes.io/enforce: [restricted]"],
  ])("that %s refuses nothing", (_, shape, labels) => {
    expect(foundBy(RULE, stateful(shape) + namespace(labels)).map(({ label }) => label)).toEqual(["not needed"]);
  });

  test("lets root of a user namespace in", () => {
    const text = stateful(here).replace("      securityContext:", "      hostUsers: false\n      securityContext:");
    expect(foundBy(RULE, text + namespace(restricted)).map(({ label }) => label)).toEqual(["not needed"]);
  });
});

describe("a path that the init container does not mount", () => {
  test("may be a disk of another container: then a mount is missing", () => {
    const [finding, ...others] = foundBy(
      RULE,
      stateful({ mounts: "", command: '[sh, -c, "echo prepare; chown -R 900:901 /srv/data"]' }),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'init container "setup" runs chown on "/srv/data", where container "db" mounts volume "data", but init container "setup" does not',
      then: "the change is made in the file system of the init container, and is lost when it ends",
    });
    expect(finding?.help).toContain('mount volume "data" in init container "setup", or remove the chown;');
  });

  test("is told as advice where the command does nothing else", () => {
    for (const command of ["[chown, -R, '900', /opt/app]", '[sh, -c, " chown -R 900 /opt/app\\n"]'])
      expect(foundBy(RULE, stateful({ mounts: "", command }))).toMatchObject([
        { severity: "info", message: 'init container "setup" runs chown on "/opt/app", where it mounts no volume' },
      ]);
  });

  test.each([
    ["the script goes on to use it", { mounts: "", command: '[sh, -c, "chown 900 /opt/app; cp -a /opt/app /x"]' }],
    [
      "the volume is mounted elsewhere",
      { mounts: "{name: data, mountPath: /new}", command: '[sh, -c, "chown 900 /srv/data; cp -a /srv/data/. /new"]' },
    ],
    ["only a mode changes", { mounts: "", command: '[sh, -c, "touch /srv/data/x; chmod 755 /srv/data"]' }],
    ["kubelet does not start it", { mounts: "", context: "{runAsNonRoot: true}" }],
    ["the path is not known", { mounts: "", command: '[sh, -c, "chown 900 /srv/$X"]' }],
  ])("is nobody's business where %s", (_, shape) => {
    expect(said(RULE, stateful(shape))).toEqual([]);
  });
});

describe("a whole tree", () => {
  test("has the volumes in it, which may be read-only", () => {
    const volumes = "{name: settings, configMap: {name: settings}}";
    const mounts = "{name: data, mountPath: /srv/data}, {name: settings, mountPath: /srv/data/conf}";
    expect(said(RULE, stateful({ mounts, volumes, context: "{fsGroup: 901}" }))).toEqual([
      'info 12:21-26 init container "setup" runs chown on "/srv/data", although fsGroup 901 asks kubelet to give volume "data" to that group at every mount',
      'error 12:21-26 init container "setup" runs chown on "/srv/data", but volume "settings" below it is mounted read-only (configMap)',
    ]);
    const searched = `[sh, -ec, "find /srv/data ! -path '/srv/data/conf*' -exec chown 900 {} +"]`;
    expect(said(RULE, stateful({ mounts, volumes, context: "{fsGroup: 901}", command: searched }))).toHaveLength(1);
    const shallow = { mounts, volumes, context: "{fsGroup: 901}", command: "[chown, '900:901', /srv/data]" };
    expect(said(RULE, stateful(shallow))).toHaveLength(1);
  });

  test("is walked also where it is changed from above", () => {
    const [finding] = foundBy(RULE, stateful({ command: "[chown, -R, '900:901', /srv]", context: "{fsGroup: 901}" }));
    expect(finding?.then).toBe("it needs root and walks the whole volume at every start");
  });
});

test("a call on several lines is told from its first word", () => {
  const place = (style: string, folded: string) => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers:
    - name: setup
      image: example/sh:1
      command: [sh, -c]
      args:
        - ${style}
          echo chown &&
          chown -R 5:5${folded}
          /data
      securityContext: {runAsUser: 0}
      volumeMounts: [{name: data, mountPath: /data}]
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, ephemeral: {volumeClaimTemplate: {spec: {}}}}]
`;
    return foundBy(RULE, text).map(({ location }) => placeOf(location));
  };
  expect(place("|", " \\")).toEqual(["12:11-12:16"]);
  expect(place(">-", "")).toEqual(["12:11-12:16"]);
});

test("access lists are read as modes are", () => {
  const command = '[sh, -c, "setfacl -R -m u:900:rwx /srv/data"]';
  expect(foundBy(RULE, stateful({ command, context: "{runAsUser: 900}" })).map(({ label }) => label)).toEqual([
    "changes owners by hand",
  ]);
  const open = '[sh, -c, "setfacl -m o::rwx /srv/data"]';
  expect(foundBy(RULE, stateful({ command: open })).map(({ message }) => message)).toEqual([
    'init container "setup" lets every user write volume "data" (setfacl o::rwx)',
  ]);
  const reading = '[sh, -c, "setfacl -R -m u:900:rX /srv/data"]';
  expect(said(RULE, stateful({ command: reading }))).toEqual([]);
});

test("a CronJob's pods and those of an operator's resource are read alike", () => {
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
          initContainers:
            - name: setup
              image: example/shell:1
              command: [chown, "900", /in]
              volumeMounts: [{name: in, mountPath: /in}]
          containers: [{name: copy, image: "example/copy:1"}]
          volumes: [{name: in, secret: {secretName: in}}]
`;
  expect(foundBy(RULE, cron).map(({ then }) => then)).toEqual([
    'chown ends with "Read-only file system", and the pod fails',
  ]);
  const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage: {volumeClaimTemplate: {spec: {resources: {requests: {storage: 1Gi}}}}}
  initContainers:
    - name: setup
      image: example/shell:1
      command: [chown, -R, "1000:2000", /prometheus]
      securityContext: {runAsUser: 1000}
      volumeMounts: [{name: prometheus-main-db, mountPath: /prometheus}]
`;
  expect(said(RULE, prometheus)).toEqual([
    'error 9:17-22 init container "setup" runs chown on "/prometheus" as user 1000, but the root of a new volume "prometheus-main-db" belongs to root',
  ]);
});

test.each<[string, Parameters<typeof stateful>[0]]>([
  ["a command that is text", { command: "chown -R 900 /srv/data" }],
  ["words that are none", { command: "[[chown], {a: b}, null, 5]" }],
  ["mounts that are none", { mounts: "null, [a], 5, {mountPath: [/srv/data]}, {name: data}" }],
  ["volumes that are none", { mounts: "{name: s, mountPath: /srv/data}", volumes: "null, [s], {name: [s]}" }],
  [
    "a script's volume without a name",
    {
      command: "[sh, /s/x]",
      mounts: "{name: s, mountPath: /s}",
      volumes: "{name: s, projected: {sources: [null, {configMap: [x]}, {secret: {name: 5, items: {a: b}}}]}}",
    },
  ],
])("hostile shapes are survived: %s", (_, shape) => {
  expect(foundBy(RULE, stateful(shape)).filter(({ severity }) => severity === "error")).toEqual([]);
});
