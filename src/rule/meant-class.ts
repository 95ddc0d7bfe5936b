import type { ClassReferences } from "../release/class-references.ts";
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
export function meantClass(name: string, { held, unasked }: ClassReferences): string | undefined {
  const same = held.filter((each) => bare(each) === bare(name));
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  if (name.length < SHORTEST) return undefined;
  return nearest(
    name,
    [...unasked].filter(
      (each) => Math.abs(each.length - name.length) <= 1 && digits(each) === digits(name) && hasKindsOf(each, name),
    ),
  );
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[-_.]/g, "");
const digits = (name: string): string => name.replaceAll(/\D/g, "");
const words = (name: string): readonly string[] => name.toLowerCase().split(/[-_.]/);
const hasKindsOf = (held: string, asked: string): boolean =>
  words(asked).every((word) => !KINDS.has(word) || words(held).includes(word));
