import { describe, expect, test } from "vitest";
import { type Config, lint, NO_CONFIG, readSource } from "../../src/index.ts";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "claim-not-found";
const said = (text: string) => saidBy(RULE, text);
const first = (text: string) => foundBy(RULE, text)[0];
const closed = (text: string, config: Config = NO_CONFIG) =>
  lint([readSource("t.yaml", new TextEncoder().encode(text))], { config, closedWorld: true }).findings.filter(
    ({ rule }) => rule === RULE,
  );

/** The claim's name stands in line 8, column 55. */
const pod = (claimName: string, meta = "name: web") => `apiVersion: v1
kind: Pod
metadata: {${meta}}
spec:
  containers:
    - {name: web, image: "example/web:1", volumeMounts: [{name: data, mountPath: /data}]}
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: ${claimName}}}
`;
const claim = (name: string, rest = "", spec = "") => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}${rest}}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}${spec}}
`;
const set = (volumes: string, templates: string, name = "db") => `---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - {name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /data}]}
      volumes: [${volumes}]
  volumeClaimTemplates: [${templates}]
`;
const TEMPLATE =
  "{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}";
const EPHEMERAL = `{name: data, ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}`;

describe("a claim that is not in the input", () => {
  test("may lie outside: that is a note, which names the config key", () => {
    expect(said(pod("uploads"))).toEqual(['info 8:55-62 Pod/web mounts claim "uploads", which is not in the input']);
    const finding = first(pod("uploads"));
    expect(finding?.confidence).toBe("likely");
    expect(finding?.help).toBe(
      'add the claim; where it is made elsewhere, list it under "known": {kind: PersistentVolumeClaim, name: uploads}',
    );
    expect(finding?.then).toBe('its pods stay Pending (FailedScheduling: persistentvolumeclaim "uploads" not found)');
    expect(finding?.fix).toBeUndefined();
  });

  test("is an error where the input is all there is, but for what the config knows", () => {
    expect(closed(pod("uploads")).map(({ severity, confidence }) => `${severity} ${confidence}`)).toEqual([
      "error certain",
    ]);
    const known = { kind: "PersistentVolumeClaim", name: "uploads" };
    expect(closed(pod("uploads"), { ...NO_CONFIG, known: [known] })).toEqual([]);
    expect(closed(pod("uploads"), { ...NO_CONFIG, known: [{ ...known, namespace: "other" }] })).toHaveLength(1);
  });

  test("whose near namesake nobody mounts is one finding, with both places", () => {
    const text = pod("web") + claim("web-data");
    expect(said(text)).toEqual(['warning 8:55-58 Pod/web mounts claim "web", which is not in the input']);
    const finding = first(text);
    expect(finding && relatedOf(finding)).toEqual(['12:18-12:26 claim "web-data" is mounted by nobody here']);
    expect(finding?.help).toBe(
      'set spec.volumes[0].persistentVolumeClaim.claimName to "web-data", or name the claim "web"',
    );
    expect(finding?.fix?.edits.map((edit) => edit.text)).toEqual(["web-data"]);
    expect(closed(text)[0]?.severity).toBe("error");
  });

  test.each([
    ["that lacks words of it", "shop-uploads", "uploads"],
    ["with a slip of the keyboard", "uplaods", "uploads"],
  ])("is near one %s", (_, name, other) => {
    expect(first(pod(name) + claim(other))?.severity).toBe("warning");
  });

  test("is near none that somebody mounts, and none of two that are alike", () => {
    const mounted = pod("uploads-1").replace(/^/, "---\n").replace("name: web", "name: two");
    expect(said(pod("uploads") + mounted + claim("uploads-1"))).toEqual([
      'info 8:55-62 Pod/web mounts claim "uploads", which is not in the input',
    ]);
    expect(first(pod("web") + claim("web-cache") + claim("web-media"))?.severity).toBe("info");
  });

  test("a name that no object can have is an error; the near one is meant", () => {
    expect(said(pod("web_uploads"))).toEqual([
      'error 8:55-66 Pod/web mounts claim "web_uploads", but no claim can have that name',
    ]);
    const finding = first(pod("Uploads") + claim("uploads"));
    expect(finding?.severity).toBe("error");
    expect(finding?.help).toBe('set spec.volumes[0].persistentVolumeClaim.claimName to "uploads"');
  });

  test("is looked for in the pod's namespace", () => {
    const text = pod("uploads", "name: web, namespace: a") + claim("uploads", ", namespace: b");
    expect(said(text)).toEqual([
      'warning 8:55-62 Pod/web mounts claim "uploads" of namespace "a", but that claim is in namespace "b"',
    ]);
    const finding = first(text);
    expect(finding && relatedOf(finding)).toEqual(['12:38-12:39 claim "uploads" is mounted by nobody here']);
    expect(finding?.help).toBe('make the claim in namespace "a": pods mount those of their own only');
  });

  test("is told once for a workload, however many of its volumes name it", () => {
    const more = "  volumes:\n    - {name: more, persistentVolumeClaim: {claimName: uploads}}\n";
    expect(said(pod("uploads").replace("  volumes:\n", more))).toHaveLength(1);
  });

  test("is found in a CronJob and in a StatefulSet, in each pod that names it", () => {
    const cron = `---
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: b, image: "example/b:1", volumeMounts: [{name: d, mountPath: /d}]}]
          volumes:
            - {name: d, persistentVolumeClaim: {claimName: store}}
`;
    const text = set("{name: x, persistentVolumeClaim: {claimName: store}}", TEMPLATE) + cron;
    expect(foundBy(RULE, text).map(({ location, path }) => `${placeOf(location)} ${path}`)).toEqual([
      "12:62-12:67 spec.template.spec.volumes[x].persistentVolumeClaim.claimName",
      "27:60-27:65 spec.jobTemplate.spec.template.spec.volumes[d].persistentVolumeClaim.claimName",
    ]);
  });

  test("is found in what an operator makes", () => {
    const prometheus = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: kps}
spec:
  volumes:
    - name: rules
      persistentVolumeClaim: {claimName: rules_extra}
`;
    expect(said(prometheus)).toEqual([
      'error 7:42-53 the StatefulSet that prometheus-operator makes of Prometheus/kps mounts claim "rules_extra", but no claim can have that name',
    ]);
  });
});

describe("nothing is said of a claim", () => {
  const made = `---
apiVersion: example.dev/v1
kind: Database
metadata: {name: orders}
`;
  test.each([
    ["of the input", pod("uploads") + claim("uploads")],
    ["in a namespace that nobody names", pod("uploads", "name: web, namespace: a") + claim("uploads")],
    ["in a namespace that may be the release's", pod("uploads") + claim("uploads", ", namespace: a")],
    ["that a StatefulSet makes", pod("data-db-12") + set("", TEMPLATE)],
    ["of an ephemeral volume of a StatefulSet's pod", pod("db-0-data") + set(EPHEMERAL, "")],
    [
      "of an ephemeral volume of a pod",
      pod("two-data") +
        `---\napiVersion: v1\nkind: Pod\nmetadata: {name: two}\nspec: {containers: [{name: c, image: "c:1", volumeMounts: [{name: data, mountPath: /d}]}], volumes: [${EPHEMERAL}]}\n`,
    ],
    ...inNamespaces("a StatefulSet's", "data-db-12", set("", TEMPLATE)),
    ...inNamespaces("a custom resource's", "orders-1", made),
    [
      "of more words than anybody gives one, beside a custom resource",
      pod(Array.from({ length: 25 }, () => "a").join("-")) + made,
    ],
    ["that an operator's StatefulSet makes", pod("prometheus-kps-db-prometheus-kps-0") + prometheusWithDisk()],
    ["that a custom resource may stand for", pod("orders-1") + made],
    ["with a placeholder", pod(`"\${CLAIM}"`) + claim("x")],
    ["with a template that nobody has rendered", pod('"{{ .Values.claim }}"')],
    ["without a name, which is another fault", pod('""')],
    ["that is a number", pod("7")],
    ["that is a list", pod("[a]")],
    ["that is null", pod("null")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
    expect(closed(text)).toEqual([]);
  });

  test.each([
    ["an ordinal that is none", pod("data-db-x") + set("", TEMPLATE)],
    ["another set's name", pod("data-dbs-0") + set("", TEMPLATE)],
    ["a part of a word of a custom resource", pod("reorders-1") + made],
    ["twenty-four words that hold no custom resource", pod(Array.from({ length: 24 }, () => "a").join("-")) + made],
    [
      "a StatefulSet in another namespace",
      pod("data-db-12", "name: web, namespace: a") + set("", TEMPLATE).replace("name: db}", "name: db, namespace: b}"),
    ],
    [
      "a custom resource in another namespace",
      pod("orders-1", "name: web, namespace: a") + made.replace("orders}", "orders, namespace: b}"),
    ],
  ])("but it is of one with %s", (_, text) => {
    expect(closed(text)).toHaveLength(1);
  });
});

/** Of a pod and of what makes its claim, one or the other names a namespace, and the release's may be the same. */
function inNamespaces(whose: string, name: string, maker: string): readonly [string, string][] {
  const made = maker.replace(/name: (db|orders)\}/, "name: $1, namespace: a}");
  return [
    [`of ${whose} where the pod names no namespace`, pod(name) + made],
    [`of ${whose} that names no namespace`, pod(name, "name: web, namespace: a") + maker],
    [`of ${whose} in the pod's namespace`, pod(name, "name: web, namespace: a") + made],
  ];
}

function prometheusWithDisk(): string {
  return `---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: kps}
spec:
  storage:
    volumeClaimTemplate:
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`;
}
