import { aclEntries } from "./acl.ts";
import { type Options, readOptions } from "./options.ts";
import { literal, type Value } from "./value.ts";

/** What a chown, chgrp, chmod, setfacl or install changes, before its paths are settled. */
export interface Change {
  readonly verb: "chown" | "chgrp" | "chmod" | "setfacl";
  /** What makes it: the verb itself, or install. */
  readonly program: string;
  readonly recursive: boolean;
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly ownIds: boolean;
  readonly mode: string | undefined;
  readonly targets: readonly Value[];
}

const CHANGE_OPTIONS = { valued: "", valuedLong: ["reference", "from"], anywhere: true };
const INSTALL_OPTIONS = {
  valued: "ogmSt",
  valuedLong: ["owner", "group", "mode", "suffix", "target-directory"],
  anywhere: true,
};
const SETFACL_OPTIONS = {
  valued: "mMxX",
  valuedLong: ["modify", "modify-file", "remove", "remove-file", "set", "set-file", "restore"],
  anywhere: true,
};
const NO_OWNER = { user: undefined, group: undefined, ownIds: false };

/** The change that `words` make, which begin with the program; undefined where they make none or are incomplete. */
export function changeOf(program: string, words: readonly Value[]): Change | undefined {
  switch (program) {
    case "chown":
    case "chgrp":
    case "chmod":
      return plainChange(program, words.slice(1));
    case "install":
      return installChange(words);
    case "setfacl":
      return aclChange(words.slice(1));
    default:
      return undefined;
  }
}

function plainChange(verb: "chown" | "chgrp" | "chmod", words: readonly Value[]): Change | undefined {
  const mode = verb === "chmod" ? words.find(isMinusMode) : undefined;
  const { given, operands } = readOptions(
    mode === undefined ? words : words.filter((word) => word !== mode),
    CHANGE_OPTIONS,
  );
  const recursive = given.some(({ name }) => name === "R" || name === "recursive");
  const settled = mode !== undefined || given.some(({ name }) => name === "reference");
  const targets = settled ? operands : operands.slice(1);
  if (targets.length === 0) return undefined;
  const subject = settled ? mode : operands[0];
  const { user, group, ownIds } =
    subject === undefined || verb === "chmod" ? NO_OWNER : verb === "chown" ? ownerOf(subject) : groupOf(subject);
  const written = verb === "chmod" ? literal(subject) : undefined;
  return { verb, program: verb, recursive, user, group, ownIds, mode: written, targets };
}

/** chmod -x and the like: a mode that looks like options. */
function isMinusMode(word: Value): boolean {
  return /^-[rwxXst]+$/.test(literal(word) ?? "");
}

/** U, U:G, U:, :G and the older U.G. */
function ownerOf(value: Value): Pick<Change, "user" | "group" | "ownIds"> {
  const text = value.pieces.map((piece) => (typeof piece === "string" ? piece : "\0")).join("");
  const colon = text.indexOf(":");
  const separator = colon < 0 ? text.indexOf(".") : colon;
  const user = separator < 0 ? text : text.slice(0, separator);
  const group = separator < 0 ? "" : text.slice(separator + 1);
  return { user: known(user), group: known(group), ownIds: hasOwnId(value) };
}

function groupOf(value: Value): Pick<Change, "user" | "group" | "ownIds"> {
  return { user: undefined, group: literal(value) || undefined, ownIds: hasOwnId(value) };
}

function known(part: string): string | undefined {
  return part === "" || part.includes("\0") ? undefined : part;
}

function hasOwnId(value: Value): boolean {
  return value.pieces.some((piece) => typeof piece !== "string" && piece.ownId);
}

/** install -d makes directories; without -d it copies files, which takes nothing from anybody. */
export function installed(words: readonly Value[]): { given: Options["given"]; directories: readonly Value[] } {
  const { given, operands } = readOptions(words.slice(1), INSTALL_OPTIONS);
  const makesDirectories = given.some(({ name }) => name === "d" || name === "directory");
  return { given, directories: makesDirectories ? operands : [] };
}

function installChange(words: readonly Value[]): Change | undefined {
  const { given, directories } = installed(words);
  const option = (letter: string, long: string): Value | undefined =>
    given.findLast(({ name }) => name === letter || name === long)?.value;
  const user = option("o", "owner");
  const group = option("g", "group");
  const mode = option("m", "mode");
  if (directories.length === 0 || (user ?? group ?? mode) === undefined) return undefined;
  return {
    verb: user !== undefined ? "chown" : group !== undefined ? "chgrp" : "chmod",
    program: "install",
    recursive: false,
    user: literal(user),
    group: literal(group),
    ownIds: [user, group].some((value) => value !== undefined && hasOwnId(value)),
    mode: literal(mode),
    targets: directories,
  };
}

/** The owners are the first user and group that the list names; a list that only takes rights away has no mode. */
function aclChange(words: readonly Value[]): Change | undefined {
  const { given, operands: targets } = readOptions(words, SETFACL_OPTIONS);
  if (targets.length === 0) return undefined;
  const named = (...names: readonly string[]) => given.findLast(({ name }) => names.includes(name))?.value;
  const list = named("m", "modify", "set");
  const mode = literal(list);
  const first = (tag: "u" | "g") =>
    aclEntries(mode ?? "").find((entry) => entry.tag === tag && entry.name !== "")?.name;
  return {
    verb: "setfacl",
    program: "setfacl",
    recursive: given.some(({ name }) => name === "R" || name === "recursive"),
    user: first("u"),
    group: first("g"),
    ownIds: list !== undefined && hasOwnId(list),
    mode,
    targets,
  };
}
