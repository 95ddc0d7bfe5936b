import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { RULES } from "../../src/index.ts";
import { claimFaults } from "../../src/kubernetes/claim-faults.ts";
import { deviceFaults } from "../../src/kubernetes/device-faults.ts";
import { mayAskOddly, mayBeOdd } from "../../src/kubernetes/everyday-pod.ts";
import { misplacedFields } from "../../src/kubernetes/misplaced-fields.ts";
import { mountFaults } from "../../src/kubernetes/mount-faults.ts";
import { volumeFaults } from "../../src/kubernetes/volume-faults.ts";
import { unusedVolumes } from "../../src/kubernetes/volume-uses.ts";
import type { Workload } from "../../src/kubernetes/workload.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

const releaseOf = (text: string | Uint8Array): Release =>
  Release.of([readSource("t.yaml", typeof text === "string" ? new TextEncoder().encode(text) : text)]);

/** What the scans proper find in a pod. */
const faults = (workload: Workload): number =>
  volumeFaults(workload).length +
  unusedVolumes(workload).length +
  misplacedFields(workload).length +
  workload.containers.reduce(
    (sum, container) => sum + Object.values(mountFaults(container)).flat().length + [...deviceFaults(container)].length,
    0,
  );

/** Each pod, and all requests for disks, in which the scans find something that the look passes over. */
const overlooked = (release: Release): readonly string[] => [
  ...release.workloads.filter((workload) => !mayBeOdd(workload) && faults(workload) > 0).map(({ label }) => label),
  ...(mayAskOddly(release) ? [] : claimFaults(release).map(({ is, request: { label } }) => `${label} ${is}`)),
];

describe("the look at plain values overlooks nothing", () => {
  test.each(
    RULES.flatMap(({ id, examples }) => examples.map((example, index) => [`${id} ${index}`, example] as const)),
  )("in the examples of %s", (_, { bad, good }) => {
    expect(overlooked(releaseOf(bad))).toEqual([]);
    expect(overlooked(releaseOf(good))).toEqual([]);
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
        const release = releaseOf(readFileSync(join(entry.parentPath, entry.name)));
        expect(overlooked(release)).toEqual([]);
        pods += release.workloads.length;
        odd += release.workloads.filter(mayBeOdd).length;
      }
      expect(odd / pods).toBeLessThan(0.25);
    },
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
    expect(releaseOf(POD).workloads.map(mayBeOdd)).toEqual([false]);
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
    expect(releaseOf(text).workloads.map(mayBeOdd)).toEqual([true]);
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
    expect([releaseOf(SET).workloads.map(mayBeOdd), mayAskOddly(releaseOf(SET))]).toEqual([[false], false]);
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
    expect(releaseOf(text).workloads.map(mayBeOdd)).toEqual([true]);
  });
});
