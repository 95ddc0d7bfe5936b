import { describe, expect, test } from "vitest";
import { NO_CONFIG } from "../../src/config/config.ts";
import {
  type AnyRule,
  type Baseline,
  baselineOf,
  type Config,
  type LintOptions,
  lint,
  RULES,
  readSource,
} from "../../src/index.ts";

const source = (text: string, file = "t.yaml") => readSource(file, new TextEncoder().encode(text));
const run = (text: string, options: LintOptions = {}) => lint([source(text)], options);
const known = (text: string, options: LintOptions = {}): Baseline => baselineOf(run(text, options).findings);
const config = (change: Partial<Config>): Config => ({ ...NO_CONFIG, ...change });

const pod = (name: string, ...mounts: readonly string[]): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - name: web
      volumeMounts:
${mounts.map((mount) => `        - name: ${mount}\n          mountPath: /${mount}\n`).join("")}`;

describe("what a baseline holds", () => {
  test("is counted and not reported, and what is new is", () => {
    const baseline = known(pod("web", "gone"));
    const { findings, summary, unmatched } = run(pod("web", "gone", "lost"), { baseline });
    expect(findings.map(({ path }) => path)).toEqual(["spec.containers[web].volumeMounts[/lost].name"]);
    expect(summary).toMatchObject({ error: 1, baselined: 1, stale: 0, ignored: 0 });
    expect(unmatched).toEqual({ stale: [], absent: [] });
  });

  test("is kept beside what suppressions silence, where that is asked for", () => {
    const text = `${pod("api", "lost").replace("- name: lost", "- name: lost # plimsoll: allow volume-mount-not-found -- x")}---\n${pod("web", "gone")}`;
    const { suppressed } = run(text, { baseline: known(pod("web", "gone")), keepSuppressed: true });
    expect(suppressed?.map(({ finding, by }) => [finding.resource?.name, by.map(({ how }) => how)])).toEqual([
      ["api", ["comment"]],
      ["web", ["baseline"]],
    ]);
  });

  test("is recognised where lines move, items change places and another file holds it", () => {
    const baseline = known(pod("web", "gone", "lost"));
    const moved = lint([source(`# moved\n\n---\n${pod("web", "lost", "gone")}`, "other.yaml")], { baseline });
    expect(moved.findings).toEqual([]);
    expect(moved.summary).toMatchObject({ error: 0, baselined: 2, stale: 0 });
  });

  test("holds twice no more than once, and holds nothing by the names of its entries", () => {
    const [entry] = known(pod("web", "gone")).entries;
    const twice = { entries: [entry!, { ...entry!, message: "again" }] };
    expect(run(pod("web", "gone"), { baseline: twice }).summary).toMatchObject({ error: 0, baselined: 1, stale: 0 });
    const other = { entries: [{ ...entry!, fingerprint: "0".repeat(16) }] };
    expect(run(pod("web", "gone"), { baseline: other }).summary).toMatchObject({ error: 1, baselined: 0, stale: 1 });
  });

  test("is silenced by a suppression first, which is then in use, and its entry is stale", () => {
    const text = pod("web", "gone");
    const allowed = text.replace("- name: gone", "- name: gone # plimsoll: allow volume-mount-not-found -- seen");
    const { findings, summary } = run(allowed, { baseline: known(text) });
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ ignored: 1, baselined: 0, stale: 1 });
  });

  test("is never a document that cannot be read, and never what is said of suppressions", () => {
    const text = `# plimsoll: allow no-such-rule -- x\n${pod("web")}---\na: [\n`;
    const all = known(text);
    expect(all.entries.map(({ rule }) => rule)).toEqual(["document-unreadable", "suppression-unknown"]);
    const { findings, summary } = run(text, { baseline: all });
    expect(findings.map(({ rule }) => rule).sort()).toEqual(["document-unreadable", "suppression-unknown"]);
    expect(summary).toMatchObject({ baselined: 0, unreadable: 1, stale: 2 });
  });
});

describe("an entry that matches nothing", () => {
  test("is stale where the input holds its object, and absent where it does not", () => {
    const baseline = known(`${pod("web", "gone")}---\n${pod("api", "lost")}`, { namespace: "shop" });
    const { unmatched, summary } = run(pod("web"), { baseline, namespace: "shop" });
    expect(unmatched?.stale.map(({ resource }) => resource)).toEqual(["Pod/shop/web"]);
    expect(unmatched?.absent.map(({ resource }) => resource)).toEqual(["Pod/shop/api"]);
    expect(summary).toMatchObject({ stale: 1, baselined: 0 });
  });

  test("is left alone where its rule is off, or of a profile that is not on", () => {
    const baseline = known(pod("web", "gone"));
    const off = new Map([["volume-mount-not-found", { severity: "off" as const, options: {} }]]);
    expect(run(pod("web"), { baseline, config: config({ rules: off }) }).unmatched).toEqual({ stale: [], absent: [] });

    const rules = RULES.map((rule) => (rule.id === "volume-mount-not-found" ? advice(rule) : rule));
    expect(run(pod("web"), { baseline, rules }).unmatched).toEqual({ stale: [], absent: [] });
    expect(run(pod("web"), { baseline, rules, profiles: ["advice"] }).summary.stale).toBe(1);
  });

  test("is in use where only the profile of its problem is not on", () => {
    const rule = speaking([{ profile: "advice" }]);
    const baseline = known(pod("web"), { rules: [rule], profiles: ["advice"] });
    expect(baseline.entries).toHaveLength(1);
    const { summary, findings } = run(pod("web"), { rules: [rule], baseline });
    expect({ findings, baselined: summary.baselined, stale: summary.stale }).toEqual({
      findings: [],
      baselined: 0,
      stale: 0,
    });
  });

  test("is left alone where its rule finds more than is listed: nobody has looked at the rest", () => {
    const rule = speaking(Array.from({ length: 10_050 }, (_, index) => ({ names: [String(index)] })));
    const entry = { rule: rule.id, resource: "Pod/web", message: "x", fingerprint: "0".repeat(16) };
    const { summary } = run(pod("web"), { rules: [rule], baseline: { entries: [entry] } });
    expect(summary).toMatchObject({ error: 10_050, unlisted: 50, stale: 0 });
  });
});

test("without a baseline nothing is said of one", () => {
  const report = run(pod("web", "gone"));
  expect(report).not.toHaveProperty("unmatched");
  expect(report.summary).toMatchObject({ baselined: 0, stale: 0 });
});

const advice = <R extends object>(rule: R): R => ({ ...rule, profile: "advice" });

/** A rule that has these problems with every Pod. */
const speaking = (problems: readonly { profile?: "advice"; names?: readonly string[] }[]): AnyRule => ({
  id: "spoken",
  summary: "It speaks.",
  rationale: "It can.",
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  examples: [],
  on: "resource",
  *check(resource) {
    for (const problem of problems)
      yield { at: resource.node.get("spec").get("containers").items()[0]!, message: "m", names: [], ...problem };
  },
});
