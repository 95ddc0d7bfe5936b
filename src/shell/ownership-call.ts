import type { PathArgument } from "./path-argument.ts";

/**
 * The user that a call runs as. "container": the container's own. A user: the one that a program switches to, as written
 * ("1000", "redis"), or "0" where sudo, doas, su or runuser names nobody; whether it may switch is not asked. "unknown":
 * another one perhaps, but nobody can tell which, or not the same at every run of the call.
 */
export type RunsAs = "container" | { readonly user: string } | "unknown";

/** One place where an argv changes who may use files. */
export interface OwnershipCall {
  /** install -d counts as the first of these whose option it has: -o, -g, -m. */
  readonly verb: "chown" | "chgrp" | "chmod" | "setfacl";
  /** What makes it: the verb itself, or install. */
  readonly program: string;
  /** True with -R, and where a search hands over whole trees. */
  readonly recursive: boolean;
  /** As written ("1000", "redis"; setfacl: the first it names); undefined where not given, not literal, or not the same at every run of the call. */
  readonly user: string | undefined;
  readonly group: string | undefined;
  /** True where an owner is one of the process's own ids (`id -u`, $(id -G | cut ...)). */
  readonly ownIds: boolean;
  /** chmod's mode, setfacl's list, as written. */
  readonly mode: string | undefined;
  readonly paths: readonly PathArgument[];
  readonly runsAs: RunsAs;
  /** True where the script's status stays 0 although the call fails, see `ownershipCalls`. */
  readonly ignored: boolean;
  /** True where the call may not run although all before it goes well, see `ownershipCalls`. */
  readonly conditional: boolean;
  /** The path of the script in whose text the call stands; undefined where it stands in argv[argument] itself. */
  readonly file: string | undefined;
  /**
   * The call as it stands in the file to which argv[argument] leads, else in argv[argument]; offsets in UTF-16 code units, `end` exclusive: from the verb to the last
   * word; the verb alone where every word is an argument; the whole word where the call is inside a text that is
   * written with escapes, or comes out of a variable.
   */
  readonly argument: number;
  readonly start: number;
  readonly end: number;
}
