import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configSchema } from "../../src/config/config-schema.ts";
import { problemsOf, RULES } from "./registry.ts";

const schema = configSchema(RULES) as Record<string, unknown>;
// Strict, and without formats: a keyword or a format that JSON Schema leaves open would not compile.
const ajv = new Ajv2020({ strict: true });
const validate = ajv.compile(schema);

const entry = (fields: string): string => `ignore:\n  - { rule: key-duplicate, reason: x, ${fields} }\n`;
const option = (field: string): string => `rules: { storage-class-fstype-missing: { ${field} } }\n`;

const ACCEPTED = [
  "",
  "rules:\nignore:\nknown:\n",
  "rules: {}\n",
  "rules: { key-duplicate: off, fs-group-missing: info }\n",
  "rules: { document-unreadable: warning }\n",
  "rules: { key-duplicate: { severity: off } }\n",
  "rules: { key-duplicate: { only: { kinds: [Job], names: [a], namespaces: [b], containers: [c], hooks: [d] } } }\n",
  option("drivers: [a]"),
  option("drivers: []"),
  option("drivers: "),
  option("level: high"),
  option("limit: 9"),
  option("share: 0.1"),
  option("strict: false"),
  option("title: on"),
  "profile: advice\n",
  "profile: [default, all]\n",
  "ignore: []\n",
  entry("kind: Job, name: a, namespace: b, container: c, path: d, expires: 2028-02-29"),
  "ignore: [ { rule: document-unreadable, path: vendor/**, reason: x } ]\n",
  entry("kind: Prometheus"),
  entry('kind: "*Set"'),
  "known:\n  - { kind: Service, name: a, namespace: b, ports: [http, 80] }\n",
  "known:\n  - { kind: StorageClass, name: a, provisioner: b, fstype: c, keys: [d] }\n",
  "namespace: yes\n",
  "namespace: a\n",
  'namespace: "8080"\n',
  `namespace: ${"a".repeat(63)}\n`,
  "kubeVersion: 1.30\n",
  'kubeVersion: "v1.37.1+k3s1"\n',
  "platform: kubernetes\n",
  "platform: openshift\n",
];

const REFUSED = [
  "- a\n",
  "text\n",
  "rule: {}\n",
  "rules: []\n",
  "rules: { nothing: off }\n",
  "rules: { key-duplicate: }\n",
  "rules: { key-duplicate: true }\n",
  "rules: { key-duplicate: fatal }\n",
  "rules: { key-duplicate: {} }\n",
  "rules: { key-duplicate: [off] }\n",
  "rules: { key-duplicate: { severity: } }\n",
  "rules: { key-duplicate: { only: {} } }\n",
  "rules: { key-duplicate: { except: { names: [] } } }\n",
  "rules: { key-duplicate: { except: { names: [1] } } }\n",
  "rules: { key-duplicate: { limit: 3 } }\n",
  "rules: { document-unreadable: off }\n",
  "rules: { document-unreadable: { only: { kinds: [Job] } } }\n",
  option("drivers: a"),
  option("level: none"),
  option("level: "),
  option("limit: 0"),
  option("limit: 1.5"),
  option("share: half"),
  option("strict: yes"),
  option('title: ""'),
  "profile:\n",
  "profile: []\n",
  "profile: none\n",
  "ignore: {}\n",
  "ignore: [ {} ]\n",
  "ignore: [ null ]\n",
  "ignore: [ { rule: key-duplicate } ]\n",
  "ignore: [ { reason: x } ]\n",
  'ignore: [ { rule: key-duplicate, reason: "" } ]\n',
  entry("kinds: [Job]"),
  entry("kind: "),
  entry("expires: tomorrow"),
  entry("expires: 2027-1-1"),
  entry("expires: 2027-13-01"),
  "ignore: [ { rule: document-unreadable, reason: x } ]\n",
  "ignore: [ { rule: document-unreadable, reason: x, kind: Job } ]\n",
  "ignore: [ { rule: document-unreadable, reason: x, path: } ]\n",
  entry("expires: 2027-00-01"),
  entry("expires: 2027-01-32"),
  entry("expires: 2027-01-00"),
  "known: [ { kind: Service } ]\n",
  "known: [ { kind: Service, name: a, namespace: B } ]\n",
  "known: [ { kind: Service, name: a, ports: [0] } ]\n",
  "known: [ { kind: Service, name: a, ports: [65536] } ]\n",
  "known: [ { kind: Service, name: a, ports: [true] } ]\n",
  "namespace: 5\n",
  'namespace: ""\n',
  "namespace: Team\n",
  "namespace: a.b\n",
  "namespace: a_b\n",
  "namespace: -a\n",
  "namespace: a-\n",
  "namespace: é\n",
  'namespace: "a\\n"\n',
  `namespace: ${"a".repeat(64)}\n`,
  "namespace: true\n",
  "namespace:\n",
  "kubeVersion: 1.24\n",
  "kubeVersion: 2\n",
  'kubeVersion: "1.38"\n',
  "kubeVersion: latest\n",
  "platform: okd\n",
  "platform: [openshift]\n",
  "platform:\n",
];

/** As editors read it: in YAML 1.2 off is text. */
const asEditor = (text: string): unknown => parse(text) ?? null;

describe("the JSON Schema of the config", () => {
  it.each(ACCEPTED)("accepts what Plimsoll accepts: %s", (text) => {
    expect(problemsOf(text)).toEqual([]);
    expect(validate(asEditor(text)), ajv.errorsText(validate.errors)).toBe(true);
  });

  it.each(REFUSED)("refuses what Plimsoll refuses: %s", (text) => {
    expect(problemsOf(text)).not.toEqual([]);
    expect(validate(asEditor(text))).toBe(false);
  });

  it.each([
    entry("expires: 2027-02-29"),
    entry("expires: 2027-04-31"),
    entry("kind: Configmap"),
    "rules: { key-duplicate: { only: { kinds: [pods] } } }\n",
  ])("accepts a day or a kind that only looks right, which Plimsoll refuses: %s", (text) => {
    expect(problemsOf(text)).toHaveLength(1);
    expect(validate(asEditor(text))).toBe(true);
  });

  it("and Plimsoll agree about configs made of parts that fit and parts that do not", () => {
    const scalar = fc.constantFrom("off", "info", "high", "2027-01-31", "", 5, 1.34, true, null);
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }));
    const part = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2 });
    const ids = fc.constantFrom(...RULES.map(({ id }) => id), "key-duplicated");
    const setting = fc.oneof(
      scalar,
      part("severity", "level", "limit", "drivers", "strict"),
      fc.record({ only: part("kinds", "names", "kind") }),
    );
    const entry = fc.record({ rule: ids, reason: value, expires: value, path: value }, { requiredKeys: ["rule"] });
    const object = fc.record({ kind: scalar, name: scalar, ports: value, keys: value }, { requiredKeys: ["kind"] });
    const config = fc.oneof(
      fc.record({ rules: fc.oneof(scalar, fc.dictionary(ids, setting, { maxKeys: 2 })) }),
      fc.record({ profile: fc.oneof(value, fc.array(fc.constantFrom("all", "advice"))) }),
      fc.record({ ignore: fc.oneof(value, fc.array(entry, { maxLength: 2 })) }),
      fc.record({ known: fc.oneof(value, fc.array(object, { maxLength: 2 })) }),
      fc.record({ namespace: value, kubeVersion: value, platform: value }, { requiredKeys: [] }),
    );
    let accepted = 0;
    const agree = fc.property(config, (written) => {
      const isAccepted = problemsOf(JSON.stringify(written)).length === 0;
      accepted += isAccepted ? 1 : 0;
      expect(validate(written)).toBe(isAccepted);
    });
    fc.assert(agree, { seed: 1876, numRuns: 1000 });
    expect(accepted).toBeGreaterThan(50);
  });

  it("describes each rule and each of its options", () => {
    expect(schema).toMatchObject({
      properties: {
        rules: {
          properties: {
            "fs-group-missing": { description: "Summary of fs-group-missing." },
            "storage-class-fstype-missing": {
              anyOf: [
                { enum: ["off", "info", "warning", "error"] },
                { properties: { limit: { type: "integer", default: 5, description: "How many to name." } } },
              ],
            },
          },
        },
      },
    });
  });
});
