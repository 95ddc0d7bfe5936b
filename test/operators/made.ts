import { Resource } from "../../src/kubernetes/resource.ts";
import type { Workload } from "../../src/kubernetes/workload.ts";
import { workloadsMadeOf } from "../../src/operators/operators.ts";
import type { Place } from "../../src/yaml/place.ts";
import { readSource } from "../../src/yaml/source.ts";

/** A resource whose spec begins on line 5, indented by two. */
export const custom = (kind: string, spec: string, apiVersion = "monitoring.coreos.com/v1"): Resource =>
  parsed(`apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: k, namespace: monitoring }
spec:
${spec.replaceAll(/^/gm, "  ")}
`);

export function parsed(text: string): Resource {
  const [document] = readSource("t.yaml", new TextEncoder().encode(text)).documents;
  return new Resource(document!);
}

/** The only workload that is made of the resource. */
export function made(kind: string, spec: string, apiVersion?: string): Workload {
  const workloads = workloadsMadeOf(custom(kind, spec, apiVersion));
  if (workloads.length !== 1) throw new Error(`${workloads.length} workloads`);
  return workloads[0]!;
}

export function container(workload: Workload, name: string): Workload["containers"][number] {
  const found = workload.containers.find((each) => each.name === name);
  if (!found) throw new Error(`no container ${name}`);
  return found;
}

/** Where a place begins and the characters of it: "8:27 fast", "6:5 storage (parent)"; undefined where nobody wrote it. */
export function at(place: Place): string | undefined {
  const spot = place.locate();
  if (!spot) return undefined;
  const { start, end, focus } = spot;
  const line = spot.document.text.split("\n")[start.line - 1] ?? "";
  const text = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
  return `${start.line}:${start.column} ${text}${focus === "value" ? "" : ` (${focus})`}`;
}
