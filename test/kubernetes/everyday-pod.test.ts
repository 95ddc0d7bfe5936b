import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type AnyRule, lint, RULES, readSource, type Source } from "../../src/index.ts";
import { mayAskOddly, mayBeOdd, mayBeOddlyMounted } from "../../src/kubernetes/everyday-pod.ts";
import { Release } from "../../src/release/release.ts";

const sourceOf = (text: string | Uint8Array): Source =>
  readSource("t.yaml", typeof text === "string" ? new TextEncoder().encode(text) : text);
const releaseOf = (...sources: readonly Source[]): Release => Release.of(sources);
const isOdd = (text: string): readonly boolean[] => releaseOf(sourceOf(text)).workloads.map(mayBeOdd);

const LOOKS: ReadonlySet<unknown> = new Set([mayBeOdd, mayBeOddlyMounted, mayAskOddly]);
/** They ask the look, and something else. */
const ASKING_MORE: ReadonlySet<string> = new Set(["claim-template-duplicate", "volume-mode-conflicts"]);
const ASKING = RULES.filter(({ id, concerns }) => LOOKS.has(concerns) || ASKING_MORE.has(id));
const TAKING_ALL = ASKING.map(({ concerns, ...rule }) => rule as AnyRule);

const foundWith = (rules: readonly AnyRule[], source: Source, minor: number): readonly string[] =>
  lint([source], { rules, profiles: ["all"], kubernetes: { minor } }).findings.map(
    ({ rule, severity, message, location: { start } }) =>
      `${severity}[${rule}] ${start.line}:${start.column} ${message}`,
  );
/** What the rules find only where they are handed each subject. */
function overlooked(source: Source, minor: number): readonly string[] {
  const found = new Set(foundWith(ASKING, source, minor));
  return foundWith(TAKING_ALL, source, minor).filter((finding) => !found.has(finding));
}

/** Both ends of what is modelled, and where image volumes come, are on, and StatefulSets are looked into. */
const MINORS = [25, 31, 34, 35, 37];

describe("the look at plain values overlooks nothing", () => {
  test("of the rules that ask it, some of each topic", () => {
    expect(ASKING.length).toBeGreaterThan(19);
    expect(new Set(ASKING.map(({ topic }) => topic))).toEqual(new Set(["ownership", "storage", "volumes"]));
  });

  test.each(
    RULES.flatMap(({ id, examples }) => examples.map((example, index) => [`${id} ${index}`, example] as const)),
  )("in the examples of %s", (_, { bad, good }) => {
    for (const minor of MINORS)
      expect([...overlooked(sourceOf(bad), minor), ...overlooked(sourceOf(good), minor)]).toEqual([]);
  });

  const corpus = fileURLToPath(new URL("../../../shared/corpus/rendered", import.meta.url));
  test.skipIf(!existsSync(corpus))(
    "in the public charts, of which most pods are everyday (skipped without them)",
    () => {
      let pods = 0;
      let odd = 0;
      for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((file) =>
        file.isFile(),
      )) {
        const source = sourceOf(readFileSync(join(entry.parentPath, entry.name)));
        for (const minor of [25, 36]) expect(overlooked(source, minor), entry.name).toEqual([]);
        const { workloads } = releaseOf(source);
        pods += workloads.length;
        odd += workloads.filter(mayBeOdd).length;
      }
      expect(odd / pods).toBeLessThan(0.25);
    },
    60_000,
  );
});

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {fsGroup: 5}
  containers:
    - name: web
      securityContext: {privileged: false}
      volumeMounts:
        - {name: a, mountPath: /srv/.a, readOnly: true}
        - {name: b, mountPath: /srv/b, subPath: in/side}
  volumes:
    - name: a
      configMap: {name: a, defaultMode: 0400, items: [{key: a, path: b/c}]}
    - name: b
      persistentVolumeClaim: {claimName: b}
`;

describe("what is not plain enough is left to the scans", () => {
  test("a plain pod is not", () => {
    expect(isOdd(POD)).toEqual([false]);
  });
  test.each([
    ["name: b\n      persistent", "name: a\n      persistent"],
    ["name: b\n      persistent", "name: B\n      persistent"],
    ["persistentVolumeClaim: {claimName: b}", "persistentVolumeClaim:"],
    ["persistentVolumeClaim: {claimName: b}", "persistentVolumeClaim: {}"],
    ["persistentVolumeClaim: {claimName: b}", "persistentVolumeClaim: {claimName: b, claim: c}"],
    ["persistentVolumeClaim: {claimName: b}", "persistentVolumeClaim: {claimName: b}\n      emptyDir: {}"],
    ["persistentVolumeClaim: {claimName: b}", "emptyDir: {medium: Ram}"],
    ["persistentVolumeClaim: {claimName: b}", "emptyDir: {sizeLimit: -1Gi}"],
    ["persistentVolumeClaim: {claimName: b}", "hostPath: {path: /a/../b}"],
    ["persistentVolumeClaim: {claimName: b}", "hostPath: {path: /a, type: Folder}"],
    ["persistentVolumeClaim: {claimName: b}", "projected: {}"],
    ["persistentVolumeClaim: {claimName: b}", "projected: {sources: [{}]}"],
    ["persistentVolumeClaim: {claimName: b}", "projected: {sources: [{secret: {name: a}, configMap: {name: a}}]}"],
    [
      "persistentVolumeClaim: {claimName: b}",
      "projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 60}}]}",
    ],
    [
      "persistentVolumeClaim: {claimName: b}",
      "projected: {sources: [{secret: {name: a, items: [{key: a, path: a}]}}, {configMap: {name: a, items: [{key: b, path: a}]}}]}",
    ],
    ["persistentVolumeClaim: {claimName: b}", "constructor: {}"],
    ["persistentVolumeClaim: {claimName: b}", "toString: {}"],
    ["0400", "644"],
    ["path: b/c", "path: /c"],
    ["path: b/c", "path: ../c"],
    ["path: b/c", "path: b/../c"],
    ["key: a,", 'key: "",'],
    ["configMap: {name: a,", 'configMap: {name: "",'],
    ["mountPath: /srv/b", "mountPath: /srv/.a"],
    ["mountPath: /srv/b", "mountPath: /srv/.a/b"],
    ["mountPath: /srv/b", "mountPath: /srv/b//"],
    ["mountPath: /srv/b", "mountPath: /srv/.a/"],
    ["mountPath: /srv/b", "mountPath: /srv//b"],
    ["mountPath: /srv/b", "mountPath: /srv/./b"],
    ["mountPath: /srv/b", "mountPath: srv/b"],
    ["mountPath: /srv/b", "mountPath: 5"],
    ["mountPath: /srv/b, ", ""],
    ["subPath: in/side", "subPath: /in"],
    ["subPath: in/side", "subPath: in/../side"],
    ["subPath: in/side", "subPathExpr: $(A)"],
    ["subPath: in/side", "mountPropagation: Both"],
    ["subPath: in/side", "mountPropagation: Bidirectional"],
    ["subPath: in/side", "recursiveReadOnly: Enabled"],
    ["readOnly: true", 'readOnly: "true"'],
    ["privileged: false", "fsGroup: 5"],
    ["fsGroup: 5", "privileged: true"],
    ["        - {name: b, mountPath: /srv/b, subPath: in/side}\n", ""],
    ["      volumeMounts:", "      volumeDevices: []\n      volumeMounts:"],
    ["      volumeMounts:", "      volumes: []\n      volumeMounts:"],
    ["  containers:", "  volumeMounts: []\n  containers:"],
    ["  containers:", "  ephemeralContainers: []\n  containers:"],
    ["spec:\n", "volumes: []\nspec:\n"],
    ["containers:\n    -", "containers:\n    - 5\n    -"],
  ])("%s as %s", (plain, odd) => {
    const text = POD.replace(plain, odd);
    expect(text).not.toBe(POD);
    expect(isOdd(text)).toEqual([true]);
  });

  const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template:
    spec:
      containers: [{name: db, volumeMounts: [{name: data, mountPath: /data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 1Gi}}}
`;
  test("a plain StatefulSet is not", () => {
    expect([isOdd(SET), mayAskOddly(releaseOf(sourceOf(SET)))]).toEqual([[false], false]);
  });
  test.each([
    ["[ReadWriteOnce]", "[RWO]"],
    ["[ReadWriteOnce]", "[]"],
    ["[ReadWriteOnce]", "[ReadWriteOnce, ReadWriteOncePod]"],
    ["[ReadWriteOnce]", "ReadWriteOnce"],
    ["1Gi", "0Gi"],
    ["1Gi", "1GB"],
    ["{requests: {storage: 1Gi}}", "{}"],
    ["storageClassName: fast", "storageClassName: Fast"],
    ["storageClassName: fast", "volumeMode: Block"],
    ["storageClassName: fast", "volumeMode: block"],
    ["metadata: {name: data}", "metadata: {}"],
    ["metadata: {name: data}", "metadata: {name: Data}"],
    ["  volumeClaimTemplates:", "  volumes: []\n  volumeClaimTemplates:"],
    ["kind: StatefulSet", "kind: Deployment"],
    ["      containers:", "      volumes: [{name: data, emptyDir: {}}]\n      containers:"],
  ])("%s as %s", (plain, odd) => {
    const text = SET.replace(plain, odd);
    expect(text).not.toBe(SET);
    expect(isOdd(text)).toEqual([true]);
  });
});
