import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "run-as-non-root-conflicts";

/** Lines: 5 the pod's context, 7 the init container, 9 the main one. */
const pod = (context: string, init = "{}", main = "{}", rest = "") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers:
    - {name: setup, image: "example/tools:1", securityContext: ${init}}
  containers:
    - {name: web, image: "example/web:1", securityContext: ${main}}
${rest}`;

describe("runAsUser 0 under runAsNonRoot is never started", () => {
  test("where an init container inherits the promise of its pod", () => {
    const [finding, ...others] = foundBy(RULE, pod("{runAsNonRoot: true, runAsUser: 1000}", "{runAsUser: 0}"));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      confidence: "certain",
      message: 'init container "setup" sets runAsUser to 0, although runAsNonRoot forbids root',
      then: "kubelet never starts the container (CreateContainerConfigError: container's runAsUser breaks non-root policy)",
      help: "set spec.initContainers[0].securityContext.runAsNonRoot to false, or spec.initContainers[0].securityContext.runAsUser to the number of another user",
    });
    expect(finding && placeOf(finding.location)).toBe("7:76-7:77");
    expect(finding && relatedOf(finding)).toEqual(["5:35-5:39 root is forbidden here"]);
    expect(finding?.fix?.edits[0]?.text).toContain("runAsNonRoot: false");
  });

  test("where one context says both, once for all of its containers", () => {
    const text = pod("{runAsUser: 0, runAsNonRoot: true}");
    expect(said(RULE, text)).toEqual(["error 5:32-33 Pod/web sets runAsUser to 0, although runAsNonRoot forbids root"]);
    expect(foundBy(RULE, text)[0]?.fix).toBeUndefined();
  });

  test("where the container promises what its pod breaks", () => {
    expect(said(RULE, pod("{runAsUser: 0}", "{}", "{runAsNonRoot: true}"))).toEqual([
      "error 5:32-33 Pod/web sets runAsUser to 0, although runAsNonRoot forbids root",
    ]);
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
              securityContext:
                runAsNonRoot: true
                runAsUser: 0
`;
    expect(said(RULE, text)).toEqual([
      'error 16:28-29 container "dump" sets runAsUser to 0, although runAsNonRoot forbids root',
    ]);
  });

  test("in what an operator makes, at the field of its resource", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000}
  initContainers:
    - name: permissions
      image: example/tools:1
      securityContext:
        runAsUser: 0
`;
    expect(said(RULE, text)).toEqual([
      'error 10:20-21 init container "permissions" sets runAsUser to 0, although runAsNonRoot forbids root',
    ]);
  });
});

test("each container that breaks the promise is told of, in whatever list it stands", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsNonRoot: true}
  initContainers:
    - {name: proxy, image: "example/proxy:1", restartPolicy: Always, securityContext: {runAsUser: 0}}
  containers:
    - {name: web, image: "example/web:1", securityContext: {runAsUser: 00}}
    - {name: log, image: "redis:7.4", securityContext: {runAsUser: null}}
  ephemeralContainers:
    - {name: debug, image: "example/tools:1", securityContext: {runAsUser: 0}}
`;
  expect(said(RULE, text)).toEqual([
    'error 7:99-100 sidecar container "proxy" sets runAsUser to 0, although runAsNonRoot forbids root',
    'error 9:72-74 container "web" sets runAsUser to 0, although runAsNonRoot forbids root',
    'warning 10:26-37 image "redis:7.4" of container "log" starts as root, although runAsNonRoot forbids root',
    'error 12:76-77 ephemeral container "debug" sets runAsUser to 0, although runAsNonRoot forbids root',
  ]);
});

test("on OpenShift an image's user is replaced, and one that the pod sets is not", () => {
  const finds = (user: string) =>
    foundBy(
      RULE,
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "redis:7.4", securityContext: {runAsNonRoot: true${user}}}]
`,
      36,
      "openshift",
    );
  expect(finds("")).toEqual([]);
  expect(finds(", runAsUser: 0")).toHaveLength(1);
});

describe("an init container that changes owners", () => {
  const broker = (context: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: log}
spec:
  serviceName: log
  selector: {matchLabels: {app: log}}
  template:
    metadata: {labels: {app: log}}
    spec:
      securityContext: ${context}
      initContainers:
        - name: owners
          image: example/tools:1
          command: [sh, -c, "chown -R 1000:2000 /srv/log"]
          securityContext: {runAsUser: 0}
      containers:
        - {name: log, image: "example/log:1"}
`;
  const help = (context: string) => foundBy(RULE, broker(context))[0]?.help;

  test("may be replaced by fsGroup", () => {
    expect(help("{runAsNonRoot: true, runAsUser: 1000, runAsGroup: 2000}")).toBe(
      'set spec.template.spec.initContainers[0].securityContext.runAsNonRoot to false, or remove the container and set spec.template.spec.securityContext.fsGroup to 2000 (its runAsGroup), with fsGroupChangePolicy "OnRootMismatch"',
    );
  });
  test("is not needed where fsGroup is set", () => {
    expect(help("{runAsNonRoot: true, fsGroup: 2000}")).toContain(
      "or remove the container, and let fsGroup give the volume to the pod's group",
    );
  });
});

describe("an image that starts as root is likely not started under runAsNonRoot", () => {
  test("and the user that it changes to is named", () => {
    const [finding] = foundBy(RULE, pod("{runAsNonRoot: true}").replace("example/web:1", "postgres:17"));
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message: 'image "postgres:17" of container "web" starts as root, although runAsNonRoot forbids root',
      help: "set spec.containers[0].securityContext.runAsUser to 999, which the image itself changes to",
      then: "kubelet never starts the container (CreateContainerConfigError: container has runAsNonRoot and image will run as root)",
    });
    expect(finding && placeOf(finding.location)).toBe("9:26-9:39");
    expect(finding?.fix?.edits[0]?.text).toContain("runAsUser: 999");
  });

  test("and no user is invented for one that stays root", () => {
    const [finding] = foundBy(RULE, pod("{runAsNonRoot: true}").replace("example/web:1", "minio/minio:latest"));
    expect(finding?.help).toContain("to a number that the image can run as");
    expect(finding?.fix).toBeUndefined();
  });

  test.each([
    ["whose row was not read", "nginx:1.29"],
    ["that numbers another user", "solr:9"],
    ["that names its user, which is another rule's", "memcached:1"],
    ["that nobody knows", "example/web:1"],
    ["of a variant that nobody has read", "mongo:8-windowsservercore"],
    ["whose name is filled in later", "{{REGISTRY}}/postgres:17"],
  ])("but nothing is said of one %s", (_, image) => {
    expect(said(RULE, pod("{runAsNonRoot: true}").replace("example/web:1", image))).toEqual([]);
  });
});

describe("nothing is said", () => {
  test.each([
    ["of root without a promise", pod("{runAsUser: 0}")],
    ["of a promise that is false", pod("{runAsNonRoot: false, runAsUser: 0}")],
    ["of a promise that the container takes back", pod("{runAsNonRoot: true}", "{runAsUser: 0, runAsNonRoot: false}")],
    ["of another user", pod("{runAsNonRoot: true, runAsUser: 1}")],
    [
      "of a container whose own user wins",
      pod("{runAsNonRoot: true, runAsUser: 0}", "{runAsUser: 1}", "{runAsUser: 2}"),
    ],
    ["on Windows", pod("{runAsNonRoot: true, runAsUser: 0}", "{}", "{}", "  os: {name: windows}\n")],
    ["of text in place of a number or a truth", pod('{runAsNonRoot: "true", runAsUser: 0}', '{runAsUser: "0"}')],
    ["of a context that is null", pod("null", "null", "null")],
    ["of a context that is a list", pod("[{runAsNonRoot: true}]", "[0]", "7")],
    [
      "of a runAsUser that is text, under an image that starts as root",
      podWith('securityContext: {runAsNonRoot: true, runAsUser: "{{ID}}"}').replace("example/web:1", "postgres:17"),
    ],
  ])("%s", (_, text) => {
    expect(said(RULE, text)).toEqual([]);
  });
});
