import { crds } from "./crds.ts";
import { Dice } from "./dice.ts";
import { manifests } from "./manifests.ts";

const SEED = 20_250_601;

/** What a stream is made of, and where it ends. */
export interface StreamKind {
  readonly of: "manifests" | "crds";
  /** At least so many. */
  readonly bytes?: number;
  readonly documents?: number;
}

/** The documents of a stream, the same at every run. */
export function* documentsOf({ of, bytes = Number.POSITIVE_INFINITY, documents }: StreamKind): Generator<string> {
  let [size, count] = [0, 0];
  for (const document of of === "crds" ? crds(new Dice(SEED)) : manifests(new Dice(SEED))) {
    if (size >= bytes || count === documents) return;
    yield document;
    size += Buffer.byteLength(document);
    count++;
  }
}

export const MANIFESTS_40_KB: StreamKind = { of: "manifests", bytes: 40_000 };
export const MANIFESTS_1_MB: StreamKind = { of: "manifests", bytes: 1_000_000 };
export const MANIFESTS_6_6_MB: StreamKind = { of: "manifests", bytes: 6_600_000 };
export const MANIFESTS_10_MB: StreamKind = { of: "manifests", bytes: 10_000_000 };
export const MANIFESTS_100_MB: StreamKind = { of: "manifests", bytes: 100_000_000 };
export const CRDS_10_MB: StreamKind = { of: "crds", bytes: 10_000_000 };
export const CRDS_42_MB: StreamKind = { of: "crds", bytes: 42_000_000 };
