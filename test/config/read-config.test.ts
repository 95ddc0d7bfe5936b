import { describe, expect, it } from "vitest";
import { NO_CONFIG } from "../../src/config/config.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { readSource } from "../../src/yaml/source.ts";
import { configOf, problemsOf } from "./registry.ts";

/** Ample for what takes a second or two, and far too little for what grows with the square. */
const LINEAR = { timeout: 30_000 };

describe("a config that can be used", () => {
  it("is read whole", () => {
    const config = configOf(`
rules:
  key-duplicate: error
  init-container-chown:
    severity: info
    only: { kinds: [StatefulSet], hooks: [test] }
    except: { names: ["*-migration"], namespaces: [a], containers: [b] }
  storage-class-fstype-missing: { drivers: [a, b], level: high, limit: 3, share: 0.25, strict: true, title: x }
profile: [security, advice]
ignore:
  - rule: fs-group-missing
    kind: StatefulSet
    name: legacy-*
    namespace: a
    container: b
    path: vendor/**
    reason: because
    expires: 2028-02-29
known:
  - { kind: Service, name: web, namespace: a, ports: [http, 80] }
  - { kind: ConfigMap, name: ca, keys: [ca.crt] }
  - { kind: StorageClass, name: fast, provisioner: driver, fstype: ext4 }
namespace: monitoring
kubeVersion: v1.34.2
`);
    expect(config.rules).toEqual(
      new Map([
        ["key-duplicate", { severity: "error", options: {} }],
        [
          "init-container-chown",
          {
            severity: "info",
            only: { kinds: ["StatefulSet"], hooks: ["test"] },
            except: { names: ["*-migration"], namespaces: ["a"], containers: ["b"] },
            options: {},
          },
        ],
        [
          "storage-class-fstype-missing",
          { options: { drivers: ["a", "b"], level: "high", limit: 3, share: 0.25, strict: true, title: "x" } },
        ],
      ]),
    );
    expect(config.profiles).toEqual(["security", "advice"]);
    const [{ at, ...entry } = { at: undefined }] = config.ignore;
    expect(entry).toEqual({
      rule: "fs-group-missing",
      kind: "StatefulSet",
      name: "legacy-*",
      namespace: "a",
      container: "b",
      path: "vendor/**",
      reason: "because",
      expires: "2028-02-29",
    });
    expect(at?.locate()?.start).toEqual({ line: 11, column: 5 });
    expect(config.known).toEqual([
      { kind: "Service", name: "web", namespace: "a", ports: ["http", 80] },
      { kind: "ConfigMap", name: "ca", keys: ["ca.crt"] },
      { kind: "StorageClass", name: "fast", provisioner: "driver", fstype: "ext4" },
    ]);
    expect(config.namespace).toBe("monitoring");
    expect(config.kubernetes).toEqual({ minor: 34 });
  });

  it.each(["", "\n", "# nothing but a comment\n", "---\n", "~\n"])("says nothing where the file is %j", (text) => {
    expect(configOf(text)).toEqual(NO_CONFIG);
  });

  it("may leave collections empty, as when all in them is commented out", () => {
    expect(configOf("rules:\n  # key-duplicate: off\nignore:\nknown: []\n")).toEqual(NO_CONFIG);
  });

  it.each(["off", '"off"', "'off'", "!!str off", "&switch off"])(
    "switches a rule off with %s, though YAML 1.1 has a boolean there",
    (off) => {
      expect(configOf(`rules: { key-duplicate: ${off} }`).rules.get("key-duplicate")?.severity).toBe("off");
    },
  );

  it("takes names that YAML 1.1 has for booleans as they are written", () => {
    expect(configOf("namespace: on\n").namespace).toBe("on");
  });

  it("may hold 150,000 entries", LINEAR, () => {
    const entries = Array.from(
      { length: 150_000 },
      (_, n) => `  - { rule: key-duplicate, kind: Kind${n}, reason: x }\n`,
    );
    const { ignore } = configOf(`ignore:\n${entries.join("")}`);
    expect(ignore).toHaveLength(150_000);
    expect(ignore[149_999]?.at.locate()?.start).toEqual({ line: 150_001, column: 5 });
  });

  it("may let the documents of a path be unreadable", () => {
    const { ignore } = configOf("ignore:\n  - { rule: document-unreadable, path: vendor/**, reason: x }\n");
    expect(ignore[0]?.path).toBe("vendor/**");
  });

  it("takes one profile without a list", () => {
    expect(configOf("profile: all").profiles).toEqual(["all"]);
  });

  it.each([
    ["1.30", 30],
    ['"1.30"', 30],
    ["1.25", 25],
    ["1.37", 37],
    ["v1.33.1-eks-1", 33],
  ])("reads the version %s as it is written", (written, minor) => {
    expect(configOf(`kubeVersion: ${written}`).kubernetes).toEqual({ minor });
  });

  it("reads the platform; without one the command's default holds", () => {
    expect(configOf("platform: openshift").platform).toBe("openshift");
    expect(configOf("namespace: a").platform).toBeUndefined();
  });
});

describe("a problem of a config", () => {
  it.each<[string, string, readonly string[]]>([
    ["an unknown key", "profil: security\n", ['1:1-7 unknown key "profil" (did you mean "profile"?)']],
    [
      "an unknown key like no other",
      "colour: red\n",
      [
        '1:1-7 unknown key "colour" (the keys here are rules, profile, ignore, known, namespace, kubeVersion, platform, baseline)',
      ],
    ],
    [
      "an unknown rule",
      "rules:\n  volume-mount-notfound: off\n",
      [
        '2:3-24 unknown rule "volume-mount-notfound" (did you mean "volume-mount-not-found"? "plimsoll rules" lists every rule)',
      ],
    ],
    [
      "a rule by the name of a member of every object",
      "rules:\n  constructor: off\n",
      ['2:3-14 unknown rule "constructor" ("plimsoll rules" lists every rule)'],
    ],
    [
      "an unknown severity",
      "rules:\n  key-duplicate: errors\n  fs-group-missing: { severity: loud }\n",
      [
        '2:18-24 unknown severity "errors" (did you mean "error"?)',
        '3:33-37 unknown severity "loud" (choose from off, info, warning, error)',
      ],
    ],
    [
      "a boolean for a severity",
      "rules:\n  key-duplicate: true\n",
      ['2:18-22 "rules.key-duplicate" must be off, info, warning, error or a mapping, not the boolean true'],
    ],
    [
      "a rule with nothing behind it",
      "rules:\n  key-duplicate:\n",
      ['2:3-16 "rules.key-duplicate" must be off, info, warning, error or a mapping, not empty'],
    ],
    [
      "a switch for what tells of unread documents",
      "rules:\n  document-unreadable: off\n",
      ['2:24-27 unknown severity "off" (files that may be unreadable are named by the "path" of an entry of "ignore")'],
    ],
    [
      "a key that a rule's mapping does not have",
      "rules:\n  key-duplicate:\n    sevrity: off\n",
      ['3:5-12 unknown key "sevrity" (did you mean "severity"?)'],
    ],
    [
      "a selector's key in the singular",
      "rules:\n  key-duplicate:\n    only: { kind: [Job] }\n",
      ['3:13-17 unknown key "kind" (did you mean "kinds"?)'],
    ],
    [
      "a selector that selects nothing",
      "rules:\n  key-duplicate:\n    only: {}\n    except: { kinds: [] }\n",
      [
        '3:11-13 "rules.key-duplicate.only" is empty (name something in it, or remove it)',
        '4:22-24 "rules.key-duplicate.except.kinds" is empty (name something in it, or remove it)',
      ],
    ],
    [
      "text for a list",
      "rules:\n  key-duplicate:\n    only: { kinds: Job }\n",
      ['3:20-23 "rules.key-duplicate.only.kinds" must be a list, not "Job"'],
    ],
    [
      "options of the wrong type",
      "rules:\n  storage-class-fstype-missing:\n    limit: 10\n    level: middle\n    strict: yes\n    drivers: [1]\n    share: x\n",
      [
        '3:12-14 "rules.storage-class-fstype-missing.limit" must be a whole number from 1 up to 9, not the number 10',
        '4:12-18 unknown value "middle" (choose from low, high)',
        '5:13-16 "rules.storage-class-fstype-missing.strict" must be true or false, not "yes"',
        '6:15-16 "rules.storage-class-fstype-missing.drivers[0]" must be text, not the number 1 (put quotes around it: "1")',
        '7:12-13 "rules.storage-class-fstype-missing.share" must be a number, not "x"',
      ],
    ],
    [
      "an unknown profile",
      "profile: [security, strict]\n",
      ['1:21-27 unknown profile "strict" (choose from default, security, reliability, advice, all)'],
    ],
    [
      "an entry without rule and reason",
      "ignore:\n  - kind: Job\n",
      [
        '2:5-9 "ignore[0]" has no "rule" (for example "rule: init-container-chown")',
        '2:5-9 "ignore[0]" has no "reason" (for example "reason: replaced in the next release of the chart")',
      ],
    ],
    [
      "a reason that says nothing",
      'ignore:\n  - rule: key-duplicate\n    reason: " "\n',
      ['3:13-16 "ignore[0].reason" is empty'],
    ],
    [
      "an entry for an unknown rule",
      "ignore:\n  - rule: key-duplicates\n    reason: x\n",
      ['2:11-25 unknown rule "key-duplicates" (did you mean "key-duplicate"? "plimsoll rules" lists every rule)'],
    ],
    [
      "a day that no calendar has",
      "ignore:\n  - rule: key-duplicate\n    reason: x\n    expires: 2027-02-29\n",
      ['4:14-24 "ignore[0].expires" must be a day such as 2027-01-31, not "2027-02-29"'],
    ],
    [
      "a number for a name",
      "known:\n  - { kind: Service, name: 8080 }\n",
      ['2:28-32 "known[0].name" must be text, not the number 8080 (put quotes around it: "8080")'],
    ],
    [
      "a number for a namespace",
      "namespace: 8080\n",
      [
        '1:12-16 "namespace" must be a DNS label of up to 63 lower-case letters, digits and inner hyphens, not the number 8080 (put quotes around it: "8080")',
      ],
    ],
    [
      "a number that quotes would not make a namespace",
      "namespace: 1.5\n",
      [
        '1:12-15 "namespace" must be a DNS label of up to 63 lower-case letters, digits and inner hyphens, not the number 1.5',
      ],
    ],
    [
      "a namespace that the API server would refuse, of the release and of a known object",
      "namespace: Team_A\nknown:\n  - { kind: Secret, name: a, namespace: -b }\n",
      [
        '1:12-18 "namespace" must be a DNS label of up to 63 lower-case letters, digits and inner hyphens, not "Team_A"',
        '3:41-43 "known[0].namespace" must be a DNS label of up to 63 lower-case letters, digits and inner hyphens, not "-b"',
      ],
    ],
    [
      "an entry that would silence what tells of unread documents, but names no path",
      "ignore:\n  - rule: key-duplicate\n    reason: x\n  - rule: document-unreadable\n    reason: x\n",
      ['4:5-9 "ignore[1]" has no "path", which document-unreadable needs (for example "path: vendor/**")'],
    ],
    [
      "misspelt kinds",
      "rules:\n  key-duplicate:\n    only: { kinds: [Job, Configmap] }\n    except: { kinds: [Statefulsets] }\nignore:\n  - rule: key-duplicate\n    kind: Depolyment\n    reason: x\n",
      [
        '3:26-35 "rules.key-duplicate.only.kinds[1]" must be a kind, not "Configmap" (did you mean "ConfigMap"?)',
        '4:23-35 "rules.key-duplicate.except.kinds[0]" must be a kind, not "Statefulsets" (did you mean "StatefulSet"?)',
        '7:11-21 "ignore[0].kind" must be a kind, not "Depolyment" (did you mean "Deployment"?)',
      ],
    ],
    [
      "a number for a kind",
      "ignore:\n  - { rule: key-duplicate, reason: x, kind: 5 }\n",
      ['2:45-46 "ignore[0].kind" must be a kind, not the number 5 (put quotes around it: "5")'],
    ],
    [
      "a port out of range",
      "known:\n  - { kind: Service, name: a, ports: [0] }\n",
      ['2:39-40 "known[0].ports[0]" must be a whole number from 1 up to 65535, not the number 0'],
    ],
    [
      "a version out of range",
      "kubeVersion: 1.20\n",
      ['1:14-18 "kubeVersion" must be a version of Kubernetes from 1.25 to 1.37, not the number 1.20'],
    ],
    [
      "a platform that is not known",
      "platform: OpenShift\n",
      ['1:11-20 unknown platform "OpenShift" (did you mean "openshift"?)'],
    ],
    [
      "no version at all",
      "kubeVersion: latest\n",
      ['1:14-20 "kubeVersion" must be a version of Kubernetes from 1.25 to 1.37, not "latest"'],
    ],
  ])("has a place and a remedy: %s", (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  it("is a config that is no mapping", () => {
    expect(problemsOf("- rules\n")).toEqual([
      expect.stringMatching(/^1:1-.* the config must be a mapping, not a list$/),
    ]);
  });

  it("is each document beyond the first, where it begins; the first is checked all the same", () => {
    expect(problemsOf("profil: a\n---\n# empty\n---\nnamespace: b\n")).toEqual([
      '1:1-7 unknown key "profil" (did you mean "profile"?)',
      expect.stringMatching(
        /^5:1-.* the config holds more than one document \(remove this one, or the "---" above it\)$/,
      ),
    ]);
  });

  it("does not hide the others, which come in the order of the text", () => {
    expect(problemsOf("namespace: []\nrules: 5\nprofil: x\n").map((problem) => problem.split(" ")[0])).toEqual([
      "1:12-14",
      "2:8-9",
      "3:1-7",
    ]);
  });

  it("is the reader's refusal", () => {
    expect(problemsOf("rules: [\n---\n\tnamespace: a\n")).toEqual([
      '1:8-9 "[" is never closed (write the "]" that closes it, or put the text in quotes)',
      '3:1-2 the config holds more than one document (remove this one, or the "---" above it)',
    ]);
  });

  it("is a key that stands twice, with the line of the first", () => {
    const help = "(remove one of them: which one counts differs from reader to reader)";
    expect(problemsOf("namespace: a\nrules:\n  key-duplicate: off\n  key-duplicate: info\nnamespace: b\n")).toEqual([
      `4:3-16 "rules.key-duplicate" stands twice, first in line 3 ${help}`,
      `5:1-10 "namespace" stands twice, first in line 1 ${help}`,
    ]);
  });

  it("has its place in a file with a byte order mark and carriage returns", () => {
    expect(problemsOf("\uFEFFnamespace: a\r\nprofile: al\r\n")).toEqual([
      '2:10-12 unknown profile "al" (did you mean "all"?)',
    ]);
  });

  it("stands at the alias where the value is written elsewhere", () => {
    expect(problemsOf("rules:\n  key-duplicate: &same loud\n  fs-group-missing: *same\n")).toEqual([
      '2:24-28 unknown severity "loud" (choose from off, info, warning, error)',
      '3:21-26 unknown severity "loud" (choose from off, info, warning, error)',
    ]);
  });

  it("is one of at most 20, in the order of the text; how many more there are is told at the next", () => {
    const unknown = (count: number): string => Array.from({ length: count }, (_, n) => `  rule-${n}: off\n`).join("");
    expect(problemsOf(`rules:\n${unknown(20)}`)).toHaveLength(20);
    const problems = problemsOf(`rules:\n${unknown(23)}---\nnamespace: a\n`);
    expect(problems.map((problem) => Number(problem.split(":")[0]))).toEqual(
      Array.from({ length: 21 }, (_, n) => n + 2),
    );
    expect(problems[19]).toBe('21:3-10 unknown rule "rule-19" ("plimsoll rules" lists every rule)');
    expect(problems[20]).toBe("22:3-10 from here on the config has 4 more problems");
    expect(problemsOf(`rules:\n${unknown(21)}`).at(-1)).toBe("22:3-10 from here on the config has 1 more problem");
  });

  it("is counted, though not placed, where there are hundreds of thousands", LINEAR, () => {
    const entries = "  - { rule: key-duplicates, kind: Configmap, why: x }\n".repeat(150_000);
    const problems = problemsOf(`ignore:\n${entries}`);
    expect(problems).toHaveLength(21);
    expect(problems[20]).toBe("7:5-54 from here on the config has 599980 more problems");
  });

  it("is counted for each document too many", () => {
    const problems = problemsOf("namespace: a\n---\n".repeat(5000));
    expect(problems[0]).toMatch(/^3:1-.* the config holds more than one document/);
    expect(problems.at(-1)).toMatch(/^43:1-.* from here on the config has 4979 more problems$/);
  });

  it("quotes no more of a hostile text than its beginning", () => {
    const [problem = ""] = problemsOf(`profile: ${"x".repeat(100_000)}\n`);
    expect(problem).toContain(`unknown profile "${"x".repeat(57)}..."`);
    expect(problem.length).toBeLessThan(300);
  });
});

it("a rule whose option has a schema that the config cannot check is a mistake of the rule's author", () => {
  const options = { properties: { x: { type: "string", pattern: "^a" } }, defaults: { x: "a" } };
  const source = readSource("plimsoll.yaml", new TextEncoder().encode("namespace: a"));
  expect(() => readConfig(source, [{ id: "a", summary: "A.", options }])).toThrow('the keyword "pattern"');
});
