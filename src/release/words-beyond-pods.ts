import type { Resource } from "../kubernetes/resource.ts";
import { textsOf } from "./mounted-files.ts";
import type { Release } from "./release.ts";

/**
 * Words that may name an object to a program which reads them at run time: those of ConfigMaps, Secrets, custom resources
 * that nobody looks into, and of what containers are started with.
 */
export function wordsBeyondPods(release: Release): ReadonlySet<string> {
  const words = new Set<string>();
  for (const resource of [...release.resources.filter(holdsSettings), ...release.notChecked])
    addWords(resource.node.raw, words);
  // What stands in base64 shows its words only when it is decoded.
  for (const resource of release.resources.filter(holdsSettings)) addWords([...textsOf(resource)], words);
  for (const { containers } of release.workloads)
    for (const { node } of containers)
      for (const field of ["env", "command", "args"] as const) addWords(node.get(field).json, words);
  return words;
}

const holdsSettings = ({ group, kind }: Resource): boolean =>
  group === "" && (kind === "ConfigMap" || kind === "Secret");

/** Of the values, however deep they stand: without recursion, since nobody bounds that. */
function addWords(value: unknown, words: Set<string>): void {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === "string")
      for (const [word] of one.matchAll(/[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/g)) words.add(word);
    else if (typeof one === "object" && one !== null) for (const each of Object.values(one)) left.push(each);
  }
}
