import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { RULES } from "../../src/index.ts";
import { breaksNonRoot, nonRootBreach } from "../../src/kubernetes/non-root-breach.ts";
import { Release } from "../../src/release/release.ts";
import { readSource } from "../../src/yaml/source.ts";

const containersOf = (bytes: Uint8Array) =>
  Release.of([readSource("t.yaml", bytes)]).workloads.flatMap(({ containers }) => containers);
const encoded = (text: string) => new TextEncoder().encode(text);

/** Containers of which the look says otherwise than the question. */
const overlooked = (bytes: Uint8Array) =>
  containersOf(bytes).filter((container) => breaksNonRoot(container, {}) !== (nonRootBreach(container) !== undefined));

test("the look at plain values overlooks nothing in the rules' examples", () => {
  for (const { examples } of RULES)
    for (const { bad, good } of examples) for (const text of [bad, good]) expect(overlooked(encoded(text))).toEqual([]);
});

const corpus = fileURLToPath(new URL("../../../shared/corpus/rendered", import.meta.url));
test.skipIf(!existsSync(corpus))("nor in the public charts (skipped without them)", () => {
  for (const entry of readdirSync(corpus, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()))
    expect(overlooked(readFileSync(join(entry.parentPath, entry.name)))).toEqual([]);
});

const pod = (context: string, first: string, second = "{}") => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: ${context}
  initContainers: [{name: a, image: "redis:7", securityContext: ${first}}]
  containers: [{name: b, image: "redis:7", securityContext: ${second}}]
`;

test.each([
  ["{runAsNonRoot: true}", "{}", "{}", "a b"],
  ["{runAsNonRoot: true, runAsUser: 5}", "{}", "{}", ""],
  ["{runAsNonRoot: true, runAsUser: 5}", "{}", "{runAsUser: 0}", "b"],
  ["{runAsNonRoot: true, runAsUser: 0}", "{runAsUser: 5}", "{}", "b"],
  ["{runAsNonRoot: true, runAsUser: 5}", "{runAsUser: null}", "{}", ""],
  ["{runAsUser: 0}", "{runAsNonRoot: true}", "{}", "a"],
  ["{runAsNonRoot: true}", "{runAsNonRoot: false}", "{runAsUser: 5}", ""],
  ["{}", "{}", "{}", ""],
  ["{runAsNonRoot: true}", "{runAsUser: {}}", "{runAsUser: '0'}", ""],
  ["null", "[]", "{runAsNonRoot: true, runAsUser: [5]}", ""],
])("of a pod with %s, containers with %s and %s break it: %s", (context, first, second, expected) => {
  const containers = containersOf(encoded(pod(context, first, second)));
  expect(
    containers
      .filter((container) => breaksNonRoot(container, {}))
      .map(({ name }) => name)
      .join(" "),
  ).toBe(expected);
  expect(overlooked(encoded(pod(context, first, second)))).toEqual([]);
});
