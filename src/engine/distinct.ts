import type { Finding } from "../finding/finding.ts";
import { fingerprint } from "../finding/fingerprint.ts";

/** Findings that share a fingerprint: workloads made of one resource share its problems; others only look alike. */
export class Distinct {
  /** By fingerprint: the places in each file. */
  readonly #known = new Map<string, Map<string, Set<string>>>();

  /** undefined for what is known already; a twin elsewhere stays, and gets a fingerprint of its own. */
  admit(finding: Finding): Finding | undefined {
    const { file, start } = finding.location;
    const place = `${start.line}:${start.column}`;
    let files = this.#known.get(finding.fingerprint);
    if (!files) {
      files = new Map();
      this.#known.set(finding.fingerprint, files);
    }
    const places = files.get(file);
    if (places?.has(place)) return undefined;
    const isFirst = files.size === 0;
    if (places) places.add(place);
    else files.set(file, new Set([place]));
    if (isFirst) return finding;
    const others = places ? [String(places.size)] : [];
    return { ...finding, fingerprint: fingerprint([finding.fingerprint, file, ...others]) };
  }
}
