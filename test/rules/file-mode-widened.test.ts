import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { podWith, said } from "./said.ts";

const RULE = "file-mode-widened";
const GROUP = "securityContext: {fsGroup: 2000}";
const MOUNT = "volumeMounts: [{name: k, mountPath: /k}]";

/** A pod whose volume stands in line 10, from column 7. */
const pod = (source: string, context = GROUP, fields = MOUNT) =>
  podWith(fields, `  ${context}\n  volumes:\n    - name: k\n      ${source}\n`);
const secret = (more: string) => `secret: {secretName: s, ${more}}`;
const silent = (text: string) => expect(said(RULE, text)).toEqual([]);

describe("a mode for the owner alone", () => {
  test("is widened by fsGroup", () => {
    const [finding] = foundBy(RULE, pod(secret("defaultMode: 0400")));
    expect(said(RULE, pod(secret("defaultMode: 0400")))).toEqual([
      'info 10:44-48 Secret volume "k" gives its files mode 0400, but fsGroup 2000 makes that 0440',
    ]);
    expect(finding).toMatchObject({ confidence: "certain", label: "0440 with fsGroup" });
    expect(finding?.help).toBe(
      "write 0440, which is 288 in JSON, if the program takes that, or copy them to an emptyDir, with mode 0400, in an init container that runs as the same user",
    );
    expect(finding?.then).toContain("ssh as root");
    expect(finding && relatedOf(finding)).toEqual(["7:30-7:34 fsGroup is set here"]);
  });

  test.each([
    ["0600", "mode 0600, but fsGroup 2000 makes that 0640"],
    ["256", "mode 0400, but fsGroup 2000 makes that 0440"],
    ["384", "mode 0600, but fsGroup 2000 makes that 0640"],
  ])("as %s", (mode, words) => expect(said(RULE, pod(secret(`defaultMode: ${mode}`)))[0]).toContain(words));

  test("counts for group 0 too", () =>
    expect(said(RULE, pod(secret("defaultMode: 0400"), "securityContext: {fsGroup: 0}"))[0]).toContain(
      "fsGroup 0 makes",
    ));

  test.each(["0440", "0644", "0500", "400", "600", '"0400"', "null", '"{{mode}}"', "{}"])("is none of %s", (mode) =>
    silent(pod(secret(`defaultMode: ${mode}`))),
  );
  test("is not the default", () => silent(pod("secret: {secretName: s}")));
});

describe("one file's mode", () => {
  const items = (...listed: readonly string[]) => `items: [${listed.join(", ")}]`;

  test("is widened alike", () =>
    expect(said(RULE, pod(secret(items("{key: a, path: a}", "{key: b, path: dir/b, mode: 0600}"))))).toEqual([
      'info 10:86-90 Secret volume "k" gives "dir/b" mode 0600, but fsGroup 2000 makes that 0640',
    ]));

  test("takes the place of the volume's", () => {
    silent(pod(secret(`defaultMode: 0400, ${items("{key: a, path: a, mode: 0444}")}`)));
    const both = pod(secret(`defaultMode: 0400, ${items("{key: a, path: a, mode: 0444}", "{key: b, path: b}")}`));
    expect(said(RULE, both)).toHaveLength(1);
  });
});

describe("a projected volume", () => {
  const projected = (sources: string) => pod(`projected: {defaultMode: 0400, sources: [${sources}]}`);

  test("may hold Secrets", () =>
    expect(said(RULE, projected("{configMap: {name: c}}, {secret: {name: s}}"))).toEqual([
      'info 10:32-36 projected volume "k" gives its files mode 0400, but fsGroup 2000 makes that 0440',
    ]));

  test.each([
    "{configMap: {name: c}}",
    "{serviceAccountToken: {path: token}}",
    "{secret: {name: s, items: [{key: a, path: a, mode: 0444}]}}, {configMap: {name: c}}",
    "{secret: null}, null, 1",
  ])("or none that the mode is for: %s", (sources) => silent(projected(sources)));
});

describe("who reads the files", () => {
  const read = (context: string, fields = MOUNT) => foundBy(RULE, pod(secret("defaultMode: 0400"), context, fields))[0];

  test("root does without fsGroup", () =>
    expect(read("securityContext: {runAsUser: 0, fsGroup: 2000}")?.help).toBe(
      "remove spec.securityContext.fsGroup if no other volume needs it, or copy them to an emptyDir, with mode 0400, in an init container that runs as the same user",
    ));

  test("others read them by their group alone, and ssh minds that not", () => {
    const finding = read("securityContext: {runAsUser: 1000, fsGroup: 2000}");
    expect(finding?.then).toBe(
      'only so may the program read them, but some refuse a key that a group may read: mongod ("permissions on FILE are too open"), Erlang',
    );
    expect(finding?.help).toMatch(/^write 0440, which/);
  });

  test("of several, whoever mounts the volume", () => {
    const text = `apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          securityContext: {fsGroup: 2000}
          containers:
            - {name: a, image: "example/a:1", securityContext: {runAsUser: 0}, ${MOUNT}}
            - {name: b, image: "example/b:1", securityContext: {runAsUser: 1000}}
          volumes: [{name: k, secret: {secretName: s, defaultMode: 0400}}]
`;
    expect(foundBy(RULE, text)[0]?.help).toMatch(
      /^remove spec\.jobTemplate\.spec\.template\.spec\.securityContext\.fsGroup if/,
    );
  });

  test("may be nobody", () => silent(pod(secret("defaultMode: 0400"), GROUP, "volumeMounts: []")));
});

test.each([
  "securityContext: {}",
  "securityContext: null",
  "securityContext: {fsGroup: null}",
  'securityContext: {fsGroup: "2000"}',
])("without fsGroup nothing is widened: %s", (context) => silent(pod(secret("defaultMode: 0400"), context)));

test.each([
  "configMap: {name: c, defaultMode: 0400}",
  "downwardAPI: {defaultMode: 0400}",
  "secret: null",
  "secret: [0400]",
  "projected: {defaultMode: 0400, sources: {}}",
])("volumes without Secrets are left alone: %s", (source) => silent(pod(source)));

test("Windows has no modes", () => silent(`${pod(secret("defaultMode: 0400"))}  os: {name: windows}\n`));

test("operators' pods are pods", () =>
  expect(
    said(
      RULE,
      `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 2000}
  volumes:
    - name: keys
      secret: {secretName: s, defaultMode: 0400}
  volumeMounts:
    - {name: keys, mountPath: /keys}
`,
    ),
  ).toEqual(['info 8:44-48 Secret volume "keys" gives its files mode 0400, but fsGroup 2000 makes that 0440']));
