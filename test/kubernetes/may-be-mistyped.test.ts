import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { RULES } from "../../src/index.ts";
import type { FieldType, ScalarType, StructType } from "../../src/kubernetes/field-type.ts";
import { KINDS, typeOf } from "../../src/kubernetes/kind-types.ts";
import { mayBeMistyped } from "../../src/kubernetes/may-be-mistyped.ts";
import { suspectsIn } from "../../src/kubernetes/suspects-in.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";
import type { Step } from "../../src/yaml/span.ts";

const releaseOf = (bytes: Uint8Array) => Release.of([readSource("t.yaml", bytes)]);
const encoded = (text: string) => new TextEncoder().encode(text);

interface Looked {
  readonly label: string;
  readonly isMistyped: boolean;
  readonly suspects: number;
}

function looked({ resources, workloads }: Release): readonly Looked[] {
  const made = workloads.filter(({ isMade }) => isMade);
  return [
    ...resources.map((resource) => ({ resource, root: resource.node, value: resource.node.raw })),
    ...made.map(({ resource, node }) => ({ resource, root: node, value: node.json })),
  ].map(({ resource, root, value }) => ({
    label: resource.label,
    isMistyped: mayBeMistyped(value),
    suspects: suspectsIn(resource, root, value).length,
  }));
}
const overlooked = (all: readonly Looked[]) =>
  all.filter(({ isMistyped, suspects }) => suspects > 0 && !isMistyped).map(({ label }) => label);

describe("the look at names overlooks nothing that the types find", () => {
  test.each(
    RULES.flatMap(({ id, examples }) => examples.map((example, index) => [`${id} ${index}`, example] as const)),
  )("in the examples of %s", (_, { bad, good }) => {
    for (const text of [bad, good]) expect(overlooked(looked(releaseOf(encoded(text))))).toEqual([]);
  });

  const corpus = fileURLToPath(new URL("../../../shared/corpus/rendered", import.meta.url));
  test.skipIf(!existsSync(corpus))(
    "in the public charts, of which few ask for the types (skipped without them)",
    () => {
      const entries = readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      const asking = entries.filter(({ parentPath, name }) => {
        const all = looked(releaseOf(readFileSync(join(parentPath, name))));
        expect(overlooked(all), name).toEqual([]);
        return all.some(({ isMistyped }) => isMistyped);
      });
      expect(asking.length / entries.length).toBeLessThan(0.1);
    },
    60_000,
  );
});

/** A field of a kind, and the object in which a value stands there alone. */
interface Field {
  readonly path: string;
  readonly type: ScalarType;
  with(value: unknown): unknown;
}

/** Of maps: one that names a field, and one that does not. */
const KEYS = ["port", "a"];

function* fieldsIn(type: FieldType, steps: readonly Step[], kind: string): Iterable<Field> {
  if (type.kind === "scalar") {
    const slash = kind.lastIndexOf("/");
    const identity = { apiVersion: kind.slice(0, slash), kind: kind.slice(slash + 1) };
    yield {
      path: `${kind} ${steps.join(".")}`,
      type,
      with: (value) => Object.assign(steps.reduceRight(holding, value) as object, identity),
    };
  } else if (type.kind === "list") yield* fieldsIn(type.items, [...steps, 0], kind);
  else if (type.kind === "map") for (const key of KEYS) yield* fieldsIn(type.values, [...steps, key], kind);
  else for (const [name, under] of type.fields) yield* fieldsIn(under, [...steps, name], kind);
}
const holding = (value: unknown, step: Step): unknown => (step === 0 ? [value] : { [step]: value });

const typeNamed = (kind: string): StructType => {
  const slash = kind.lastIndexOf("/");
  return typeOf(kind.slice(0, slash), kind.slice(slash + 1));
};
const FIELDS: readonly Field[] = [...KINDS, "example.com/v1/Ship"].flatMap((kind) => [
  ...fieldsIn(typeNamed(kind), [], kind),
]);

/** One of each sort that any field may hold or be refused for. */
const VALUES: readonly unknown[] = [
  ...[null, true, 0, 5, 0o644, 644, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 63, 5n, 2n ** 63n, Number.NaN],
  ...["", "5", "web", "true", "25%", "1e+06", "--most=1e+06"],
  ...[{}, { name: "web" }, { matchLabels: { app: "web" } }, [], ["web"], [5]],
];

const FITTING: Readonly<Record<ScalarType["reads"], unknown>> = {
  text: "web",
  integer: 5,
  boolean: true,
  port: "http",
  share: "25%",
  mode: 0o644,
};

describe(`of each of ${FIELDS.length} fields of the known kinds`, () => {
  const [resource] = releaseOf(encoded("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n")).resources;
  const isSuspect = (object: unknown) => !!resource && suspectsIn(resource, resource.node, object).length > 0;

  test("each value that its type finds is seen", () => {
    expect(FIELDS.length).toBeGreaterThan(1000);
    let suspects = 0;
    for (const { path, with: withValue } of FIELDS)
      for (const value of VALUES) {
        const object = withValue(value);
        if (!isSuspect(object)) continue;
        suspects++;
        if (!mayBeMistyped(object)) expect.fail(`${path}: ${String(value)} is overlooked`);
      }
    expect(suspects).toBeGreaterThan(FIELDS.length);
  });
  test("a value that fits is none, but where names mislead", () => {
    const asking = FIELDS.filter(({ type, with: withValue }) => mayBeMistyped(withValue(FITTING[type.reads])));
    expect([...new Set(asking.map(({ path }) => path.replace(/^(\S+ \w+\.\w+)\..*$/, "$1")))].sort()).toEqual([
      // Taken for that of a Service.
      "v1/PersistentVolumeClaim spec.selector",
      // A label that is called port.
      "v1/ReplicationController spec.selector",
      "v1/Service spec.selector",
    ]);
  });
});
