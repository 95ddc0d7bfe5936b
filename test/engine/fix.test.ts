import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_CONFIG } from "../../src/config/config.ts";
import {
  defineRule,
  type FixOptions,
  type FixOutcome,
  fix,
  lint,
  type Node,
  type Patch,
  type RunRule,
  readSource,
} from "../../src/index.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);
const fixed = (text: string, options: FixOptions = {}): FixOutcome =>
  fix([{ file: "t.yaml", bytes: bytes(text) }], options);
const textOf = ({ changed }: FixOutcome): string | undefined =>
  changed[0] && Buffer.from(changed[0].bytes).toString("utf8");
const reasons = ({ refused }: FixOutcome): readonly string[] => refused.map(({ reason }) => reason);

const configMap = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${data}`;

/** A rule that finds each entry of a ConfigMap's data whose value is `wrong`. */
const rule = (id: string, wrong: string, patchesOf: (name: string) => Patchwork): RunRule =>
  defineRule({
    ...RULE,
    id,
    on: "resource",
    *check(resource) {
      const data = (resource.node as Node).get("data");
      for (const { name, value } of data.entries())
        if (value.text === wrong)
          yield {
            at: value,
            message: `${name} is wrong`,
            names: [name],
            help: "mend it",
            fix: { patches: [patchesOf(name)(data)], safe: true },
          };
    },
  }) as RunRule;
type Patchwork = (data: Node) => Patch;
const RULE = {
  summary: "It is wrong.",
  rationale: "So.",
  topic: "yaml",
  severity: "warning",
  profile: "default",
  since: "0.1.0",
  examples: [],
} as const;

const set =
  (name: string, to: string): Patchwork =>
  (data) => ({ set: data.get(name), to });

describe("a fix", () => {
  test("is made where it removes its finding", () => {
    const outcome = fixed(configMap("  debug: yes # why\n  level: info\n"));
    expect(textOf(outcome)).toBe(configMap('  debug: "yes" # why\n  level: info\n'));
    expect(outcome.applied.map(({ rule: id, location }) => `${id} ${location.start.line}`)).toEqual([
      "value-not-text 5",
    ]);
    expect(outcome.report.findings).toEqual([]);
    expect([outcome.refused, outcome.advised, outcome.unsafe]).toEqual([[], [], []]);
  });

  test("changes nothing else: byte order mark, line ends of Windows, and no break at the end", () => {
    const text = `\ufeff${configMap("  a: é🚢 # é\n  b: yes\n  c: 1").replaceAll("\n", "\r\n")}`;
    expect(textOf(fixed(text))).toBe(text.replace("yes", '"yes"').replace("c: 1", 'c: "1"'));
  });

  test("is made in every document and file that has one, and only those files change", () => {
    const one = configMap("  a: 1\n");
    const outcome = fix([
      { file: "b.yaml", bytes: bytes(`${one}---\n${one.replace("name: a", "name: b")}`) },
      { file: "c.yaml", bytes: bytes(one.replace("name: a", "name: c").replace("a: 1", "a: x")) },
      { file: "d.yaml", bytes: bytes(one.replace("name: a", "name: d")) },
    ]);
    expect(outcome.changed.map(({ file }) => file)).toEqual(["b.yaml", "d.yaml"]);
    expect(outcome.applied.map(({ location }) => `${location.file}:${location.start.line}`)).toEqual([
      "b.yaml:5",
      "b.yaml:11",
      "d.yaml:5",
    ]);
  });

  test("waits for --unsafe where it is unsafe", () => {
    const text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  sum: 1.5e+06\n";
    const careful = fixed(text);
    expect(textOf(careful)).toBeUndefined();
    expect(careful.unsafe.map(({ rule: id }) => id)).toEqual(careful.report.findings.map(({ rule: id }) => id));
    expect(careful.unsafe).toHaveLength(1);
    const bold = fixed(text, { unsafe: true });
    expect(textOf(bold)).toContain('sum: "1500000"');
    expect(bold.report.findings).toEqual([]);
  });

  test("is not made of text that an alias repeats, unless unsafe ones are", () => {
    const text = configMap("  a: &x 1\n  b: *x\n");
    const careful = fixed(text);
    expect(textOf(careful)).toBeUndefined();
    expect(careful.unsafe.map(({ location }) => location.start.line)).toEqual([5]);
    expect(textOf(fixed(text, { unsafe: true }))).toBe(configMap('  a: &x "1"\n  b: *x\n'));
  });

  test("is made for the named rules alone", () => {
    const text = configMap("  a: 1\n  b: yes\n");
    expect(textOf(fixed(text, { only: ["key-duplicate"] }))).toBeUndefined();
    expect(textOf(fixed(text, { only: ["value-not-text"] }))).toBe(configMap('  a: "1"\n  b: "yes"\n'));
  });

  test("is not made of what is silenced", () => {
    const outcome = fixed(configMap("  a: 1 # plimsoll: allow value-not-text -- meant\n  b: 2\n"));
    expect(textOf(outcome)).toBe(configMap('  a: 1 # plimsoll: allow value-not-text -- meant\n  b: "2"\n'));
    const ignored = fixed(configMap("  a: 1\n"), {
      config: { ...NO_CONFIG, rules: new Map([["value-not-text", { severity: "off", options: {} }]]) },
    });
    expect(textOf(ignored)).toBeUndefined();
  });
});

describe("an object's name", () => {
  const named = (name: string, data = "  a: [x]\n") => configMap(data).replace("{name: a}", `{name: ${name}}`);
  test("may be fixed, although all else that is found in the object is found under another name then", () => {
    const outcome = fixed(named("1"));
    expect(textOf(outcome)).toBe(named('"1"'));
    expect([outcome.refused, outcome.applied.length]).toEqual([[], 1]);
    expect(outcome.report.findings.map(({ resource }) => resource?.name)).toEqual(["1"]);
  });
  test("may be fixed with its namespace", () => {
    const text = named("1").replace("name: 1", "name: 1, namespace: 2");
    const outcome = fixed(text);
    expect(textOf(outcome)).toBe(text.replace("name: 1, namespace: 2", 'name: "1", namespace: "2"'));
    expect(outcome.refused).toEqual([]);
  });
});

describe("in objects with equal content, which are one,", () => {
  const inputs = (...texts: readonly string[]) =>
    texts.map((text, index) => ({ file: `${index}.yaml`, bytes: bytes(text) }));
  const texts = ({ changed }: FixOutcome) => changed.map(({ bytes: after }) => Buffer.from(after).toString("utf8"));

  test("a fix is made in each file, and nothing is refused", () => {
    const outcome = fix(inputs(configMap("  a: 1\n"), configMap("  a: 1\n"), configMap("  a: 1\n")));
    expect(texts(outcome)).toEqual(Array(3).fill(configMap('  a: "1"\n')));
    expect([outcome.refused, outcome.report.findings]).toEqual([[], []]);
    expect(outcome.applied.map(({ location }) => location.file)).toEqual(["0.yaml", "1.yaml", "2.yaml"]);
  });
  test("a fix is made in each document of a file", () => {
    const one = (value: string) => configMap(`  a: ${value}\n`);
    const outcome = fixed(`${one("1")}---\n${one("1")}`);
    expect(textOf(outcome)).toBe(`${one('"1"')}---\n${one('"1"')}`);
    expect([outcome.refused, outcome.report.findings]).toEqual([[], []]);
  });
  test("what has no fix keeps none back", () => {
    const text = configMap("  a: 1\n  b: [x]\n");
    const outcome = fix(inputs(text, text));
    expect(texts(outcome)).toEqual(Array(2).fill(configMap('  a: "1"\n  b: [x]\n')));
    expect([outcome.refused, outcome.report.findings.length]).toEqual([[], 1]);
  });
  test("a fix that leaves its finding there is refused as ever", () => {
    const rules = [rule("r", "wrong", () => set("b", "y"))];
    const text = configMap("  a: wrong\n  b: x\n");
    const outcome = fix(inputs(text, text), { rules });
    expect(reasons(outcome)).toEqual(["the finding is still there with it"]);
    expect(outcome.changed).toEqual([]);
  });
});

describe("a fix is refused", () => {
  test("where an object is none with it: nothing is found in that", () => {
    const unmaking: RunRule = defineRule({
      ...RULE,
      id: "r",
      on: "resource",
      *check(resource) {
        const kind = (resource.node as Node).get("kind");
        const fix = { patches: [{ rename: kind, to: "sort" }], safe: true };
        yield { at: kind, message: "it is wrong", names: [], help: "mend it", fix };
      },
    }) as RunRule;
    const outcome = fixed(configMap("  a: x\n"), { rules: [unmaking] });
    expect(textOf(outcome)).toBeUndefined();
    expect(reasons(outcome)).toEqual(["an object of Kubernetes is none with it"]);
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n`;
    expect(reasons(fixed(list, { rules: [unmaking] }))).toEqual(["an object of Kubernetes is none with it"]);
  });

  test("where another of its kind takes the finding's place, which is told as new", () => {
    const moving = rule("r", "wrong", (name) => (data) => ({ rename: data.get(name), to: "b" }));
    const outcome = fixed(configMap("  a: wrong\n"), { rules: [moving] });
    expect(textOf(outcome)).toBeUndefined();
    expect(reasons(outcome)).toEqual(["with it, r is reported in t.yaml:5: b is wrong"]);
  });

  test("where a rule lists all that it finds, although another lists only a part", () => {
    const rules = [
      rule("many", "many", (name) => set(name, "right")),
      rule("first", "wrong", (name) => set(name, "worse")),
      rule("second", "worse", (name) => set(name, "worse")),
    ];
    const many = Array.from({ length: 10_001 }, (_, index) => `  k${index}: many\n`).join("");
    const outcome = fixed(configMap(`  a: wrong\n${many}`), { rules, only: ["first"] });
    expect(reasons(outcome)).toEqual(["with it, second is reported in t.yaml:5: a is wrong"]);
    expect(textOf(outcome)).toBeUndefined();
  });
  test("where its finding is still there with it", () => {
    const outcome = fixed(configMap("  a: wrong\n  b: x\n"), { rules: [rule("r", "wrong", () => set("b", "y"))] });
    expect(textOf(outcome)).toBeUndefined();
    expect(outcome.applied).toEqual([]);
    expect(reasons(outcome)).toEqual(["the finding is still there with it"]);
  });

  test("where it brings another finding, which is told with its place", () => {
    const rules = [
      rule("first", "wrong", (name) => set(name, "worse")),
      rule("second", "worse", (name) => set(name, "worse")),
    ];
    const outcome = fixed(configMap("  a: wrong\n"), { rules });
    expect(textOf(outcome)).toBeUndefined();
    expect(reasons(outcome)).toEqual(["with it, second is reported in t.yaml:5: a is wrong"]);
  });

  test("where the file could not be read with it", () => {
    const breaking = rule("r", "wrong", (name) => (data) => ({ rename: data.get(name), to: "x".repeat(2000) }));
    const outcome = fixed(configMap("  a: wrong\n"), { rules: [breaking] });
    expect(textOf(outcome)).toBeUndefined();
    expect(reasons(outcome)).toEqual(["a document could not be read with it"]);
  });

  test("alone: the others of its kind are made", () => {
    const rules = [rule("r", "wrong", (name) => (name === "c" ? set("z", "x") : set(name, "right")))];
    const outcome = fixed(configMap("  a: wrong\n  b: wrong\n  c: wrong\n  d: wrong\n  z: y\n"), { rules });
    expect(textOf(outcome)).toBe(configMap("  a: right\n  b: right\n  c: wrong\n  d: right\n  z: y\n"));
    expect(outcome.refused.map(({ finding }) => finding.message)).toEqual(["c is wrong"]);
    expect(outcome.applied).toHaveLength(3);
  });

  test("where another document of its file cannot be read", () => {
    const outcome = fixed(`${configMap("  a: 1\n")}---\na: [\n`);
    expect(textOf(outcome)).toBeUndefined();
    expect(reasons(outcome)).toEqual(["another document of its file cannot be read"]);
  });

  test("where its file is UTF-16", () => {
    const utf16 = Buffer.from(`\ufeff${configMap("  a: 1\n")}`, "utf16le");
    expect(reasons(fix([{ file: "t.yaml", bytes: utf16 }]))).toEqual(["its file is not UTF-8"]);
  });

  test("after so many trials that something else must be wrong", () => {
    const data = Array.from({ length: 300 }, (_, index) => `  k${index}: wrong\n`).join("");
    const outcome = fixed(configMap(`${data}  z: y\n`), { rules: [rule("r", "wrong", () => set("z", "x"))] });
    expect(outcome.refused).toHaveLength(300);
    expect(new Set(reasons(outcome))).toContain("fixes were tried 200 times: run it again");
  });
});

describe("fixes in one place", () => {
  test("are made one after the other", () => {
    const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a: wrong\n  b: wrong\n";
    const removing = rule("r", "wrong", (name) => (data) => ({ remove: data.get(name) }));
    const outcome = fixed(text, { rules: [removing] });
    expect(textOf(outcome)).toBe("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {}\n");
    expect(outcome.applied.map(({ message }) => message)).toEqual(["a is wrong", "b is wrong"]);
  });
});

test("fields that are taken out together leave no null behind, whatever stands between them", () => {
  const removing = rule("r", "wrong", (name) => (data) => ({ remove: data.get(name) }));
  const outcome = fixed(configMap("  a: wrong\n\n  # of nothing\n\n  b: wrong\n"), { rules: [removing] });
  expect(textOf(outcome)).toMatch(/\ndata: \{\}\n/);
  expect(outcome.applied).toHaveLength(2);
});

describe("patches of one fix", () => {
  const patched = (text: string, patches: readonly Patchwork[]): FixOutcome => {
    const together: RunRule = defineRule({
      ...RULE,
      id: "r",
      on: "resource",
      *check(resource) {
        const data = (resource.node as Node).get("data");
        const fix = { patches: patches.map((patch) => patch(data)), safe: true };
        if (data.get("a").text === "wrong") yield { at: data, message: "it is wrong", names: [], help: "mend it", fix };
      },
    }) as RunRule;
    return fixed(configMap(text), { rules: [together] });
  };
  const remove =
    (...names: readonly (string | number)[]): Patchwork =>
    (data) => ({ remove: names.reduce<Node>((at, name) => at.child(name) as Node, data) });

  test("are made together, each in its place", () => {
    const rename: Patchwork = (data) => ({ rename: data.get("b"), to: "c" });
    const outcome = patched("  a: wrong\n  b: x\n  l: [x, y]\n", [
      set("a", "right"),
      rename,
      remove("l", 0),
      remove("b2"),
    ]);
    expect(outcome.report.findings.map((finding) => finding.fix)).toEqual([undefined]);
    const made = patched("  a: wrong\n  b: x\n  l: [x, y]\n", [set("a", "right"), rename, remove("l", 0)]);
    expect(textOf(made)).toBe(configMap("  a: right\n  c: x\n  l: [y]\n"));
  });
  test.each<[string, string, readonly Patchwork[]]>([
    ["all items of a list", "  a: wrong\n  l:\n  - x\n\n  - y\n", [remove("l", 0), remove("l", 1)]],
    ["the last items of a list in brackets", "  a: wrong\n  l: [x, y, z]\n", [remove("l", 1), remove("l", 2)]],
    ["all fields of a mapping", "  a: wrong\n  b: x\n", [remove("a"), remove("b")]],
    ["a mapping and what it holds", "  a: wrong\n  m:\n    x: y\n    z: y\n", [remove("m", "x"), remove("m")]],
    ["a field and its value", "  a: wrong\n  b: x\n", [remove("a"), set("a", "right")]],
  ])("are none where they are in each other's way: %s", (_, text, patches) => {
    const outcome = patched(text, patches);
    expect(outcome.changed).toEqual([]);
    expect(outcome.report.findings.map((finding) => finding.fix)).toEqual([undefined]);
  });
});

describe("what is not edited is told", () => {
  const source = "---\n# Source: shop/templates/config.yaml\n";
  test("of what Helm has rendered, with its template", () => {
    const outcome = fixed(`${source}${configMap("  a: 1\n")}`);
    expect(textOf(outcome)).toBeUndefined();
    expect(outcome.advised.map(({ origin }) => origin?.template?.file)).toEqual(["shop/templates/config.yaml"]);
  });
  test("of the whole file that holds something rendered", () => {
    expect(fixed(`${configMap("  a: 1\n")}${source}a: 1\n`).advised).toHaveLength(1);
  });
  test("of what is no file", () => {
    const outcome = fix([{ file: "<stdin>", bytes: bytes(configMap("  a: 1\n")), isEditable: false }]);
    expect([outcome.changed, outcome.advised.length]).toEqual([[], 1]);
  });
  test("unsafe fixes too: nobody makes them unseen", () => {
    const text = `${source}apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  sum: 1.5e+06\n`;
    expect(fixed(text).advised.map(({ fix: its }) => its?.safe)).toEqual([false]);
  });
});

test("of a rule that lists only a part of what it finds, a run fixes the rest as well", () => {
  const rules = [rule("many", "many", (name) => set(name, "right"))];
  const many = Array.from({ length: 12_000 }, (_, index) => `  k${index}: many\n`).join("");
  const outcome = fixed(configMap(many), { rules });
  expect(textOf(outcome)).toBe(configMap(many.replaceAll("many", "right")));
  expect([outcome.applied.length, outcome.refused]).toEqual([12_000, []]);
});

test("a run fixes all there is to fix: the next one has nothing to do", () => {
  const value = fc.constantFrom("yes", "1", "x", '"y"', "~", "0x1F", "{a: 1}", "1e3");
  const data = fc.array(value, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(data, fc.boolean(), (values, isCrLf) => {
      const lines = configMap(values.map((one, index) => `  k${index}: ${one} # ${index}\n`).join(""));
      const text = isCrLf ? lines.replaceAll("\n", "\r\n") : lines;
      const first = fixed(text, { unsafe: true, profiles: ["all"] });
      const wrongs = lint([readSource("t.yaml", bytes(text))], { profiles: ["all"] }).findings;
      const fixable = wrongs.filter((finding) => finding.fix).map(({ location }) => location.start.line);
      expect(first.applied.map(({ location }) => location.start.line)).toEqual(fixable);
      // A mapping in place of text has no fix, nor has a null.
      expect(fixable).toHaveLength(values.filter((one) => !["x", '"y"', "{a: 1}", "~"].includes(one)).length);
      expect([first.refused, first.advised, first.unsafe]).toEqual([[], [], []]);
      expect(first.report.findings.filter((finding) => finding.fix)).toEqual([]);
      const after = textOf(first) ?? text;
      const second = fixed(after, { unsafe: true, profiles: ["all"] });
      expect(second.applied).toEqual([]);
      expect(second.report).toEqual(first.report);
      // Only values may differ.
      const frame = (whole: string) => whole.replace(/(k\d+: ).*?( # )/g, "$1$2");
      expect(frame(after)).toBe(frame(text));
    }),
  );
});
