import { join } from "node:path";
import { compare } from "../finding/order.ts";
import { count, quote } from "../rule/text.ts";
import type { Source } from "../yaml/document.ts";
import type { Node } from "../yaml/node.ts";
import { type Location, locationOf } from "../yaml/span.ts";
import { WrittenNode } from "../yaml/written.ts";
import { fileIn, readableYaml } from "./chart.ts";
import { type Failing, type Failure, startOf, toldOnOneLine } from "./failure.ts";

/** Nobody mends more at once. */
const MOST = 10;

interface Violation {
  /** From the values of the chart that is rendered. */
  readonly path: readonly string[];
  readonly message: string;
}

/** The values that a chart's schema refuses, where they are written; undefined where Helm speaks of something else. */
export function schemaFailures(failing: Failing, said: string): readonly Failure[] | undefined {
  if (!said.startsWith("values don't meet the specifications of the schema(s)")) return undefined;
  // Helm 4 tells them in another order each time.
  const violations = [...violationsIn(said, failing)].sort(byPath);
  if (violations.length === 0) return undefined;
  const files = valuesOf(failing);
  const shown = quote(failing.chart.shown);
  const failures = violations.slice(0, MOST).map(({ path, message }): Failure => {
    const location = placeOf(path, files, failing);
    const what = path.length === 0 ? "the values" : `the value ${quote(path.join("."))}`;
    return {
      message: `${shown} cannot be rendered: its schema refuses ${toldOnOneLine(`${what}: ${message}`)}`,
      ...(location && { location }),
    };
  });
  const more = violations.length - failures.length;
  return more === 0
    ? failures
    : [...failures, { message: `${shown}: its schema refuses ${count(more, "more value")}` }];
}

/** Helm 3 writes a.b, Helm 4 a JSON pointer. */
function* violationsIn(said: string, { chart }: Failing): Iterable<Violation> {
  let prefix: readonly string[] = [];
  for (const line of said.split("\n").slice(1)) {
    const heading = /^(\S+):$/.exec(line)?.[1];
    if (heading !== undefined) prefix = heading === chart.name ? [] : [calledIn(chart, heading)];
    const [, pointer, path, message] = /^- (?:at '(.*?)'|([^:]+)): (.*)$/.exec(line) ?? [];
    if (message === undefined) continue;
    const steps = pointer === undefined ? stepsOf(path ?? "") : pointerSteps(pointer);
    yield { path: [...prefix, ...steps], message };
  }
}

const calledIn = ({ dependencies }: Failing["chart"], name: string): string =>
  dependencies.find((dependency) => dependency.name === name)?.called ?? name;

const stepsOf = (path: string): readonly string[] => (path === "(root)" ? [] : path.split("."));

const pointerSteps = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/** The files that set values, the one that counts most first. */
const valuesOf = ({ io, chart, values }: Failing): readonly Source[] =>
  [{ path: join(chart.path, "values.yaml"), shown: fileIn(chart.shown, "values.yaml") }, ...values]
    .toReversed()
    .flatMap(({ path, shown }) => readableYaml(io, path, shown) ?? []);

function placeOf(path: readonly string[], files: readonly Source[], { set }: Failing): Location | undefined {
  const own = files.at(-1);
  if (path.length === 0) return own && startOf(own.file);
  if (set.some((value) => value.startsWith(path.join(".")))) return undefined;
  for (const { documents } of files) {
    const [document] = documents;
    if (!document || document.refusal) continue;
    const node = path.reduce<Node<unknown>>(child, WrittenNode.root(document));
    const spot = node.state === "absent" ? undefined : node.locate();
    if (spot) return locationOf(spot);
  }
  return undefined;
}

const child = (node: Node<unknown>, step: string): Node<unknown> =>
  node.child(Array.isArray(node.raw) && /^\d+$/.test(step) ? Number(step) : step);

const byPath = (a: Violation, b: Violation): number =>
  compare(a.path.join("\n"), b.path.join("\n")) || compare(a.message, b.message);
