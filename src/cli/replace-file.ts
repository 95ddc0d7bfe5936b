import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

const ANYBODY_WRITES = 0o222;

/**
 * Writes a file beside the other and renames it: who is interrupted is left with the old bytes or the new ones. A link
 * stays a link, to the file that is replaced. A chunk of its own: only `fix` and `baseline write` load it.
 */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const file = realpathSync.native(path);
  const { mode, uid, gid } = statSync(file);
  // To rename asks only for the folder; a file that is read-only is so on purpose, for root too, whom no mode stops.
  if ((mode & ANYBODY_WRITES) === 0) throw Object.assign(new Error(`${file} is read-only`), { code: "EACCES" });
  accessSync(file, constants.W_OK);
  // A name of its own: it may not grow too long, and a run that was killed leaves its file behind.
  const beside = join(dirname(file), `.plimsoll-${randomUUID()}`);
  const descriptor = openSync(beside, "wx", mode);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    const made = statSync(beside);
    if (made.uid !== uid || made.gid !== gid) chownSync(beside, uid, gid);
    chmodSync(beside, mode);
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
