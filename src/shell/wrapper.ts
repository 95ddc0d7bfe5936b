import { type OptionForm, type Options, readOptions } from "./options.ts";
import type { RunsAs } from "./ownership-call.ts";
import { loginUser, type SwitchedUser, userOperand, userOption, userOrRoot } from "./switched-user.ts";
import { beginning, commandName, joined, literal, type Value } from "./value.ts";

/** A shell that is given its script as a word, sh -ec SCRIPT name one two, or as a file, sh -e FILE one two. */
export interface ShellCall {
  readonly form: "word" | "file";
  /** The script, or the path of its file. */
  readonly script: Value;
  readonly positional: readonly Value[];
  readonly errexit: boolean;
  readonly pipefail: boolean;
  readonly runsAs: RunsAs | undefined;
}

/** The command that is run in the end, and the user that it is run as; undefined where nothing changes the user. */
export interface Unwrapped {
  readonly words: readonly Value[];
  readonly runsAs: RunsAs | undefined;
  /** True behind exec: the shell ends with it. */
  readonly replacesShell: boolean;
}

interface Wrapper extends OptionForm {
  /** Words between the options and the command: timeout's duration, gosu's user. */
  readonly operands: number;
  readonly user?: SwitchedUser;
  /** False where these options make it run no command, or one that sees other files. */
  readonly unwraps?: (options: Options) => boolean;
}

const USER_OPTIONS = ["user", "group", "prompt", "host", "supp-group", "whitelist-environment"];
const SETPRIV_OPTIONS =
  "ambient-caps inh-caps bounding-set ruid euid rgid egid reuid regid groups securebits pdeathsig".split(" ");

/** Programs that run the rest of their words as a command which sees the same files. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["busybox", { valued: "", operands: 0 }],
  ["builtin", { valued: "", operands: 0 }],
  [
    "chroot",
    { valued: "", valuedLong: ["userspec", "groups"], operands: 1, user: userOption("userspec"), unwraps: keepsRoot },
  ],
  ["command", { valued: "", operands: 0, unwraps: runsCommand }],
  ["doas", { valued: "uC", operands: 0, user: userOrRoot }],
  ["dumb-init", { valued: "r", operands: 0 }],
  ["env", { valued: "uCS", valuedLong: ["unset", "chdir", "split-string"], operands: 0 }],
  ["exec", { valued: "a", operands: 0 }],
  ["gosu", { valued: "", operands: 1, user: userOperand }],
  ["ionice", { valued: "cnpP", valuedLong: ["class", "classdata"], operands: 0 }],
  ["nice", { valued: "n", valuedLong: ["adjustment"], operands: 0 }],
  ["nohup", { valued: "", operands: 0 }],
  [
    "runuser",
    { valued: "ugGsw", valuedLong: USER_OPTIONS, operands: 0, user: userOption("u", "user"), unwraps: namesUser },
  ],
  ["setpriv", { valued: "", valuedLong: SETPRIV_OPTIONS, operands: 0, user: userOption("reuid", "euid") }],
  ["stdbuf", { valued: "ioe", valuedLong: ["input", "output", "error"], operands: 0 }],
  ["su-exec", { valued: "", operands: 1, user: userOperand }],
  ["sudo", { valued: "ugpCDhrtT", valuedLong: USER_OPTIONS, operands: 0, user: userOrRoot }],
  ["timeout", { valued: "sk", valuedLong: ["signal", "kill-after"], operands: 1 }],
  ["tini", { valued: "pe", operands: 0 }],
  ["toybox", { valued: "", operands: 0 }],
]);
const MOST_WRAPPERS = 8;
const SHELLS = new Set(["sh", "bash", "ash", "dash", "ksh", "mksh", "zsh"]);
const SHELL_OPTIONS = { valued: "oO", valuedLong: ["rcfile", "init-file"] };

/** Looks through the programs that only start another one. */
export function unwrapped(words: readonly Value[]): Unwrapped {
  let runsAs: RunsAs | undefined;
  let replacesShell = false;
  for (let layer = 0; layer < MOST_WRAPPERS; layer += 1) {
    const name = commandName(words[0]);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    if (wrapper === undefined) return { words, runsAs, replacesShell };
    const options = readOptions(words.slice(1), wrapper);
    if (wrapper.unwraps?.(options) === false) return { words, runsAs, replacesShell };
    replacesShell ||= name === "exec" && options.operands.length > 0;
    runsAs = wrapper.user?.(options) ?? runsAs;
    words = withoutAssignments(options.operands.slice(wrapper.operands), name === "env" || name === "sudo");
  }
  return { words: [], runsAs, replacesShell };
}

/** command -v only asks where a command is. */
function runsCommand({ given }: Options): boolean {
  return !given.some(({ name }) => name.toLowerCase() === "v");
}

/** chroot / only switches the user; elsewhere every path leads to other files. */
function keepsRoot({ operands }: Options): boolean {
  const root = literal(operands[0]);
  return root !== undefined && /^\/+$/.test(root);
}

/** Without -u, runuser is a su. */
function namesUser({ given }: Options): boolean {
  return given.some(({ name }) => name === "u" || name === "user");
}

function withoutAssignments(words: readonly Value[], takesAssignments: boolean): readonly Value[] {
  if (!takesAssignments) return words;
  const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(beginning(word)));
  return first < 0 ? [] : words.slice(first);
}

/** The script that `words` hand to a shell, su included; undefined where they run no shell, or hand it none. */
export function shellCall(words: readonly Value[]): ShellCall | undefined {
  const name = commandName(words[0]);
  if (name === "su" || name === "runuser") return loginShell(words.slice(1));
  if (name === undefined || !SHELLS.has(name)) return undefined;
  const { given, operands } = readOptions(words.slice(1).filter(switchesOn), SHELL_OPTIONS);
  const [script, ...rest] = operands;
  if (script === undefined || given.some((option) => option.name === "s")) return undefined;
  const form = given.some((option) => option.name === "c") ? "word" : "file";
  const positional = form === "word" ? rest.slice(1) : rest;
  const set = (letter: string, long: string): boolean =>
    given.some((option) => option.name === letter || (option.name === "o" && literal(option.value) === long));
  return { form, script, positional, errexit: set("e", "errexit"), pipefail: set("", "pipefail"), runsAs: undefined };
}

/** su [options] [user] -c SCRIPT, and runuser alike. */
function loginShell(words: readonly Value[]): ShellCall | undefined {
  const options = readOptions(words, {
    valued: "cgGsw",
    valuedLong: ["command", "group", "shell", "supp-group"],
    anywhere: true,
  });
  const script = options.given.findLast((option) => option.name === "c" || option.name === "command")?.value;
  return (
    script && { form: "word", script, positional: [], errexit: false, pipefail: false, runsAs: loginUser(options) }
  );
}

/** False for +x and the like, which switch options off. */
function switchesOn(word: Value): boolean {
  return !/^\+[a-zA-Z]+$/.test(literal(word) ?? "");
}

/** The words that run a script's file: those of its first line, #!/bin/sh -e, or else a shell, and the file. */
export function interpreterOf(file: Value, path: Value): readonly Value[] {
  const line = /^#![ \t]*([^\n]*)/.exec(beginning(file))?.[1] ?? "sh";
  const words = line
    .trim()
    .split(/[ \t]+/)
    .filter((word) => word !== "-S");
  return [...words.map((word) => joined([word], path.origin)), path];
}
