import type { ClassReferences } from "../release/class-references.ts";
import { nearest } from "./nearest.ts";

/** Shorter names differ in few letters without being slips: efs, nfs. */
const SHORTEST = 4;

/**
 * The class of the input that a name was most likely meant for. Names of classes are alike by design (gp2 and gp3, a
 * standard and a standard-rwo), and clusters bring classes of their own. So it counts as a slip only where capitals and
 * separators alone differ, or a letter or two of a class that no disk is asked of; never its digits.
 */
export function meantClass(name: string, { held, unasked }: ClassReferences): string | undefined {
  const same = held.filter((each) => bare(each) === bare(name));
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  if (name.length < SHORTEST) return undefined;
  return nearest(
    name,
    [...unasked].filter((each) => Math.abs(each.length - name.length) <= 1 && digits(each) === digits(name)),
  );
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, "");
const digits = (name: string): string => name.replaceAll(/\D/g, "");
