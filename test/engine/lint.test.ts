import { describe, expect, test } from "vitest";
import { NO_CONFIG } from "../../src/config/config.ts";
import {
  type AnyRule,
  type Config,
  type Finding,
  type LintOptions,
  lint,
  type Options,
  RULES,
  readManifests,
  readSource,
  Stopwatch,
} from "../../src/index.ts";
import { containerLook } from "../../src/kubernetes/container-look.ts";
import { placeIn } from "../../src/yaml/place-in.ts";

const source = (text: string, file = "t.yaml") => readSource(file, new TextEncoder().encode(text));
const findings = (text: string, options: LintOptions = {}) => lint([source(text)], options).findings;
const facts = (found: readonly Finding[]) => found.map(({ rule, location }) => `${rule} ${location.start.line}`);

const config = (change: Partial<Config>): Config => ({ ...NO_CONFIG, ...change });
const anywhere = { locate: () => undefined };
/** The entry of an ignore in plimsoll.yaml. */
const inConfig = placeIn(source("ignore:\n- rule: x\n", "plimsoll.yaml").documents[0]!, { start: 8, end: 9 }, "value");

/** Line 9 mounts what nobody declares. */
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      volumeMounts:
        - name: gone
          mountPath: /gone
`;

describe("a finding", () => {
  test("quotes of a hostile name no more than can be read, and knows it all the same", () => {
    const long = "x".repeat(100_000);
    const [first, second] = ["a", "b"].map((end) => findings(POD.replace("name: web", `name: ${long}${end}`))[0]!);
    expect(first!.rule).toBe("volume-mount-not-found");
    for (const text of [first!.message, first!.help, first!.then, first!.path])
      expect(text?.length ?? 0).toBeLessThanOrEqual(2000);
    expect(first!.message).toMatch(/x\.\.\.$/);
    expect(first!.fingerprint).not.toBe(second!.fingerprint);
  });
  test("is plain data", () => {
    const [finding] = findings(POD, { namespace: "shop" });
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
    expect(finding).toMatchObject({
      rule: "volume-mount-not-found",
      severity: "error",
      confidence: "certain",
      location: { file: "t.yaml", start: { line: 9, column: 17 }, end: { line: 9, column: 21 } },
      path: "spec.containers[web].volumeMounts[/gone].name",
      focus: "value",
      resource: { kind: "Pod", namespace: "shop", name: "web" },
    });
    expect(finding?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test("names the template that Helm rendered it from, above the content only", () => {
    expect(findings(`---\n# Source: shop/templates/web.yaml\n${POD}`)[0]?.origin).toEqual({
      template: { file: "shop/templates/web.yaml" },
      how: "source",
    });
    expect(findings(`${POD}# Source: shop/templates/other.yaml\n`)[0]?.origin).toBeUndefined();
  });

  test("keeps its fingerprint when lines move, files and items change places, and the file is renamed", () => {
    const other = "    - name: other\n      image: example/other:1\n";
    const moved = `# a comment\n\n${POD.replace("  containers:\n", `  containers:\n${other}`)}`;
    const [a, b] = [findings(POD)[0], lint([source("a: 1\n", "z.yaml"), source(moved, "u.yaml")]).findings[0]];
    expect(a?.fingerprint).toBe(b?.fingerprint);
    expect(findings(POD.replace("name: web\nspec", "name: shop\nspec"))[0]?.fingerprint).not.toBe(a?.fingerprint);
  });

  test("is one, where several workloads made of one resource share it", () => {
    const text = `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  shards: 3
  initContainers: [{name: x, image: example/x:1, volumeMounts: [{name: gone, mountPath: /gone}]}]
`;
    expect(facts(findings(text))).toEqual(["volume-mount-not-found 6"]);
  });

  test("is not lost where another only looks alike: each has a fingerprint of its own, whatever the order of files", () => {
    const files = [
      source("a: [\n---\nb: [\n", "a.yaml"),
      source("c: [\n", "b.yaml"),
      source(POD, "c.yaml"),
      source(POD.replace("web:", "w:"), "d.yaml"),
    ];
    const twin = source(POD.replace("mountPath: /gone", "mountPath: /gone\n          readOnly: true"), "e.yaml");
    const found = lint([...files, twin]).findings;
    expect(found.map(({ location }) => location.file)).toEqual(["a.yaml", "a.yaml", "b.yaml", "c.yaml", "e.yaml"]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(5);
    expect(lint([twin, ...files.toReversed()]).findings).toEqual(found);
  });

  test("of the reader names the item of a List, and list items by their key", () => {
    const list =
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec:\n    containers:\n    - {name: web, image: x, image: y}\n";
    expect(findings(list)[0]).toMatchObject({
      path: "spec.containers[web].image",
      resource: { kind: "Pod", name: "a" },
      location: { start: { line: 9, column: 29 } },
    });
  });

  test("of an item of a List names the item", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${POD.trimEnd().replaceAll("\n", "\n  ")}\n`;
    expect(findings(list)[0]).toMatchObject({
      path: "spec.containers[web].volumeMounts[/gone].name",
      resource: { kind: "Pod", name: "web" },
      location: { start: { line: 12, column: 19 } },
    });
  });
});

describe("order", () => {
  test("is by path, line and column, whatever the order of the input", () => {
    const [a, b] = [source(POD.replace("name: web\nspec", "name: a\nspec"), "a.yaml"), source(POD, "b.yaml")];
    expect(lint([a, b]).findings).toEqual(lint([b, a]).findings);
    expect(lint([b, a]).findings.map(({ location }) => location.file)).toEqual(["a.yaml", "b.yaml"]);
    expect(lint([b, a], { each: true }).findings.map(({ location }) => location.file)).toEqual(["a.yaml", "b.yaml"]);
  });
});

describe("suppressions", () => {
  const allow = (rule: string) => `# plimsoll: allow ${rule} -- seen`;
  const at = (line: string) => POD.replace("        - name: gone\n", `${line}\n        - name: gone\n`);

  test("on the line above silence that line and are counted", () => {
    const report = lint([source(at(`        ${allow("volume-mount-not-found")}`))]);
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({ ignored: 1, error: 0 });
  });
  test("on the line itself do so too", () => {
    expect(findings(POD.replace("name: gone", `name: gone ${allow("volume-mount-not-found")}`))).toEqual([]);
  });
  test("elsewhere silence nothing, and are reported", () => {
    expect(facts(findings(`${allow("volume-mount-not-found")}\n${POD}`))).toEqual([
      "suppression-unused 1",
      "volume-mount-not-found 10",
    ]);
  });
  test("of no rule are reported, with the one that was meant", () => {
    const found = findings(at(`        ${allow("volume-mount-notfound")}`));
    expect(facts(found)).toEqual(["suppression-unknown 9", "volume-mount-not-found 10"]);
    expect(found[0]?.help).toBe('did you mean "volume-mount-not-found"?');
  });
  test("in an annotation silence the whole object, and no other", () => {
    const annotated = POD.replace(
      "name: web\nspec",
      'name: web\n  annotations: {plimsoll/allow: "volume-mount-not-found: seen"}\nspec',
    );
    const other = POD.replace("name: web\nspec", "name: other\nspec");
    expect(facts(findings(`${annotated}---\n${other}`))).toEqual(["volume-mount-not-found 21"]);
  });
  test("in an annotation silence what the reader finds in the object too", () => {
    const twice = (annotation: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: {plimsoll/allow: "${annotation}: seen"}}\ntype: a\ntype: b\n`;
    expect(findings(twice("key-duplicate"))).toEqual([]);
    expect(facts(findings(twice("fs-group-missing")))).toEqual(["suppression-unused 3", "key-duplicate 5"]);
  });
  test("of advice that this run does not give are not called unused", () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {plimsoll/allow: "init-container-chown: seen"}}
spec:
  securityContext: {fsGroup: 5, runAsUser: 5}
  initContainers:
    - {name: i, command: [chown, -R, "5:5", /d], securityContext: {runAsUser: 0}, volumeMounts: [{name: v, mountPath: /d}]}
  containers: [{name: w, volumeMounts: [{name: v, mountPath: /d}]}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: c}
spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}
`;
    expect(findings(text)).toEqual([]);
    expect(
      findings(text.replace("init-container-chown", "fs-group-missing"), { profiles: ["advice"] }).map(
        ({ rule }) => rule,
      ),
    ).toEqual(["suppression-unused", "init-container-chown"]);
  });
  test("on a pod template silence findings of its workload", () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {annotations: {plimsoll/allow: "volume-mount-not-found: seen"}}
    spec:
      containers: [{name: web, volumeMounts: [{name: gone, mountPath: /gone}]}]
`;
    expect(findings(text)).toEqual([]);
  });
  test("in the config silence until their last day, and are reported after it", () => {
    const place = { locate: () => undefined };
    const ignore = [{ rule: "volume-mount-not-found", name: "we*", reason: "seen", expires: "2026-05-01", at: place }];
    expect(findings(POD, { config: config({ ignore }), today: "2026-05-01" })).toEqual([]);
    expect(facts(findings(POD, { config: config({ ignore }), today: "2026-05-02" }))).toEqual([
      "volume-mount-not-found 9",
    ]);
    expect(facts(findings(POD, { config: config({ ignore: [{ ...ignore[0]!, name: "other" }] }) }))).toEqual([
      "volume-mount-not-found 9",
    ]);
  });
  test("of a rule that is off, or of a profile that is, are not called unused", () => {
    const off = config({ rules: new Map([["volume-mount-not-found", { severity: "off", options: {} }]]) });
    expect(findings(`${allow("volume-mount-not-found")}\n${POD}`, { config: off })).toEqual([]);
  });
  test("in the config are judged once for all releases, and only where the input holds what they are about", () => {
    const ignored = (change: object) =>
      config({ ignore: [{ rule: "volume-mount-not-found", reason: "seen", at: inConfig, ...change }] });
    const [web, other] = [
      source(POD, "web.yaml"),
      source("apiVersion: v1\nkind: Pod\nmetadata: {name: other}\n", "other.yaml"),
    ];
    const run = (change: object, ...sources: readonly (typeof web)[]) =>
      lint(sources, { config: ignored(change), each: true }).findings.map(({ rule }) => rule);
    expect(run({ name: "web" }, web, other)).toEqual([]);
    expect(run({ name: "web" }, other)).toEqual([]);
    expect(run({ path: "web.yaml" }, other)).toEqual([]);
    expect(run({ name: "other" }, other)).toEqual(["suppression-unused"]);
    expect(run({}, other)).toEqual(["suppression-unused"]);
  });
  test("are findings about the object that they stand in, whichever release holds it", () => {
    const [a, b] = [
      source("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n", "a.yaml"),
      source(`${allow("fs-group-missing")}\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\n`, "b.yaml"),
    ];
    const [alone, among] = [lint([b]).findings, lint([a, b], { each: true }).findings];
    expect(among).toEqual(alone);
    expect(among[0]).toMatchObject({
      rule: "suppression-unused",
      resource: { kind: "Pod", name: "b" },
      location: { file: "b.yaml", start: { line: 1, column: 19 } },
    });
  });
  test("may silence what judges them, and are judged for that last", () => {
    const line = (more: string) => `x: 1 ${allow("fs-group-missing")}${more}\n`;
    expect(facts(findings(line("")))).toEqual(["suppression-unused 1"]);
    expect(findings(line("; allow suppression-unused"))).toEqual([]);
    // One that silences no judge is itself unused.
    expect(facts(findings(`x: 1 ${allow("suppression-unused")}\n`))).toEqual(["suppression-unused 1"]);
  });
  test("keep what they silence, with how and why, where that is asked for", () => {
    const twice = at(`        ${allow("volume-mount-not-found")}`).replace(
      "name: web\nspec",
      'name: web\n  annotations: {plimsoll/allow: "volume-mount-not-found"}\nspec',
    );
    const ignore = [{ rule: "volume-mount-not-found", name: "web", reason: "later", at: inConfig }];
    const report = lint([source(twice)], { config: config({ ignore }), keepSuppressed: true });
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({ ignored: 1, error: 0 });
    expect(report.suppressed).toMatchObject([
      {
        finding: { rule: "volume-mount-not-found", location: { start: { line: 11, column: 17 } } },
        by: [{ how: "comment", reason: "seen" }, { how: "annotation" }, { how: "config", reason: "later" }],
      },
    ]);
    expect(report.suppressed?.[0]?.by[1]).toEqual({ how: "annotation" });
    expect(lint([source(twice)])).not.toHaveProperty("suppressed");
    expect(lint([source(POD)], { keepSuppressed: true }).suppressed).toEqual([]);
  });
  test("keep it in order, and no more of a rule than of its findings", () => {
    const mounts = Array.from({ length: 10_001 }, (_, n) => `{name: v${n}, mountPath: /m${n}}`).join(",\n");
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: web, volumeMounts: [${mounts}]}]}\n`;
    const ignore = [{ rule: "volume-mount-not-found", reason: "seen", at: inConfig }];
    const options = { config: config({ ignore }), keepSuppressed: true };
    const { summary, suppressed = [] } = lint([source(pod, "b.yaml"), source(POD, "a.yaml")], options);
    expect(summary).toMatchObject({ ignored: 10_002, error: 0 });
    expect(suppressed).toHaveLength(10_000);
    expect(suppressed[0]?.finding.location.file).toBe("a.yaml");
  });
  test("keep nothing that the run would not report", () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: web, annotations: {plimsoll/allow: "host-path-sensitive: seen"}}
spec:
  containers: [{name: web, image: i, volumeMounts: [{name: v, mountPath: /v}]}]
  volumes: [{name: v, hostPath: {path: /, type: Directory}}]
`;
    const kept = (profiles: LintOptions["profiles"] = []) =>
      lint([source(text)], { profiles, keepSuppressed: true }).suppressed?.map(({ finding }) => finding.rule);
    expect(kept()).toEqual([]);
    expect(kept(["security"])).toContain("host-path-sensitive");
  });
  test("that have expired are findings at their own place", () => {
    const ignore = [{ rule: "volume-mount-not-found", reason: "seen", expires: "2026-05-01", at: inConfig }];
    const [expired] = findings(POD, { config: config({ ignore }), today: "2026-06-01" });
    expect(expired).toMatchObject({
      rule: "suppression-expired",
      location: { file: "plimsoll.yaml", start: { line: 2, column: 1 } },
    });
    expect(expired?.message).toContain("2026-05-01");
  });
});

describe("a rule's setting", () => {
  test("narrows it to what it selects", () => {
    const setting = (change: object) =>
      config({ rules: new Map([["volume-mount-not-found", { options: {}, ...change }]]) });
    expect(findings(POD, { config: setting({ only: { kinds: ["Deployment"] } }) })).toEqual([]);
    expect(findings(POD, { config: setting({ except: { containers: ["web"] } }) })).toEqual([]);
    expect(findings(POD, { config: setting({ only: { containers: ["other"] } }) })).toEqual([]);
    expect(facts(findings(POD, { config: setting({ only: { names: ["w*"] } }) }))).toEqual([
      "volume-mount-not-found 9",
    ]);
  });

  test("narrows it by the hook of Helm that the object belongs to, and by the namespace that the release gives it", () => {
    const setting = (change: object) =>
      config({ rules: new Map([["volume-mount-not-found", { options: {}, ...change }]]) });
    const hook = POD.replace("name: web\nspec", 'name: web\n  annotations: {helm.sh/hook: "pre-upgrade, test"}\nspec');
    expect(findings(hook, { config: setting({ except: { hooks: ["test"] } }) })).toEqual([]);
    expect(findings(hook, { config: setting({ only: { hooks: ["pre-*"] } }) })).toHaveLength(1);
    expect(findings(POD, { config: setting({ except: { hooks: ["test"] } }) })).toHaveLength(1);

    const only = setting({ only: { namespaces: ["shop"] } });
    expect(findings(POD, { config: only })).toEqual([]);
    expect(findings(POD, { config: only, namespace: "shop" })).toHaveLength(1);
    expect(findings(POD, { config: setting({ except: { namespaces: ["sh*"] } }), namespace: "shop" })).toEqual([]);
  });
});

describe("a finding in a container is about that container, whatever its rule looks at", () => {
  const env = (lists: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p, annotations: {a: 1}}\nspec:\n${lists}`;
  const text = env(
    "  initContainers:\n  - {name: first, env: [{name: A, value: 1}]}\n  containers:\n  - {name: web, env: [{name: A, value: 1}]}\n  - {env: [{name: A, value: 1}]}\n",
  );
  const selecting = (change: object) => config({ rules: new Map([["value-not-text", { options: {}, ...change }]]) });
  const lines = (options: object) => findings(text, options).map(({ location }) => location.start.line);

  test("for only and except", () => {
    expect(lines({})).toEqual([3, 6, 8, 9]);
    expect(lines({ config: selecting({ only: { containers: ["first"] } }) })).toEqual([6]);
    expect(lines({ config: selecting({ except: { containers: ["web"] } }) })).toEqual([3, 6, 9]);
    expect(lines({ config: selecting({ only: { containers: ["*"] } }) })).toEqual([6, 8]);
  });
  test("for an ignore entry, which is in use then", () => {
    const ignore = [{ rule: "value-not-text", container: "web", reason: "seen", at: anywhere }];
    expect(lines({ config: config({ ignore }) })).toEqual([3, 6, 9]);
  });
});

test("a rule in preview runs where the config names it, or all previews are asked for", () => {
  const [rule] = RULES.filter(({ id }) => id === "volume-mount-not-found");
  const rules = [{ ...rule!, stage: "preview" as const } as AnyRule];
  expect(findings(POD, { rules })).toEqual([]);
  expect(findings(POD, { rules, preview: true })).toHaveLength(1);
  expect(
    findings(POD, { rules, config: config({ rules: new Map([[rule!.id, { severity: "info", options: {} }]]) }) }),
  ).toHaveLength(1);
});

test("groups that JavaScript's objects know by chance are groups like any other", () => {
  const text = ["constructor", "__proto__", "toString"]
    .map((group) => `apiVersion: ${group}/v1\nkind: X\nmetadata: {name: a}\n`)
    .join("---\n");
  expect(lint([source(text)]).summary).toMatchObject({ objects: 3, notChecked: [{ kind: "X", count: 3 }] });
});

describe("an unreadable document", () => {
  const text = `${POD}---\na: [1\n---\n${POD.replace("name: web\nspec", "name: other\nspec")}`;
  test("is one finding, and the rest is read", () => {
    const { findings: found, summary } = lint([source(text)]);
    expect(facts(found).map((fact) => fact.split(" ")[0])).toEqual([
      "volume-mount-not-found",
      "document-unreadable",
      "volume-mount-not-found",
    ]);
    expect(summary).toMatchObject({ documents: 3, objects: 2, unreadable: 1, notRead: 0 });
  });
  test("that the config ignores by its path is counted as not read", () => {
    const ignore = [{ rule: "document-unreadable", path: "*.yaml", reason: "a template", at: anywhere }];
    const { findings: found, summary } = lint([source(text)], { config: config({ ignore }) });
    expect(found.map(({ rule }) => rule)).not.toContain("document-unreadable");
    expect(summary).toMatchObject({ unreadable: 0, notRead: 1, ignored: 1 });
  });
});

test("documents that are no object of Kubernetes are counted, not reported", () => {
  const { findings: found, summary } = lint([source("a: 1\n---\n---\n# nothing\n---\n- x\n")]);
  expect(found).toEqual([]);
  expect(summary).toMatchObject({ objects: 0, notKubernetes: 2 });
});

describe("a CustomResourceDefinition", () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: hulls.example.org
spec:
  group: example.org
  versions:
    - name: v1
      schema:
        openAPIV3Schema: {type: object}
`;
  const read = (readCrds: boolean) => readManifests("t.yaml", new TextEncoder().encode(crd), { readCrds });

  test("is counted as header only where its schemas were left out", () => {
    expect(lint([read(false)]).summary).toMatchObject({ objects: 1, headerOnly: 1 });
    expect(lint([read(true)]).summary).toMatchObject({ objects: 1, headerOnly: 0 });
  });
  test("has its schemas where they were asked for", () => {
    const texts = [false, true].map((readCrds) => JSON.stringify(read(readCrds).documents[0]!.value));
    expect(texts.map((text) => text.includes("openAPIV3Schema"))).toEqual([false, true]);
  });
});

test("a stopwatch tells the rules' time from that of what becomes of their problems", () => {
  let clock = 0;
  const stopwatch = new Stopwatch(() => ++clock);
  const silent = RULES.find(({ id }) => id === "key-duplicate")!;
  const loud = RULES.find(({ id }) => id === "volume-mount-not-found")!;
  expect(lint([source(POD)], { rules: [silent, loud], stopwatch }).findings).toHaveLength(1);
  stopwatch.stop();
  // One look at the clock for each change: the problem is settled between two stretches of the rule that raised it.
  expect([...stopwatch.rules]).toEqual([
    ["key-duplicate", 1],
    ["volume-mount-not-found", 2],
  ]);
  expect([...stopwatch.stages]).toEqual([
    ["start", 1],
    ["build the release", 1],
    ["settle findings", 3],
    ["run rules", 3],
  ]);
});

describe("a rule with more to say than anybody reads", () => {
  const many: AnyRule = {
    ...RULES[0]!,
    id: "many",
    on: "document",
    severity: "error",
    concerns: () => true,
    *check(document) {
      for (let n = 0; n < 10_003; n++)
        yield {
          at: placeIn(document, { start: n % 5, end: (n % 5) + 1 }, "value", []),
          names: [String(n)],
          message: `problem ${n}`,
          ...(n === 10_002 && { severity: "warning" }),
        };
    },
  };
  // Each has a place of its own: equal places with equal names would be one finding.
  const { findings: listed, summary } = lint([source("a: bcdefgh\n")], { rules: [many] });
  test("lists its first 10,000 findings, and counts them all", () => {
    expect(listed.length).toBe(10_000);
    expect(summary).toMatchObject({ error: 10_002, warning: 1, unlisted: 3 });
  });
});

test("rules that name the same look are asked for once, and one with options by itself", () => {
  const asked: string[] = [];
  const look = (subject: { readonly kind: string }, { options }: { readonly options: Options }): boolean => {
    asked.push(`${subject.kind}${options["of"] ?? ""}`);
    return subject.kind === "Pod";
  };
  const rule = (id: string, more: Partial<AnyRule> = {}): AnyRule => ({
    ...RULES[0]!,
    id,
    on: "resource",
    concerns: look,
    *check(resource) {
      yield { at: resource.node.get("kind"), names: [], message: id };
    },
    ...(more as object),
  });
  const rules = [
    rule("one"),
    rule("two"),
    rule("three", { options: { properties: { of: { type: "string" } }, defaults: { of: " of three" } } }),
  ];
  const { findings } = lint([source(`${POD}---\napiVersion: v1\nkind: Secret\nmetadata: {name: a}\n`)], { rules });
  expect(findings.map(({ message, resource }) => `${message} ${resource?.kind}`)).toEqual([
    "one Pod",
    "three Pod",
    "two Pod",
  ]);
  expect(asked).toEqual(["Pod", "Secret", "Pod of three", "Secret of three"]);
});

test("a look at containers that begins with their workload makes those of no other", () => {
  const asked: string[] = [];
  const made = new Set<string>();
  const look = containerLook(
    (workload) => {
      asked.push(workload.name);
      return workload.name === "b";
    },
    ({ name, workload }) => {
      made.add(workload.name);
      return name === "q";
    },
  );
  const rule: AnyRule = {
    ...RULES[0]!,
    id: "one",
    on: "container",
    concerns: look,
    *check(container) {
      yield { at: container.node.get("name"), names: [], message: `${container.workload.name} ${container.name}` };
    },
  };
  const pods = ["a", "b", "c"].map(
    (name) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: p, image: a}, {name: q, image: a}]}\n`,
  );
  const { findings } = lint([source(pods.join("---\n"))], { rules: [rule, { ...rule, id: "two" }] });
  expect(findings.map(({ message }) => message)).toEqual(["b q", "b q"]);
  expect([...made]).toEqual(["b"]);
  expect(asked.filter((name) => name === "a")).toEqual(["a"]);
});
