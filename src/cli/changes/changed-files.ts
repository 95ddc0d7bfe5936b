import { dirname, resolve } from "node:path";
import { shellWord } from "../../rule/shell-word.ts";
import { quote } from "../../rule/text.ts";
import type { Io, Ran } from "../io.ts";
import { codeOf, obstacleOf } from "../system-error.ts";
import { UsageError } from "../usage-error.ts";

/** What differs from where the branch left a commit: committed since, or not committed yet. */
export interface ChangedFiles {
  /** Absolute paths, in order: what was changed, made, moved or deleted; new files too, unless Git ignores them. */
  readonly paths: readonly string[];
  /**
   * True where Git follows the file and it is as it was. Of a file that it ignores, or that lies elsewhere, nobody can
   * tell. `path` is absolute; a link is as it was where what it leads to is, too.
   */
  isUnchanged(path: string): boolean;
}

/** Asks Git. Throws a UsageError where it cannot tell. */
export async function changedFiles(io: Io, ref: string): Promise<ChangedFiles> {
  if (ref.startsWith("-"))
    throw new UsageError(
      `option --changed-since is given ${quote(ref)}, which is no commit, branch or tag`,
      "for example: --changed-since origin/main",
    );
  const { root, isShallow } = await repositoryOf(io);
  const base = await departureFrom(io, ref, isShallow);
  const pathsFrom = async (args: readonly string[]): Promise<readonly string[]> =>
    (await answerTo(io, args, root))
      .split("\0")
      .filter((path) => path !== "")
      .map((path) => resolve(root, path));
  // A moved file is one that is gone and one that is new: nobody has to compare their texts.
  const differing = await pathsFrom(["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base, "--"]);
  const added = await pathsFrom(["ls-files", "--others", "--exclude-standard", "-z"]);
  const followed = new Set(await pathsFrom(["ls-files", "-z"]));
  const paths = [...new Set([...differing, ...added])].sort();
  const changed = new Set(paths);
  return {
    paths,
    isUnchanged: (path) => {
      const real = realPathOf(io, path);
      // A link, to a file or to a folder on the way, may have been led elsewhere.
      return (
        real !== undefined && followed.has(real) && !changed.has(real) && !wayTo(path).some((at) => changed.has(at))
      );
    },
  };
}

function realPathOf(io: Io, path: string): string | undefined {
  try {
    return io.realPath(path);
  } catch {
    return undefined;
  }
}

function wayTo(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...wayTo(parent)];
}

interface Repository {
  /** Absolute path of its working tree, without links. */
  readonly root: string;
  /** True where its history has been cut off. */
  readonly isShallow: boolean;
}

async function repositoryOf(io: Io): Promise<Repository> {
  const ran = await git(io, ["rev-parse", "--is-shallow-repository", "--show-toplevel"], io.cwd);
  if (ran.status !== 0) throw noRepository(io, ran);
  const text = textOf(ran.stdout);
  const end = text.indexOf("\n");
  // The path may hold line breaks, but for the one that ends it.
  return { isShallow: text.slice(0, end) === "true", root: resolve(text.slice(end + 1).replace(/\r?\n$/, "")) };
}

/** The last commit that HEAD and the other have in common. */
async function departureFrom(io: Io, ref: string, isShallow: boolean): Promise<string> {
  const known = await git(io, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], io.cwd);
  if (known.status !== 0)
    throw new UsageError(
      `Git knows no commit ${quote(ref)} here`,
      "see that it is spelt as Git has it, or fetch it: git fetch origin; in a workflow of GitHub, checkout with fetch-depth: 0",
    );
  const base = await git(io, ["merge-base", textOf(known.stdout).trim(), "HEAD"], io.cwd);
  if (base.status === 0) return textOf(base.stdout).trim();
  throw new UsageError(
    `Git finds no commit that HEAD and ${quote(ref)} have in common${isShallow ? ": the history here has been cut off" : ""}`,
    isShallow
      ? "fetch the rest: git fetch --unshallow; in a workflow of GitHub, checkout with fetch-depth: 0"
      : "name the branch that this one was made from",
  );
}

/** Seconds that Git may take, on a disk that is far away. */
const SECONDS = 120;
/** Bytes of what it prints: a million paths take less. */
const MOST_BYTES = 256 * 1024 * 1024;

async function git(io: Io, args: readonly string[], cwd: string): Promise<Ran> {
  // In English, and without writing down what it learns of the files while others may be at work.
  const env = { ...io.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", ...(isInHook(io) && { GIT_DIR: undefined }) };
  const ran = await io.run("git", args, { cwd, env, seconds: SECONDS, most: MOST_BYTES }).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT")
      throw new UsageError(
        "Git is not to be found, and --changed-since asks it",
        "install git, or see that the folder of its program is in PATH",
      );
    throw new UsageError(`Git cannot be run: ${obstacleOf(error).reason}`, "run git status to see whether it works");
  });
  if (!ran.stopped) return ran;
  const why = ran.stopped === "time" ? `it took longer than ${SECONDS} seconds` : "it prints more than can be read";
  throw unanswered(why, args);
}

/**
 * True where Git calls a hook. That of a linked working tree is given GIT_DIR alone, with which Git would take whatever
 * folder it is asked in for the whole of the tree.
 */
const isInHook = ({ env }: Io): boolean => env["GIT_PREFIX"] !== undefined && env["GIT_WORK_TREE"] === undefined;

const unanswered = (why: string, [command]: readonly string[]): UsageError =>
  new UsageError(`Git does not tell what has changed: ${why || "it says nothing"}`, `run git ${command} to see why`);

async function answerTo(io: Io, args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await git(io, args, cwd);
  if (status === 0) return textOf(stdout);
  throw unanswered(reasonIn(stderr), args);
}

function noRepository(io: Io, { stderr }: Ran): UsageError {
  const why = reasonIn(stderr);
  const foreign = /dubious ownership in repository(?: at '(.+)')?/.exec(textOf(stderr));
  if (foreign)
    return new UsageError(
      "Git does not read this repository: it belongs to another user",
      `say that it may: git config --global --add safe.directory ${shellWord(foreign[1] ?? io.cwd)}`,
    );
  if (textOf(stderr).includes("not a git repository"))
    return new UsageError(
      "option --changed-since is given, and the working directory lies in no Git repository",
      "run it in the repository, or leave --changed-since out",
    );
  return new UsageError(`Git knows no working tree here: ${why || "it says nothing"}`, "run git status to see why");
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Git may tell of its usage behind the reason. */
function reasonIn(bytes: Uint8Array): string {
  const lines = textOf(bytes).trim().split("\n");
  return lines.findLast((line) => /^(?:fatal|error|warning): /.test(line)) ?? lines.at(-1) ?? "";
}
