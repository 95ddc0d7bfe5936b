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
  /** One container in so many mounts what its pod does not declare. */
  readonly containersPerFault?: number;
}

/** Of 880 containers in 278 rendered public charts one did. */
const USUAL = 880;

/** The documents of a stream, the same at every run. */
export function* documentsOf(kind: StreamKind): Generator<string> {
  const { of, bytes = Number.POSITIVE_INFINITY, documents, containersPerFault = USUAL } = kind;
  let [size, count] = [0, 0];
  const dice = new Dice(SEED);
  for (const document of of === "crds" ? crds(dice) : manifests(dice, containersPerFault)) {
    if (size >= bytes || count === documents) return;
    yield document;
    size += Buffer.byteLength(document);
    count++;
  }
}

export const MANIFESTS_40_KB: StreamKind = { of: "manifests", bytes: 40_000 };
export const MANIFESTS_1_MB: StreamKind = { of: "manifests", bytes: 1_000_000 };
export const FAULTY_MANIFESTS_1_MB: StreamKind = { of: "manifests", bytes: 1_000_000, containersPerFault: 100 };
export const MANIFESTS_6_6_MB: StreamKind = { of: "manifests", bytes: 6_600_000 };
export const MANIFESTS_10_MB: StreamKind = { of: "manifests", bytes: 10_000_000 };
export const MANIFESTS_100_MB: StreamKind = { of: "manifests", bytes: 100_000_000 };
export const CRDS_10_MB: StreamKind = { of: "crds", bytes: 10_000_000 };
export const CRDS_42_MB: StreamKind = { of: "crds", bytes: 42_000_000 };
