import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "claim-shared";

const claim = (modes = "[ReadWriteOnce]", rest = "") => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: ${modes}, resources: {requests: {storage: 2Gi}}${rest}}
`;

const POD = (name: string, more = "") =>
  `{metadata: {labels: {app: ${name}}}, spec: {restartPolicy: Always, containers: [{name: ${name}, image: "example/${name}:1", volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]${more}}}`;

/** Five lines, the last of which holds the pod. */
const workload = (kind: string, name: string, spec = "", more = "", metadata = "") => `---
apiVersion: ${kind === "Job" ? "batch/v1" : "apps/v1"}
kind: ${kind}
metadata: {name: ${name}${metadata}}
spec: {strategy: {type: Recreate}, selector: {matchLabels: {app: ${name}}}, template: ${POD(name, more)}${spec}}
`;

const cronJob = (name: string, spec = "", more = "") => `---
apiVersion: batch/v1
kind: CronJob
metadata: {name: ${name}}
spec: {schedule: "0 1 * * *", jobTemplate: {spec: {template: ${POD(name, more)}}}${spec}}
`;

const autoscaler = (name: string, most: number | string, kind = "Deployment", least = 1) => `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: ${name}}, minReplicas: ${least}, maxReplicas: ${most}}
`;

const pod = (name: string) => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {containers: [{name: ${name}, image: "example/${name}:1", volumeMounts: [{name: d, mountPath: /d}]}], volumes: [{name: d, persistentVolumeClaim: {claimName: data}}]}
`;

/** severity: what the message says before "but". */
const short = (text: string) =>
  foundBy(RULE, text).map(({ severity, message }) => `${severity}: ${message.split(", but")[0]}`);

const NEAR = (app: string) =>
  `, affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: ${app}}}}]}}`;

describe("several pods of one workload on one claim", () => {
  test("are said at the reference, with the number of pods and the access mode", () => {
    const [finding, ...others] = foundBy(RULE, claim() + workload("Deployment", "shop", ", replicas: 3"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      label: "for one node",
      message: 'Deployment/shop runs 3 pods with claim "data", but only one node may use it at a time (ReadWriteOnce)',
      help: "set spec.replicas to 1, or ask for ReadWriteMany of a class that offers it; where each pod may have a disk of its own, use a StatefulSet with volumeClaimTemplates",
    });
    expect(finding && placeOf(finding.location)).toBe("9:298-9:302");
    expect(finding && relatedOf(finding)).toEqual([
      "9:319-9:320 3 pods are asked for here",
      "4:22-4:35 ReadWriteOnce is asked for here",
    ]);
    expect(finding?.then).toMatch(
      /^every pod but the first stays in ContainerCreating on any other node \(FailedAttachVolume: Multi-Attach/,
    );
  });

  test.each([
    ["StatefulSet", ", replicas: 2", 'StatefulSet/a runs 2 pods with claim "data"'],
    ["ReplicaSet", ", replicas: 2", 'ReplicaSet/a runs 2 pods with claim "data"'],
    ["DaemonSet", "", 'DaemonSet/a runs a pod on every node, each with claim "data"'],
    ["Job", ", parallelism: 4", 'Job/a runs 4 pods with claim "data"'],
    ["Job", ", parallelism: 4, completions: 3", 'Job/a runs 3 pods with claim "data"'],
  ])("of a %s%s", (kind, spec, expected) => {
    expect(short(claim() + workload(kind, "a", spec))).toEqual([`warning: ${expected}`]);
  });

  test("of an autoscaled Deployment or StatefulSet, with the autoscaler's own number", () => {
    const text = claim() + workload("Deployment", "a") + autoscaler("a", 5);
    const [finding] = foundBy(RULE, text);
    expect(finding?.message).toContain('Deployment/a may grow to 5 pods with claim "data"');
    expect(finding && relatedOf(finding)[0]).toBe("14:103-14:104 its pods are multiplied here");
    expect(short(claim() + workload("StatefulSet", "a") + autoscaler("a", 5, "StatefulSet"))).toHaveLength(1);
  });

  test("are one finding where the workload asks for several itself, and none where it is scaled to nothing", () => {
    expect(short(claim() + workload("Deployment", "a", ", replicas: 2") + autoscaler("a", 5))).toEqual([
      'warning: Deployment/a runs 2 pods with claim "data"',
    ]);
    expect(short(claim() + workload("Deployment", "a", ", replicas: 0") + autoscaler("a", 5))).toEqual([]);
  });

  test("are said at the least that an autoscaler keeps, where that is more than one", () => {
    const text = (modes?: string) => claim(modes) + workload("Deployment", "a") + autoscaler("a", 5, "Deployment", 2);
    expect(short(text())).toEqual(['warning: Deployment/a is scaled to 2 pods and more, all with claim "data"']);
    expect(short(text("[ReadWriteOncePod]"))).toEqual([
      'error: Deployment/a is scaled to 2 pods and more, all with claim "data"',
    ]);
    const [finding] = foundBy(RULE, text());
    expect(finding && relatedOf(finding)[0]).toBe("14:87-14:88 its pods are multiplied here");
  });

  test.each([
    ["makes one pod at most", autoscaler("a", 1)],
    ["has a text for a number", autoscaler("a", '"5"')],
    ["scales another workload", autoscaler("b", 5)],
    ["scales another kind", autoscaler("a", 5, "StatefulSet")],
    ["is in another namespace", autoscaler("a", 5).replace("{name: a}", "{name: a, namespace: other}")],
    ["has nothing to scale", autoscaler("a", 5).replace(/scaleTargetRef: .*\}, min/, "scaleTargetRef: [a], min")],
  ])("are not there where the autoscaler %s", (_, scaler) => {
    expect(short(claim() + workload("Deployment", "a") + scaler)).toEqual([]);
  });

  test("are certain under ReadWriteOncePod where their number is written", () => {
    const one = claim("[ReadWriteOncePod]");
    expect(short(one + workload("Deployment", "a", ", replicas: 2"))).toEqual([
      'error: Deployment/a runs 2 pods with claim "data"',
    ]);
    expect(short(one + workload("DaemonSet", "a"))).toEqual([
      'warning: DaemonSet/a runs a pod on every node, each with claim "data"',
    ]);
    expect(short(one + workload("Deployment", "a") + autoscaler("a", 2))).toEqual([
      'warning: Deployment/a may grow to 2 pods with claim "data"',
    ]);
    expect(short(one + workload("Deployment", "a", ", replicas: 2", ", nodeName: one"))).toHaveLength(1);
  });

  test("of what an operator makes", () => {
    const text = `${claim()}---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  replicas: 2
  volumes:
    - name: rules
      persistentVolumeClaim: {claimName: data}
  volumeMounts:
    - {name: rules, mountPath: /rules}
`;
    expect(said(RULE, text)).toEqual([
      'warning 13:42-46 the StatefulSet that prometheus-operator makes of Prometheus/main runs 2 pods with claim "data", but only one node may use it at a time (ReadWriteOnce)',
    ]);
  });
});

describe("two workloads on one claim", () => {
  test("are said at the second, with the first beside it", () => {
    const [finding, ...others] = foundBy(RULE, claim() + workload("Deployment", "a") + workload("StatefulSet", "b"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      message:
        'StatefulSet/b uses claim "data" beside Deployment/a, but only one node may use it at a time (ReadWriteOnce)',
      help: "ask for ReadWriteMany of a class that offers it, or bring both to one node: podAffinity to the labels of Deployment/a, with topologyKey kubernetes.io/hostname",
      location: { start: { line: 14 } },
      related: [
        { label: "Deployment/a uses it here", location: { start: { line: 9 } } },
        { location: { start: { line: 4 } } },
      ],
    });
  });

  test("are said at the one that ends, whichever comes first", () => {
    const expected = ['warning: CronJob/dump uses claim "data" beside Deployment/a'];
    expect(short(claim() + cronJob("dump") + workload("Deployment", "a"))).toEqual(expected);
    expect(short(claim() + workload("Deployment", "a") + cronJob("dump"))).toEqual(expected);
    expect(short(claim() + workload("Job", "move") + pod("a"))).toEqual([
      'warning: Job/move uses claim "data" beside Pod/a',
    ]);
  });

  test("are said at the hook, which comes and goes, whichever comes first", () => {
    const hook = workload("Deployment", "check", "", "", ", annotations: {helm.sh/hook: test}");
    const expected = ['warning: Deployment/check uses claim "data" beside StatefulSet/a'];
    expect(short(claim() + hook + workload("StatefulSet", "a"))).toEqual(expected);
    expect(short(claim() + workload("StatefulSet", "a") + hook)).toEqual(expected);
  });

  test("are one finding for each that comes too late", () => {
    expect(short(claim() + ["a", "b", "c"].map((name) => workload("Deployment", name)).join(""))).toEqual([
      'warning: Deployment/b uses claim "data" beside Deployment/a',
      'warning: Deployment/c uses claim "data" beside Deployment/a',
    ]);
  });

  test("are certain under ReadWriteOncePod where they must meet", () => {
    const one = claim("[ReadWriteOncePod]") + workload("Deployment", "a");
    expect(short(one + workload("Deployment", "b"))).toEqual([
      'error: Deployment/b uses claim "data" beside Deployment/a',
    ]);
    expect(short(one + cronJob("b"))).toEqual(['error: CronJob/b uses claim "data" beside Deployment/a']);
    expect(short(one + workload("Job", "b"))).toEqual(['warning: Job/b uses claim "data" beside Deployment/a']);
    expect(short(one + workload("Job", "b", "", "", ', annotations: {helm.sh/hook: "pre-upgrade"}'))).toEqual([
      'warning: Job/b uses claim "data" beside Deployment/a',
    ]);
    expect(short(one + cronJob("b", "", NEAR("a")))).toHaveLength(1);
  });
});

test("the name of a class says nothing against its driver, nor about ReadWriteOncePod", () => {
  const several = workload("Deployment", "a", ", replicas: 2");
  const named = ", storageClassName: local-ssd-2";
  const known = storageClass("ebs.csi.aws.com").replace("name: s}", "name: local-ssd-2}");
  expect(short(claim(undefined, named) + several + known)).toHaveLength(1);
  expect(short(claim("[ReadWriteOncePod]", named) + several)).toHaveLength(1);
  expect(short(claim(undefined, ", storageClassName: localised") + several)).toHaveLength(1);
});

describe("nothing is said", () => {
  const several = (rest: string) => workload("Deployment", "a", ", replicas: 2") + rest;
  test.each([
    ["of one pod", claim() + workload("StatefulSet", "a")],
    ["of replicas that are null, which is one", claim() + workload("Deployment", "a", ", replicas: null")],
    ["of replicas that are filled in later", claim() + workload("Deployment", "a", ', replicas: "{{ .n }}"')],
    ["of a claim that all nodes may use", claim("[ReadWriteMany]") + several("")],
    ["of a claim outside the input", several("")],
    [
      "of a network file system",
      claim(undefined, ", storageClassName: s") + several("") + storageClass("nfs.csi.k8s.io"),
    ],
    ["of a volume made by hand", claim(undefined, ', storageClassName: ""') + several("")],
    ...[
      "nfs-client",
      "managed-nfs-storage",
      "efs-sc",
      "rook-cephfs",
      "azurefile-csi",
      "standard-rwx",
      "local-path",
    ].map((name) => [
      `of a class elsewhere that is called ${name}`,
      claim(undefined, `, storageClassName: ${name}`) + several(""),
    ]),
    [
      "of hooks among themselves, which take turns",
      claim() +
        workload("Job", "a", "", "", ", annotations: {helm.sh/hook: pre-upgrade}") +
        pod("b").replace("{name: b", "{name: b, annotations: {helm.sh/hook: test}"),
    ],
    ["of pods that seek each other", claim() + workload("Deployment", "a", ", replicas: 2", NEAR("a"))],
    ["of a backup that seeks what it backs up", claim() + workload("Deployment", "a") + cronJob("b", "", NEAR("a"))],
    [
      "of a workload that seeks the other",
      claim() + workload("Deployment", "a", "", NEAR("b")) + workload("Deployment", "b"),
    ],
    ["of a backup bound to a node", claim() + workload("Deployment", "a") + cronJob("b", "", ", nodeName: one")],
    ["of a CronJob that is suspended", claim() + workload("Deployment", "a") + cronJob("b", ", suspend: true")],
    ["of a Job that is suspended", claim() + workload("Deployment", "a") + workload("Job", "b", ", suspend: true")],
    [
      "of a second workload without replicas",
      claim() + workload("Deployment", "a") + workload("Deployment", "b", ", replicas: 0"),
    ],
    ["of Jobs among themselves", claim() + workload("Job", "a") + cronJob("b")],
    [
      "of a hook that runs before there are pods",
      claim() +
        workload("Deployment", "a") +
        workload("Job", "b", "", "", ", annotations: {helm.sh/hook: pre-install}"),
    ],
    [
      "of one workload that names the claim twice",
      claim() +
        workload("Deployment", "a").replace(
          "volumes: [",
          "volumes: [{name: e, persistentVolumeClaim: {claimName: data}}, ",
        ),
    ],
    ["of an autoscaler of something else", claim() + workload("Deployment", "a") + autoscaler("b", 5)],
    [
      "of an autoscaler without a number",
      claim() + workload("Deployment", "a") + autoscaler("a", 5).replace("maxReplicas: 5", 'maxReplicas: "5"'),
    ],
    ["of a claim that is a list", claim().replace(/spec: .*/, "spec: [ReadWriteOnce]") + several("")],
    [
      "of a PodTemplate, which runs nothing",
      `${claim()}---\napiVersion: v1\nkind: PodTemplate\nmetadata: {name: t}\ntemplate: ${POD("t")}\n${workload("Deployment", "a")}`,
    ],
  ])("%s", (_, text) => {
    expect(short(text)).toEqual([]);
  });
});

test("many workloads on one claim are judged in time that grows with their number", () => {
  const many = Array.from({ length: 3000 }, (_, index) => workload("Deployment", `w${index}`)).join("");
  const start = performance.now();
  expect(foundBy(RULE, claim() + many)).toHaveLength(2999);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("many workloads beside one of many affinities are judged in time that grows with their number", () => {
  const term =
    "{topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions: [{key: a, operator: In, values: [b]}]}}";
  const terms = (count: number) =>
    `, affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [${Array.from({ length: count }, () => term).join(", ")}]}}`;
  const many = Array.from({ length: 3000 }, (_, index) => workload("Deployment", `w${index}`)).join("");
  expect(short(claim() + workload("Deployment", "a", "", terms(100)) + many)).toHaveLength(3000);
  const start = performance.now();
  expect(short(claim() + workload("Deployment", "a", "", terms(6000)) + many)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(5000);
});

function storageClass(provisioner: string): string {
  return `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: s}
provisioner: ${provisioner}
`;
}
