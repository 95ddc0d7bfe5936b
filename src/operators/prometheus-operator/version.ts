import type { Node } from "../../yaml/node.ts";
import { isSet } from "../or-default.ts";

/** True where no version is written: the operator's own is newer than any that is asked for here. False where it cannot be read. */
export function reaches(version: Node<string>, major: number, minor: number): boolean {
  if (!isSet(version)) return true;
  const [, writtenMajor, writtenMinor] = /^v?(\d{1,9})\.(\d{1,9})/.exec(version.text ?? "") ?? [];
  return Number(writtenMajor) > major || (Number(writtenMajor) === major && Number(writtenMinor) >= minor);
}
