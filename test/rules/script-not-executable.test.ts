import { describe, expect, test } from "vitest";
import { applied } from "../applied.ts";
import { foundBy, relatedOf } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "script-not-executable";
const COMMAND = "command: [/s/run.sh]";

/** A pod that runs /s/run.sh; its volume stands in line 9, from column 7. */
const pod = (source: string, fields = COMMAND, spec = "") =>
  podWith(
    `${fields}, volumeMounts: [{name: s, mountPath: /s}]`,
    `  restartPolicy: Always
  volumes:
    - name: s
      ${source}
${spec}`,
  );
const config = (more = "") => `configMap: {name: c${more}}`;
const silent = (text: string) => expect(said(RULE, text)).toEqual([]);
const heard = (text: string) => expect(said(RULE, text)).toHaveLength(1);

describe("a file that nobody may execute", () => {
  test("has the default mode", () => {
    const [finding] = foundBy(RULE, pod(config()));
    expect(said(RULE, pod(config()))).toEqual([
      'error 10:7-16 container "web" runs "/s/run.sh", but its mode 0644 in ConfigMap volume "s" lets nobody execute it',
    ]);
    expect(finding).toMatchObject({
      confidence: "certain",
      label: "no mode, so 0644",
      help: "set spec.volumes[0].configMap.defaultMode to 0755, which is 493 in JSON",
      then: 'the container never starts: exec: "/s/run.sh": permission denied (RunContainerError or CreateContainerError)',
    });
    expect(finding && relatedOf(finding)).toEqual(["6:53-6:62 it is run here"]);
    expect(applied(pod(config()), finding?.fix?.edits ?? [])).toBe(pod("configMap: {defaultMode: 493, name: c}"));
  });

  test.each([
    ["0644", "0755"],
    ["420", "0755"],
    ["0444", "0555"],
    ["0440", "0550"],
    // A mode that is misread is no pattern to follow.
    ["400", "0755"],
  ])("of mode %s gets %s", (mode, wanted) => {
    const [finding] = foundBy(RULE, pod(config(`, defaultMode: ${mode}`)));
    expect(finding?.label).toBe("no execute bit");
    expect(finding?.help).toContain(` to ${wanted}, `);
  });

  test("that only its owner may read is opened to all, unless root runs it or fsGroup lets its group read it", () => {
    const owned = pod(config(", defaultMode: 0400"));
    expect(foundBy(RULE, owned)[0]?.help).toContain(" to 0555, ");
    expect(foundBy(RULE, `${owned}  securityContext: {fsGroup: 1000}\n`)[0]?.help).toContain(" to 0550, ");
    expect(foundBy(RULE, `${owned}  securityContext: {runAsUser: 0}\n`)[0]?.help).toContain(" to 0500, ");
  });

  test.each(["0755", "0555", "0111", "493", "511", "0744", "0700", "0010"])(
    "is another one than that of mode %s",
    (mode) => silent(pod(config(`, defaultMode: ${mode}`))),
  );

  test.each(['"0644"', "755", "-1", "1.5", '"{{mode}}"', "{}", "yes"])("is not judged by a mode of %s", (mode) =>
    silent(pod(config(`, defaultMode: ${mode}`))),
  );

  test("a null mode is none", () => heard(pod(config(", defaultMode: null"))));

  test("fsGroup lets nobody execute it", () => heard(`${pod(config())}  securityContext: {fsGroup: 1000}\n`));

  test.each([
    ["secret: {secretName: c}", 'Secret volume "s"'],
    ["projected: {sources: [{configMap: {name: c}}]}", 'projected volume "s"'],
    ["downwardAPI: {items: [{path: run.sh, fieldRef: {fieldPath: metadata.labels}}]}", 'downward API volume "s"'],
  ])("is one of %s", (source, noun) => expect(said(RULE, pod(source))[0]).toContain(` in ${noun} lets nobody`));

  test.each(["emptyDir: {}", "hostPath: {path: /srv}", "persistentVolumeClaim: {claimName: c}", "csi: {driver: d}"])(
    "is none of %s",
    (source) => silent(pod(source)),
  );
});

describe("the mode of one file", () => {
  const items = (...listed: readonly string[]) => config(`, items: [${listed.join(", ")}]`);

  test("is its item's", () => {
    const text = pod(config(", defaultMode: 0755, items: [{key: r, path: run.sh, mode: 0644}]"));
    expect(said(RULE, text)).toEqual([
      'error 10:84-88 container "web" runs "/s/run.sh", but its mode 0644 in ConfigMap volume "s" lets nobody execute it',
    ]);
    expect(foundBy(RULE, text)[0]?.help).toBe(
      "set spec.volumes[0].configMap.items[0].mode to 0755, which is 493 in JSON",
    );
    silent(pod(items("{key: r, path: run.sh, mode: 0755}")));
  });

  test("is the volume's where its item has none", () => {
    heard(pod(items("{key: r, path: run.sh}", "{key: x, path: x, mode: 0755}")));
    silent(pod(config(", defaultMode: 0755, items: [{key: r, path: run.sh}, {key: x, path: x, mode: 0644}]")));
  });

  test("is nobody's where no item makes the file", () => silent(pod(items("{key: run.sh, path: go.sh}"))));

  test("is found among the sources of a projected volume", () => {
    const projected = (mode: string) =>
      pod(
        `projected: {defaultMode: 0755, sources: [{serviceAccountToken: {path: token}}, {configMap: {name: c, items: [{key: r, path: run.sh, mode: ${mode}}]}}, {secret: {name: t}}]}`,
      );
    heard(projected("0644"));
    silent(projected("0555"));
  });

  test("is not guessed where two items make it", () =>
    silent(pod(items("{key: a, path: run.sh, mode: 0644}", "{key: b, path: run.sh, mode: 0755}"))));
});

describe("the mount that a path lies on", () => {
  const mounted = (mounts: string, command = COMMAND) =>
    podWith(
      `${command}, volumeMounts: [${mounts}]`,
      `  volumes:
    - {name: s, configMap: {name: c}}
    - {name: x, configMap: {name: d, defaultMode: 0755}}
    - {name: e, emptyDir: {}}
`,
    );

  test.each([
    "{name: s, mountPath: /s/}",
    "{name: s, mountPath: /s/run.sh, subPath: run.sh}",
    "{name: s, mountPath: /s/run.sh, subPath: other.sh}",
    "{name: x, mountPath: /}, {name: s, mountPath: /s}",
  ])("may be %s", (mounts) => heard(mounted(mounts)));

  test.each([
    "{name: s, mountPath: /}, {name: x, mountPath: /s}",
    "{name: s, mountPath: /s}, {name: x, mountPath: /s/run.sh, subPath: run.sh}",
    "{name: s, mountPath: /s}, {name: e, mountPath: /s/run.sh}",
    "{name: s, mountPath: /s/run}",
    "{name: s, mountPath: /s, subPath: dir}",
    "{name: s, mountPath: /s, subPathExpr: $(POD)}",
    '{name: s, mountPath: /s/run.sh, subPath: "{{file}}"}',
    "{name: s, mountPath: /s/run.sh}",
    "{name: gone, mountPath: /s}",
    "null, 1, {}",
  ])("is not judged, or another one, in %s", (mounts) => silent(mounted(mounts)));

  test("is found by another spelling of the path", () =>
    heard(mounted("{name: s, mountPath: /s}", 'command: ["//s/./x/../run.sh"]')));
});

describe("what runs the file", () => {
  test.each([
    'command: [sh, -c, "/s/run.sh"]',
    'command: [/bin/bash, -ec, "exec /s/run.sh --port 80 > /dev/stdout"]',
    'command: [sh, -c], args: ["/s/run.sh"]',
    'command: [/s/run.sh, "$(PORT)"]',
    "command: [/s/run.sh], args: [serve]",
  ])("is %s", (fields) => heard(pod(config(), fields)));

  test.each([
    "command: [sh, /s/run.sh]",
    'command: [sh, -c, "sh /s/run.sh"]',
    'command: [sh, -c, ". /s/run.sh"]',
    'command: [sh, -c, "/s/run.sh || true"]',
    'command: [sh, -c, "/s/run.sh; sleep 10"]',
    'command: [sh, -c, "cp /s/run.sh /tmp\\n/tmp/run.sh"]',
    'command: [sh, -c, "/s/{{ .Script }}"]',
    'command: [sh, -c, "/s/$NAME"]',
    'command: ["/s/$(NAME)"]',
    'command: ["/s/{{name}}"]',
    "command: [./run.sh], workingDir: /s",
    "command: [run, /s/run.sh]",
    "args: [/s/run.sh]",
    "command: []",
    "command: /s/run.sh",
    "command: [1]",
    "command: [null]",
    "command: [/s]",
    "command: [/s/..data/run.sh]",
  ])("is not %s", (fields) => silent(pod(config(), fields)));

  test("a shell ends with a status of its own", () => {
    const [finding] = foundBy(RULE, pod(config(), 'command: [bash, -c, "exec /s/run.sh"]'));
    expect(finding?.then).toBe(
      'bash says "Permission denied" and ends with status 126, each time that the container starts',
    );
    expect(finding && relatedOf(finding)).toEqual(["6:69-6:78 it is run here"]);
  });

  test.each([
    ["startupProbe: {exec: {command: [/s/run.sh]}}", "error", "the startup probe of ", "never counts as started"],
    ["readinessProbe: {exec: {command: [/s/run.sh]}}", "error", "the readiness probe of ", "the pod is never ready"],
    ["livenessProbe: {exec: {command: [/s/run.sh]}}", "warning", "the liveness probe of ", "or, where the runtime"],
    ['livenessProbe: {exec: {command: [sh, -c, "/s/run.sh"]}}', "warning", "the liveness probe of ", "again and again"],
    [
      "lifecycle: {postStart: {exec: {command: [/s/run.sh]}}}",
      "error",
      "the postStart hook of ",
      "FailedPostStartHook",
    ],
    ["lifecycle: {preStop: {exec: {command: [/s/run.sh]}}}", "warning", "the preStop hook of ", "FailedPreStopHook"],
  ])("is %s", (fields, severity, subject, then) => {
    const [finding] = foundBy(RULE, pod(config(), fields));
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toContain(`${subject}container "web" runs "/s/run.sh"`);
    expect(finding?.then).toContain(then);
  });

  test("one mode is one finding, about the gravest", () => {
    const [finding, ...others] = foundBy(
      RULE,
      pod(config(), "livenessProbe: {exec: {command: [/s/live.sh]}}, readinessProbe: {exec: {command: [/s/ready.sh]}}"),
    );
    expect(others).toEqual([]);
    expect(finding?.message).toContain('"/s/ready.sh"');
    expect(finding && relatedOf(finding)).toEqual([
      "6:125-6:136 it is run here",
      '6:76-6:86 the liveness probe of container "web" runs one of its files here',
    ]);
  });

  test("init containers are containers", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: tidy}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          initContainers:
            - name: wait
              image: example/wait:1
              command: [/s/wait.sh]
              volumeMounts: [{name: s, mountPath: /s}]
          containers: [{name: tidy, image: "example/tidy:1"}]
          volumes:
            - name: s
              configMap: {name: c, defaultMode: 0644}
`;
    expect(said(RULE, text)).toEqual([
      'error 19:49-53 init container "wait" runs "/s/wait.sh", but its mode 0644 in ConfigMap volume "s" lets nobody execute it',
    ]);
  });
});

describe("a file that only root may execute", () => {
  const owned = (spec: string, fields = COMMAND) => pod(config(", defaultMode: 0744"), fields, spec);

  test("is of no use to another user", () => {
    const text = owned("  securityContext: {runAsUser: 1000, fsGroup: 1000}\n");
    const [finding] = foundBy(RULE, text);
    expect(said(RULE, text)).toEqual([
      'error 10:41-45 container "web" runs "/s/run.sh" as user 1000, but its mode 0744 in ConfigMap volume "s" lets only root execute it',
    ]);
    expect(finding?.help).toContain(" to 0755, ");
    expect(finding && relatedOf(finding)).toEqual(["6:53-6:62 it is run here", "11:32-11:36 its user is set here"]);
  });

  test("root that is ruled out is pointed at", () => {
    const [finding] = foundBy(RULE, owned("  securityContext: {runAsNonRoot: true}\n"));
    expect(finding && relatedOf(finding).at(-1)).toMatch(/ root is ruled out here$/);
  });
  test("nor where the user is not to be root", () =>
    expect(said(RULE, owned("  securityContext: {runAsNonRoot: true}\n"))[0]).toContain(
      "as another user than root, but",
    ));

  test.each(["  securityContext: {runAsUser: 0}\n", '  securityContext: {runAsUser: "1000"}\n', ""])(
    "serves root, or who nobody knows",
    (spec) => silent(owned(spec)),
  );

  test("nor, likely, to the user of an image that is known", () => {
    const text = owned("").replace("example/web:1", "prom/prometheus:v3.5.0");
    expect(said(RULE, text)[0]).toMatch(/^warning 10:41-45 .* as user 65534, but/);
    expect(foundBy(RULE, text)[0]).toMatchObject({ confidence: "likely", related: [{ label: "it is run here" }] });
  });

  test("is another one where its group may execute it", () =>
    silent(pod(config(", defaultMode: 0754"), COMMAND, "  securityContext: {runAsUser: 1000}\n")));
});

describe("what the input holds", () => {
  const held = (data: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: c}
${data}
---
${pod(config())}`;

  test.each(['data: {run.sh: "#!/bin/sh"}', "binaryData: {run.sh: IyEvYmluL3No}"])("%s has the key", (data) =>
    heard(held(data)),
  );
  test.each(["data: {other.sh: text}", "data: {}", "data: null", "data: []", "kind: ConfigMap"])(
    "%s has not, which is another fault",
    (data) => silent(held(data)),
  );
  test("an item's key counts, not its path", () => {
    const item = (key: string) =>
      held("data: {r: text}").replace(config(), config(`, items: [{key: ${key}, path: run.sh}]`));
    heard(item("r"));
    silent(item("run.sh"));
  });
  test("an object of another namespace is another one", () =>
    heard(held("data: {other.sh: text}").replace("{name: c}", "{name: c, namespace: elsewhere}")));
});

describe("pods of other sorts", () => {
  test("Windows has no execute bits", () => {
    silent(`${pod(config())}  os: {name: windows}\n`);
    silent(`${pod(config())}  nodeSelector: {kubernetes.io/os: windows}\n`);
  });

  test("a claim template takes the volume's place", () => {
    const set = (template: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: web, image: "example/web:1", command: [/s/run.sh], volumeMounts: [{name: s, mountPath: /s}]}]
      volumes: [{name: s, configMap: {name: c}}]
  volumeClaimTemplates: [{metadata: {name: ${template}}, spec: {resources: {requests: {storage: 1Gi}}}}]
`;
    heard(set("data"));
    silent(set("s"));
  });

  test("what an operator makes is likely so", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  containers:
    - name: helper
      image: example/helper:1
      command: [/s/run.sh]
      volumeMounts: [{name: s, mountPath: /s}]
  volumes:
    - name: s
      configMap: {name: c}
`;
    expect(said(RULE, text)).toEqual([
      'warning 12:7-16 container "helper" runs "/s/run.sh", but its mode 0644 in ConfigMap volume "s" lets nobody execute it',
    ]);
    expect(foundBy(RULE, text)[0]?.confidence).toBe("likely");
  });

  test.each(["volumes: null", "volumes: {}", "volumes: [null, 1, {name: s, configMap: null}, {name: s, secret: []}]"])(
    "odd %s",
    (volumes) => silent(podWith(`${COMMAND}, volumeMounts: [{name: s, mountPath: /s}]`, `  ${volumes}\n`)),
  );
});

test("a pod of many words, mounts and volumes does not cost their product", () => {
  const many = <T>(make: (index: number) => T): readonly T[] => Array.from({ length: 1000 }, (_, index) => make(index));
  const [words, mounts] = [many((index) => `x/${index}`), many((index) => ({ name: `v${index}`, mountPath: "/" }))];
  const volumes = many((index) => ({ name: `v${index}`, emptyDir: {} }));
  const text = podWith(
    `command: ${JSON.stringify(words)}, volumeMounts: ${JSON.stringify(mounts)}`,
    `  volumes: ${JSON.stringify(volumes)}\n`,
  );
  const started = performance.now();
  expect(said(RULE, text)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});
