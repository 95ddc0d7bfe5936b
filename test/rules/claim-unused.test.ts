import { describe, expect, test } from "vitest";
import { lint, readSource } from "../../src/index.ts";
import { foundBy } from "./found.ts";
import { said as saidBy } from "./said.ts";

const said = (text: string) => saidBy("claim-unused", text);

/** The name stands in line 3, column 18. */
const claim = (name: string, spec = "", meta = "") => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}${meta}}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}${spec}}
---
`;
const pod = (volume: string, args = "") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: "example/web:1"${args}, volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, ${volume}}]
---
`;
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const mounting = (name: string) => pod(`persistentVolumeClaim: {claimName: ${name}}`);
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /data}]}]}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
`;

describe("a claim that no pod of the input mounts", () => {
  test("is advice", () => {
    const text = claim("uploads") + pod("emptyDir: {}");
    expect(said(text)).toEqual(['info 3:18-25 claim "uploads" is mounted by no pod of the input']);
    expect(foundBy("claim-unused", text)[0]?.resource).toMatchObject({
      kind: "PersistentVolumeClaim",
      name: "uploads",
    });
    const byDefault = lint([readSource("t.yaml", new TextEncoder().encode(text))]).findings;
    expect(byDefault.map(({ rule }) => rule)).not.toContain("claim-unused");
  });
  test("is told also where its name is a part of a word elsewhere", () => {
    const settings = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata: {a: uploads-old}\n---\n";
    expect(said(claim("uploads") + settings + pod("emptyDir: {}"))).toHaveLength(1);
  });
  test("is told also where a pod of another namespace mounts its namesake", () => {
    const other = mounting("uploads").replace("name: web}", "name: web, namespace: a}");
    expect(said(claim("uploads", "", ", namespace: b") + other + claim("uploads", "", ", namespace: a"))).toEqual([
      'info 3:18-25 claim "uploads" is mounted by no pod of the input',
    ]);
  });
});

describe("nothing is said of a claim", () => {
  test("where the input has no pods", () => {
    expect(said(claim("uploads"))).toEqual([]);
  });

  test.each([
    ["that a pod mounts", claim("uploads") + mounting("uploads")],
    [
      "that a pod mounts in a namespace that may be its own",
      claim("uploads", "", ", namespace: a") + mounting("uploads"),
    ],
    ["that a StatefulSet takes for its own", claim("data-db-0") + set],
    [
      "that another is copied from",
      claim("uploads") + claim("copy", ", dataSource: {kind: PersistentVolumeClaim, name: uploads}") + mounting("copy"),
    ],
    ["that claim-not-found says was meant", claim("uploads") + mounting("uplaods")],
    ["where a name is not filled in yet", claim("uploads") + mounting(`"\${CLAIM}"`)],
    ["that has a placeholder for its name", claim(`"\${CLAIM}"`)],
    [
      "that a program is told of",
      `${claim("uploads")}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: runner}\ndata:\n  config.toml: |\n    [[pvc]]\n    name = "uploads"\n`,
    ],
    [
      "that a sentence ends with",
      `${claim("uploads")}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: runner}\ndata: {motd: "Kept on uploads."}\n`,
    ],
    [
      "that a program is told of in a Secret",
      `${claim("uploads")}apiVersion: v1\nkind: Secret\nmetadata: {name: runner}\ndata: {config.toml: ${base64('name = "uploads"')}}\n`,
    ],
    [
      "that a program is told of in a Secret's plain text",
      `${claim("uploads")}apiVersion: v1\nkind: Secret\nmetadata: {name: runner}\nstringData: {config.toml: 'name = "uploads"'}\n`,
    ],
    [
      "that a program is told of in the bytes of a ConfigMap",
      `${claim("uploads")}apiVersion: v1\nkind: ConfigMap\nmetadata: {name: runner}\nbinaryData: {config.toml: ${base64('name = "uploads"')}}\n`,
    ],
    [
      "that a custom resource names",
      `${claim("uploads")}apiVersion: example.dev/v1\nkind: Backup\nmetadata: {name: nightly}\nspec: {sources: [{claim: uploads}]}\n`,
    ],
    ["that a container is started with", claim("uploads") + pod("emptyDir: {}", ', args: ["--claim=uploads"]')],
    ["without a name", "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {generateName: x-}\nspec: {}\n"],
    ["whose metadata is a list", "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: [a]\nspec: {}\n"],
  ])("%s", (_, text) => {
    expect(said(`${text}---\n${pod("emptyDir: {}").replace("name: web}", "name: other}")}`)).toEqual([]);
  });
});
