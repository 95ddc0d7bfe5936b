import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSource } from "../../src/index.ts";
import { changesOwnModes } from "../../src/release/changes-own-modes.ts";
import { offMountChanges } from "../../src/release/off-mount-change.ts";
import { ownershipChanges } from "../../src/release/ownership.ts";
import { ownershipJudgements } from "../../src/release/ownership-judgement.ts";
import { Release } from "../../src/release/release.ts";
import { RULES } from "../../src/rules/index.ts";

const releaseOf = (text: string) => Release.of([readSource("t.yaml", new TextEncoder().encode(text))]);
const containersOf = (text: string) => {
  const release = releaseOf(text);
  return release.workloads.flatMap(({ containers }) => containers.map((container) => ({ container, release })));
};

interface Shape {
  readonly run: string;
  readonly as?: string;
  readonly pod?: string;
  readonly mounts?: string;
  readonly volume?: string;
}

const pod = ({
  run,
  as = "{runAsUser: 1000}",
  pod: context = "{}",
  mounts = "{name: data, mountPath: /data}",
  volume = "emptyDir: {}",
}: Shape) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers:
    - name: setup
      image: busybox:1.36
      command: [sh, -ec, ${JSON.stringify(run)}]
      securityContext: ${as}
      volumeMounts: [${mounts}]
  containers: [{name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, ${volume}}, {name: keys, configMap: {name: web}}]
`;
const own = (shape: Shape): boolean => {
  const [first] = containersOf(pod(shape));
  return first !== undefined && changesOwnModes(first.container);
};

function expectNothingSaid(text: string): number {
  let own = 0;
  for (const { container, release } of containersOf(text)) {
    if (!changesOwnModes(container)) continue;
    if (ownershipChanges(container, release).length > 0) own++;
    expect(ownershipJudgements(container, release)).toEqual([]);
    expect([...offMountChanges(container, release)]).toEqual([]);
  }
  return own;
}

const MADE = "mkdir -p /data/a\nchmod 0750 /data/a\n";

describe("modes below a mount that another user than root changes are its own affair", () => {
  test.each<[string, Shape]>([
    ["on lines of their own", { run: MADE }],
    ["between others", { run: "ls; chmod -R 700 /data/a /data/b/c && ls | cat" }],
    ["whose failure does not count", { run: "chmod 4777 /data/a || true" }],
    ["as the pod's user", { run: MADE, as: "{}", pod: "{runAsUser: 5}" }],
    ["on a claim", { run: MADE, volume: "persistentVolumeClaim: {claimName: data}" }],
    ["on a claim of its own", { run: MADE, volume: "ephemeral: {volumeClaimTemplate: {spec: {}}}" }],
    ["of a mount whose path ends in a slash", { run: MADE, mounts: "{name: data, mountPath: /data/}" }],
    ["beside other mounts", { run: MADE, mounts: "{name: data, mountPath: /data}, {name: keys, mountPath: /etc/web}" }],
  ])("%s", (_, shape) => {
    expect(own(shape)).toBe(true);
    expect(expectNothingSaid(pod(shape))).toBe(1);
  });

  test.each<[string, Shape]>([
    ["by root", { run: MADE, as: "{runAsUser: 0}" }],
    ["by nobody knows whom", { run: MADE, as: "{}" }],
    ["of the mount itself", { run: "chmod 0750 /data" }],
    ["of what lies above a mount", { run: "chmod -R 0750 /srv", mounts: "{name: data, mountPath: /srv/data}" }],
    [
      "of another mount below it",
      { run: "chmod -R 0750 /data/a", mounts: "{name: data, mountPath: /data}, {name: data, mountPath: /data/a/b}" },
    ],
    [
      "of a mount inside another",
      { run: "chmod 0750 /data/a", mounts: "{name: data, mountPath: /data}, {name: data, mountPath: /data/a}" },
    ],
    ["off every mount", { run: "chmod 0750 /srv/a" }],
    ["up and down again", { run: "chmod 0750 /data/a/.." }],
    ["of paths that a variable has", { run: "chmod 0750 /data/$NAME" }],
    ["beside a change of owners", { run: `${MADE}chown 5 /data/a\n` }],
    ["as another user", { run: "sudo chmod 0750 /data/a" }],
    ["of what a program names", { run: "ls /data | xargs chmod 0750" }],
    ["inside a condition, which is read as a whole", { run: "if true; then chmod 0750 /data/a; fi" }],
    ["in words", { run: "chmod g+w /data/a" }],
    ["on a ConfigMap", { run: "chmod 0750 /data/a", volume: "configMap: {name: web}" }],
    ["on a volume that the pod lacks", { run: "chmod 0750 /srv/a", mounts: "{name: none, mountPath: /srv}" }],
    ["on a claim that is read-only", { run: MADE, volume: "persistentVolumeClaim: {claimName: data, readOnly: true}" }],
    ["through a mount that is read-only", { run: MADE, mounts: "{name: data, mountPath: /data, readOnly: true}" }],
    [
      "beside a script of a ConfigMap",
      { run: `${MADE}/etc/web/run.sh\n`, mounts: "{name: data, mountPath: /data}, {name: keys, mountPath: /etc/web}" },
    ],
  ])("not %s", (_, shape) => {
    expect(own(shape)).toBe(false);
  });
});

const EXAMPLES = RULES.flatMap(({ examples }) => examples.flatMap(({ bad, good }) => [bad, good]));

test("of such a container nothing is said: of none in the examples", () => {
  for (const text of EXAMPLES) expectNothingSaid(text);
});

const charts = new URL("../../../shared/corpus/rendered/", import.meta.url);

test.skipIf(!existsSync(charts))("and of none in the public charts, where there are some", () => {
  const files = readdirSync(charts, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  const speaking = files
    .map((name) => readFileSync(new URL(name, charts), "utf8"))
    .filter((text) => /chmod/.test(text));
  expect(speaking.reduce((sum, text) => sum + expectNothingSaid(text), 0)).toBeGreaterThan(0);
});
