/** The operating system's code of an error that `Io` threw; undefined where the error is of another kind. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

/** Why the system would not do as it was told, and what a person does about it. */
export interface Obstacle {
  /** Completes "x cannot be read:". */
  readonly reason: string;
  readonly reading?: string;
  /** Where a report is to be written to a file that the person may choose. */
  readonly writing?: string;
  /** What helps to write this very file. */
  readonly remedy?: string;
}

const LEAVE_OUT = "or leave it out";

/** For what can be mended where it is, or avoided. */
const writing = (remedy: string): Pick<Obstacle, "writing" | "remedy"> => ({
  writing: `${remedy}, or name a file elsewhere`,
  remedy,
});

const DENIED: Obstacle = {
  reason: "permission denied",
  reading: `make it readable for this user, ${LEAVE_OUT}`,
  ...writing("make it writable for this user"),
};
const UNSERVED: Obstacle = {
  reason: "it is a socket or a device with nothing behind it",
  reading: "leave it out, or pipe what it would give: COMMAND | plimsoll -",
  writing: "name a file",
};
const BUSY: Obstacle = {
  reason: "another program holds it",
  reading: "try again when that program has ended",
  ...writing("try again when that program has ended"),
};
const TOO_MANY_OPEN: Obstacle = {
  reason: "too many files are open",
  reading: "end other programs, or raise the limit: ulimit -n 4096",
  writing: "end other programs, or raise the limit: ulimit -n 4096",
  remedy: "end other programs, or raise the limit: ulimit -n 4096",
};
const TOO_LARGE: Obstacle = {
  reason: "it is too large",
  reading: "split it between two documents, at a line that holds only ---",
  writing: "name a file elsewhere",
};
const NO_ANSWER: Obstacle = {
  reason: "the computer that holds it does not answer",
  reading: `mount it anew, ${LEAVE_OUT}`,
  ...writing("mount it anew"),
};

const OBSTACLES: Readonly<Record<string, Obstacle>> = {
  EACCES: DENIED,
  EBUSY: BUSY,
  EDQUOT: {
    reason: "no more space is allowed to this user",
    ...writing("free some space"),
  },
  EFBIG: TOO_LARGE,
  EHOSTDOWN: NO_ANSWER,
  EINVAL: {
    reason: "the system does not accept it",
    reading: `check its name, ${LEAVE_OUT}`,
    writing: "check its name",
  },
  EIO: {
    reason: "the disk or device failed",
    reading: `check the disk, ${LEAVE_OUT}`,
    ...writing("check the disk"),
  },
  EISDIR: { reason: "it is a folder", reading: "name a file in it", writing: "name a file in it" },
  ELOOP: {
    reason: "its links lead in a circle",
    reading: `mend the links, ${LEAVE_OUT}`,
    ...writing("mend the links"),
  },
  EMFILE: TOO_MANY_OPEN,
  ENAMETOOLONG: {
    reason: "its name is too long",
    reading: "name a file; a manifest itself goes through a pipe: helm template ./chart | plimsoll -",
    writing: "name it shorter",
  },
  ENFILE: TOO_MANY_OPEN,
  ENODEV: UNSERVED,
  ENOENT: {
    reason: "there is no such file or folder",
    reading: "it was there a moment ago: try again",
    writing: "it may be a link into a folder that does not exist: mend the link, or name a file elsewhere",
  },
  ENOMEM: {
    reason: "memory is used up",
    reading: "end other programs, or name fewer files",
    writing: "end other programs",
    remedy: "end other programs",
  },
  ENOSPC: { reason: "no space left on the device", ...writing("free some space") },
  ENOTDIR: {
    reason: "a part of its path is a file, and no folder",
    reading: "check its path",
    writing: "check its path",
  },
  ENXIO: UNSERVED,
  EPERM: DENIED,
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
  EROFS: { reason: "the file system is read-only", writing: "name a file elsewhere" },
  ESTALE: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  ETXTBSY: BUSY,
};

/** Whatever is no error of the system is thrown on. */
export function obstacleOf(error: unknown): Obstacle {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return OBSTACLES[code] ?? { reason: `the system answers ${code}` };
}
