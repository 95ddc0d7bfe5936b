import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { A_AND_B, claimTemplate, podOf, statefulSetOf } from "./mounted.ts";
import { said } from "./said.ts";

const RULE = "mount-refused";
const pod = (mount: string, more = "") => podOf(`volumeMounts:\n  - ${mount}\n${more}`, A_AND_B);
/** where; the API server's words */
const words = (text: string, minor?: number) =>
  foundBy(RULE, text, minor).map(
    ({ location, then }) => `${placeOf(location)} ${/^the API server refuses the Pod \((.*)\)$/.exec(then ?? "")?.[1]}`,
  );
const M = "spec.containers[0].volumeMounts";

describe("a mount lacks", () => {
  test("its volume", () => {
    const text = pod("{name: '', mountPath: /data}");
    expect(said(RULE, text)).toEqual(['error 8:18-20 container "web" mounts no volume at "/data"']);
    expect(words(text)).toEqual([`8:18-8:20 ${M}[0].name: Required value`]);
    expect(foundBy(RULE, text)[0]?.help).toBe(
      'name one of the pod\'s volumes, or remove the mount; the pod has "a" and "b"',
    );
    expect(said("volume-mount-not-found", text)).toEqual([]);
  });

  test("its path", () => {
    for (const [path, place] of [
      ["''", "8:32-8:34"],
      ["null", "8:32-8:36"],
      ["", "8:21-8:30"],
    ]) {
      const text = pod(`{name: a, mountPath: ${path}}`);
      expect(foundBy(RULE, text).map(({ message }) => message)).toEqual([
        'container "web" mounts volume "a" without a path',
      ]);
      expect(words(text)).toEqual([`${place} ${M}[0].mountPath: Required value`]);
    }
  });

  test("both, which is one finding", () => {
    for (const mount of ["{readOnly: true}", "{}", "null"])
      expect(words(pod(mount))).toEqual([
        `8:11-8:${11 + mount.length} ${M}[0].name: Required value, ${M}[0].mountPath: Required value`,
      ]);
  });

  test.each(["data", "5", "true", "[a]", "[]", "[[]]", "{name: 5, mountPath: 6}", "{name: a, mountPath: []}"])(
    "nothing that it could have: %s",
    (mount) => {
      expect(said(RULE, pod(mount))).toEqual([]);
    },
  );
});

describe("part of a volume", () => {
  test("is named from its root, and the API server does not say which mount it means", () => {
    const text = pod("{name: a, mountPath: /d, subPath: //x/y}");
    expect(said(RULE, text)).toEqual([
      'error 8:45-50 container "web" mounts volume "a" with subPath "//x/y", which is not relative',
    ]);
    expect(words(text)).toEqual([`8:45-8:50 ${M}.subPath: Invalid value: "//x/y": must be a relative path`]);
    expect(foundBy(RULE, text)[0]).toMatchObject({
      help: "write subPath: x/y, which counts from the root of the volume",
      fix: { safe: false, edits: [{ text: "x/y" }] },
    });
  });

  test("is all of it where only a slash is written", () => {
    expect(foundBy(RULE, pod("{name: a, mountPath: /d, subPath: /}"))[0]).toMatchObject({
      help: "remove subPath: the mount then shows the whole volume",
    });
  });

  test("takes no step back", () => {
    expect(words(pod("{name: a, mountPath: /d, subPath: x/../y}"))).toEqual([
      `8:45-8:51 ${M}.subPath: Invalid value: "x/../y": must not contain '..'`,
    ]);
    expect(words(pod("{name: a, mountPath: /d, subPathExpr: ../$(X)}"))).toEqual([
      `8:49-8:56 ${M}.subPathExpr: Invalid value: "../$(X)": must not contain '..'`,
    ]);
    expect(words(pod("{name: a, mountPath: /d, subPath: x..y/...}"))).toEqual([]);
  });

  test("is named in one way", () => {
    const text = pod("{name: a, mountPath: /d, subPath: x, subPathExpr: part}");
    expect(words(text)).toEqual([
      `8:61-8:65 ${M}[0].subPathExpr: Invalid value: "part": subPathExpr and subPath are mutually exclusive`,
    ]);
    expect(relatedOf(foundBy(RULE, text)[0]!)).toEqual(["8:45-8:46 subPath is written here"]);
    expect(words(pod("{name: a, mountPath: /d, subPath: '', subPathExpr: part}"))).toEqual([]);
  });

  test("is not for ephemeral containers", () => {
    const text = `${pod("{name: a, mountPath: /d}")}  ephemeralContainers:
    - name: look
      volumeMounts: [{name: a, mountPath: /d, subPath: x}]
`;
    expect(said(RULE, text)).toEqual([
      'error 14:56-57 ephemeral container "look" mounts volume "a" with subPath "x", but can only mount whole volumes',
    ]);
    expect(words(text)).toEqual([
      "14:56-14:57 spec.ephemeralContainers[0].volumeMounts[0].subPath: Forbidden: cannot be set for an Ephemeral Container",
    ]);
  });

  test("is not judged before a tool fills it in", () => {
    expect(said(RULE, pod(`{name: a, mountPath: /d, subPath: '/\${PART}'}`))).toEqual([]);
    expect(said(RULE, pod("{name: a, mountPath: /d, subPath: '{{ .Values.part }}/..'}"))).toEqual([]);
  });
});

describe("mountPropagation", () => {
  test("has three values", () => {
    const text = pod("{name: a, mountPath: /d, mountPropagation: bidirectional}");
    expect(words(text)).toEqual([
      `8:54-8:67 ${M}.mountPropagation: Unsupported value: "bidirectional": supported values: "Bidirectional", "HostToContainer", "None"`,
    ]);
    expect(foundBy(RULE, text)[0]).toMatchObject({ help: "write Bidirectional", fix: { safe: false } });
    expect(foundBy(RULE, pod("{name: a, mountPath: /d, mountPropagation: rshared}"))[0]?.help).toBe(
      "write Bidirectional, HostToContainer or None",
    );
  });

  test("is Bidirectional for privileged containers only", () => {
    const both = "{name: a, mountPath: /d, mountPropagation: Bidirectional}";
    const refusal = `8:54-8:67 ${M}.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers`;
    expect(words(pod(both))).toEqual([refusal]);
    const set = pod(both, "securityContext: {privileged: false}\n");
    expect(relatedOf(foundBy(RULE, set)[0]!)).toEqual(["9:37-9:42 privileged is set here"]);
    expect(words(pod(both, "securityContext: {privileged: true}\n"))).toEqual([]);
  });

  test.each(["None", "HostToContainer", "null"])("may be %s", (value) => {
    expect(said(RULE, pod(`{name: a, mountPath: /d, mountPropagation: ${value}}`))).toEqual([]);
  });
});

describe("recursiveReadOnly", () => {
  const mount = (rest: string) => pod(`{name: a, mountPath: /d, ${rest}}`);

  test("needs a read-only mount, and no propagation", () => {
    expect(words(mount("recursiveReadOnly: Enabled"))).toEqual([
      `8:55-8:62 ${M}.recursiveReadOnly: Forbidden: may only be specified when readOnly is true`,
    ]);
    expect(words(mount("recursiveReadOnly: IfPossible, readOnly: true, mountPropagation: HostToContainer"))).toEqual([
      `8:55-8:65 ${M}.recursiveReadOnly: Forbidden: may only be specified when mountPropagation is None or not specified`,
    ]);
    expect(words(mount("recursiveReadOnly: Enabled, readOnly: true, mountPropagation: None"))).toEqual([]);
    expect(words(mount("recursiveReadOnly: Disabled"))).toEqual([]);
  });

  test("has three values", () => {
    expect(words(mount("recursiveReadOnly: enabled, readOnly: true"))).toEqual([
      `8:55-8:62 ${M}.recursiveReadOnly: Unsupported value: "enabled": supported values: "Disabled", "Enabled", "IfPossible"`,
    ]);
  });

  test("is looked at from 1.31 on", () => {
    expect(words(mount("recursiveReadOnly: Enabled"), 31)).toHaveLength(1);
    expect(words(mount("recursiveReadOnly: Enabled"), 30)).toEqual([]);
  });
});

describe("a mount and a device of one container", () => {
  const text = (device: string) => pod("{name: a, mountPath: /d}", `volumeDevices:\n  - ${device}\n`);

  test("have two volumes", () => {
    expect(said(RULE, text("{name: a, devicePath: /dev/x}"))).toEqual([
      'error 8:18-19 container "web" has volume "a" both as a mount and as a device',
    ]);
    expect(words(text("{name: a, devicePath: /dev/x}"))).toEqual([
      `8:18-8:19 ${M}[0].name: Invalid value: "a": must not already exist in volumeDevices`,
    ]);
  });

  test("have two paths", () => {
    const [finding] = foundBy(RULE, text("{name: b, devicePath: /d}"));
    expect(words(text("{name: b, devicePath: /d}"))).toEqual([
      `8:32-8:34 ${M}[0].mountPath: Invalid value: "/d": must not already exist as a path in volumeDevices`,
    ]);
    expect(relatedOf(finding!)).toEqual(["10:33-10:35 its device is placed here"]);
  });
});

describe("who refuses it", () => {
  const set = statefulSetOf("volumeMounts:\n  - {name: data, mountPath: ''}\n", claimTemplate("data"));

  test("does not change where it is", () => {
    for (const minor of [25, 33, 34])
      expect(said(RULE, set, minor)).toEqual(['error 12:39-41 container "store" mounts volume "data" without a path']);
  });

  test("is the API server for a StatefulSet from 1.34 on", () => {
    expect(foundBy(RULE, set, 34)[0]?.then).toContain(
      "1.34 and newer refuse the StatefulSet (spec.template.spec.containers[0].volumeMounts[0].mountPath: Required value)",
    );
    expect(foundBy(RULE, set, 33)[0]?.then).toContain(
      "creates no pod (FailedCreate: spec.containers[0].volumeMounts[0].mountPath: Required value)",
    );
  });

  test("speaks of a pod before, with each path that it names", () => {
    const empty = statefulSetOf("volumeMounts: [{}]\n", claimTemplate("data"));
    const mount = "spec.containers[0].volumeMounts[0]";
    expect(foundBy(RULE, empty, 33)[0]?.then).toContain(
      `(FailedCreate: ${mount}.name: Required value, ${mount}.mountPath: Required value)`,
    );
  });

  test("keeps what somebody has written", () => {
    const path = "/spec.template.spec.x";
    const text = statefulSetOf(
      `volumeMounts: [{name: data, mountPath: /d, subPath: ${path}}]\n`,
      claimTemplate("data"),
    );
    expect(foundBy(RULE, text, 33)[0]?.then).toContain(
      `(FailedCreate: spec.containers[0].volumeMounts.subPath: Invalid value: "${path}": must be a relative path)`,
    );
  });

  test("is the API server for a CronJob", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - {name: prepare, volumeMounts: [{name: a, mountPath: /d, subPath: /x}]}
          volumes: [{name: a, emptyDir: {}}]
`;
    expect(said(RULE, text)).toEqual([
      'error 10:80-82 init container "prepare" mounts volume "a" with subPath "/x", which is not relative',
    ]);
    expect(foundBy(RULE, text)[0]?.then).toContain(
      'the API server refuses the CronJob (spec.jobTemplate.spec.template.spec.initContainers[0].volumeMounts.subPath: Invalid value: "/x"',
    );
  });

  test("is the API server for what an operator makes", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  volumes: [{name: extra, emptyDir: {}}]
  volumeMounts:
    - {name: extra, mountPath: /extra, subPath: /x}
`;
    expect(said(RULE, text)).toEqual([
      'error 7:49-51 container "prometheus" mounts volume "extra" with subPath "/x", which is not relative',
    ]);
  });
});

test("a whole mount is refused for nothing", () => {
  expect(said(RULE, pod("{name: a, mountPath: /d, subPath: x/y, readOnly: true, recursiveReadOnly: Enabled}"))).toEqual(
    [],
  );
  expect(said(RULE, podOf("volumeMounts: {name: a}\n"))).toEqual([]);
});
