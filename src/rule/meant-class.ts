import type { ClassReferences } from "../release/class-references.ts";
import { MOST_CANDIDATES } from "./most-candidates.ts";
import { nearest } from "./nearest.ts";

/** Shorter names differ in few letters without being slips: efs, nfs. */
const SHORTEST = 4;

/** Words that say what a disk is, and are alike: who writes one of them means it. */
const KINDS: ReadonlySet<string> = new Set([
  ...["hdd", "sas", "sata", "ssd", "nvme"],
  ...["cifs", "ebs", "efs", "fsx", "nfs", "rbd", "smb", "xfs", "zfs"],
  ...["rox", "rwo", "rwx", "delete", "retain", "east", "west"],
]);

/**
 * The class of the input that a name was most likely meant for. Names of classes are alike by design (gp2 and gp3, a
 * standard and a standard-rwo), and clusters bring classes of their own. So it counts as a slip only where capitals and
 * separators alone differ, or a letter or two of a class that no disk is asked of; never its digits,
 * nor a word that stands for something else: fast-hdd is no slip of fast-ssd.
 */
export function meantClass(name: string, { sameBut, unasked }: ClassReferences): string | undefined {
  const [same, another] = sameBut(name);
  if (same !== undefined) return another === undefined ? same : undefined;
  if (name.length < SHORTEST || unasked.size > MOST_CANDIDATES) return undefined;
  return nearest(
    name,
    [...unasked].filter(
      (each) => Math.abs(each.length - name.length) <= 1 && digits(each) === digits(name) && hasKindsOf(each, name),
    ),
  );
}

const digits = (name: string): string => name.replaceAll(/\D/g, "");
const words = (name: string): readonly string[] => name.toLowerCase().split(/[-_.]/);
const hasKindsOf = (held: string, asked: string): boolean =>
  words(asked).every((word) => !KINDS.has(word) || words(held).includes(word));
