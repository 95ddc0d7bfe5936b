import type { Workload } from "../kubernetes/workload.ts";
import type { Node } from "../yaml/node.ts";
import type { Release } from "./release.ts";

const ENFORCE = "pod-security.kubernetes.io/enforce";

/** The Pod Security Standard that a Namespace of the input enforces. */
export interface EnforcedStandard {
  readonly level: "baseline" | "restricted";
  /** The version of the standard's text, as the label names it: v1.25, or latest. */
  readonly version: string;
  /** undefined for latest. */
  readonly minor: number | undefined;
  readonly namespace: string;
  /** The label's value. */
  readonly at: Node<string>;
}

/** undefined where none is enforced, or the Namespace lies outside the input (pod-security-admission/api/constants.go). */
export function enforcedStandard({ resource }: Workload, release: Release): EnforcedStandard | undefined {
  const name = release.namespaceOf(resource);
  const labels = release.find("", "Namespace", "", name)?.node.get("metadata").get("labels");
  const at = labels?.get(ENFORCE);
  if (!at || (at.text !== "baseline" && at.text !== "restricted")) return undefined;
  const version = labels?.get(`${ENFORCE}-version`).text ?? "latest";
  const minor = /^v1\.(\d+)$/.exec(version)?.[1];
  return { level: at.text, version, minor: minor === undefined ? undefined : Number(minor), namespace: name, at };
}
