import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "security-context-field-ignored";
const said = (text: string) => saidBy(RULE, text);
const first = (text: string) => foundBy(RULE, text)[0];

const deployment = (pod: string, container: string, outside = "") => `apiVersion: apps/v1
kind: Deployment
metadata: {name: map}
spec:
  selector: {matchLabels: {app: map}}${outside}
  template:
    metadata: {labels: {app: map}}
    spec:
      ${pod}
      containers:
        - {name: map, image: "example/map:1", ${container}}
`;

describe("a field of the pod in a container's securityContext", () => {
  const text = deployment("hostUsers: true", "securityContext: {runAsUser: 7, fsGroup: 7}");
  test("is named with both of its places", () => {
    expect(said(text)).toEqual([
      'error 11:79-86 securityContext of container "map" holds fsGroup, which Kubernetes reads only in the pod\'s securityContext',
    ]);
    expect(first(text)?.help).toBe("move it to spec.template.spec.securityContext.fsGroup");
    expect(first(text)?.then).toBe(
      'kubectl and other strict clients refuse the Deployment (unknown field "spec.template.spec.containers[0].securityContext.fsGroup"); for others it is as if the field were not there: the files of its volumes keep their group',
    );
  });
  test("is only in the way where the pod has it too", () => {
    const both = deployment("securityContext: {fsGroup: 7}", "securityContext: {fsGroup: 7}");
    expect(first(both)?.help).toBe("remove it, or put what it says into spec.template.spec.securityContext.fsGroup");
    expect(relatedOf(first(both)!)).toEqual(["9:25-9:32 fsGroup is read here"]);
  });
  test.each([
    "fsGroupChangePolicy",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "seLinuxChangePolicy",
    "sysctls",
  ])("%s is another one", (name) => {
    expect(said(deployment("hostUsers: true", `securityContext: {${name}: x}`))).toHaveLength(1);
  });
});

describe("a field of a container in the pod's securityContext", () => {
  test("is moved to the containers", () => {
    const text = deployment("securityContext: {readOnlyRootFilesystem: true}", "tty: true");
    expect(said(text)).toEqual([
      "error 9:25-47 the pod's securityContext in Deployment/map holds readOnlyRootFilesystem, which Kubernetes reads only in the securityContext of a container",
    ]);
    expect(first(text)?.help).toBe(
      "move it to spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem",
    );
  });
  test("is for each container that needs it, where there are several", () => {
    const text = deployment(
      'securityContext: {procMount: Default}\n      initContainers: [{name: a, image: "example/map:1"}]',
      "tty: true",
    );
    expect(first(text)?.help).toBe(
      "move it to spec.template.spec.containers[0].securityContext.procMount, and to the other containers that need it",
    );
  });
  test.each(["capabilities", "privileged", "allowPrivilegeEscalation", "procMount"])("%s is another one", (name) => {
    expect(said(deployment(`securityContext: {${name}: x}`, "tty: true"))).toHaveLength(1);
  });
});

describe("what stands beside a securityContext instead of in it", () => {
  test("in the pod spec", () => {
    const text = deployment("runAsUser: 1000", "tty: true");
    expect(said(text)).toEqual([
      "error 9:7-16 pod spec of Deployment/map holds runAsUser, which Kubernetes reads only in the securityContext of a pod or container",
    ]);
    expect(first(text)?.help).toBe("move it to spec.template.spec.securityContext.runAsUser");
  });
  test("in a container", () => {
    const text = deployment("hostUsers: true", "runAsNonRoot: true");
    expect(first(text)?.help).toBe("move it to spec.template.spec.containers[0].securityContext.runAsNonRoot");
  });
  test("outside the template", () => {
    const text = deployment("hostUsers: true", "tty: true", "\n  securityContext: {fsGroup: 5}");
    expect(said(text)).toEqual([
      "error 6:3-18 spec of Deployment/map holds securityContext, which Kubernetes reads only in a pod spec or a container",
    ]);
    expect(first(text)?.help).toBe("move it to spec.template.spec.securityContext");
  });
  test("at the top, and in the Jobs of a CronJob", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy}
spec:
  jobTemplate:
    spec:
      runAsUser: 5
      template:
        securityContext: {runAsUser: 5}
        spec:
          containers: [{name: tidy, image: "example/tidy:1"}]
securityContext: {}
`;
    expect(said(text).map((line) => line.split(",")[0])).toEqual([
      "error 7:7-16 spec.jobTemplate.spec of CronJob/tidy holds runAsUser",
      "error 9:9-24 spec.jobTemplate.spec.template of CronJob/tidy holds securityContext",
      "warning 12:1-16 top level of CronJob/tidy holds securityContext",
    ]);
  });
  test("in the spec of a Prometheus", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  shards: 3
  fsGroup: 2000
  containers:
    - {name: proxy, image: "example/proxy:1", securityContext: {fsGroup: 2000}}
`;
    expect(said(text)).toEqual([
      "error 6:3-10 spec of Prometheus/main holds fsGroup, which Kubernetes reads only in spec.securityContext",
      'error 8:65-72 securityContext of container "proxy" holds fsGroup, which Kubernetes reads only in the pod\'s securityContext',
    ]);
    const inContainer = foundBy(RULE, text)[1];
    expect(inContainer?.help).toBe("move it to spec.securityContext.fsGroup");
    expect(inContainer?.then).toContain(
      'refuse the Prometheus (unknown field "spec.containers[0].securityContext.fsGroup")',
    );
  });
});

describe("nothing is said", () => {
  test.each([
    [
      "of fields in their own places",
      deployment(
        "securityContext: {fsGroup: 5, sysctls: [], runAsUser: 5, seccompProfile: {type: RuntimeDefault}}",
        "securityContext: {privileged: false, runAsUser: 5, capabilities: {drop: [ALL]}, procMount: Default}",
      ),
    ],
    [
      "of a custom resource that nobody knows",
      deployment("runAsUser: 5", "fsGroup: 5").replace("apps/v1", "example.com/v1"),
    ],
    ["of a kind without pods", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nsecurityContext: {}\n"],
    ["of fields that nobody here knows", deployment("podSecurity: 1", "securityContext: {fsgroup: 5}")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});

test("a sidecar and an ephemeral container are containers too", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  initContainers: [{name: a, restartPolicy: Always, securityContext: {fsGroup: 1}}]
  containers: [{name: b}]
  ephemeralContainers: [{name: c, securityContext: {fsGroup: 1}}]
`;
  expect(foundBy(RULE, text).map(({ location }) => placeOf(location))).toEqual(["5:71-5:78", "7:53-7:60"]);
});

test("shapes that no pod has are survived", () => {
  for (const shape of [
    "securityContext: null",
    "securityContext: [fsGroup]",
    "securityContext: 3",
    "fsGroup: {fsGroup: {}}",
  ])
    expect(() => said(deployment(shape, shape))).not.toThrow();
});
