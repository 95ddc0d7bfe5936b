import { type OptionForm, readOptions } from "./options.ts";
import { beginning, commandName, literal, type Value } from "./value.ts";

/** A shell that is given its script as a word: sh -ec SCRIPT name one two. */
export interface ShellCall {
  readonly script: Value;
  readonly positional: readonly Value[];
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

interface Wrapper extends OptionForm {
  /** Words between the options and the command: timeout's duration, gosu's user. */
  readonly operands: number;
}

/** Programs that run the rest of their words as a command which sees the same files. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["busybox", { valued: "", operands: 0 }],
  ["builtin", { valued: "", operands: 0 }],
  ["command", { valued: "", operands: 0 }],
  ["doas", { valued: "uC", operands: 0 }],
  ["dumb-init", { valued: "r", operands: 0 }],
  ["env", { valued: "uCS", valuedLong: ["unset", "chdir", "split-string"], operands: 0 }],
  ["exec", { valued: "a", operands: 0 }],
  ["gosu", { valued: "", operands: 1 }],
  ["ionice", { valued: "cnpP", valuedLong: ["class", "classdata"], operands: 0 }],
  ["nice", { valued: "n", valuedLong: ["adjustment"], operands: 0 }],
  ["nohup", { valued: "", operands: 0 }],
  ["setpriv", { valued: "", valuedLong: ["reuid", "regid", "groups", "inh-caps", "bounding-set"], operands: 0 }],
  ["stdbuf", { valued: "ioe", valuedLong: ["input", "output", "error"], operands: 0 }],
  ["su-exec", { valued: "", operands: 1 }],
  ["sudo", { valued: "ugpCDhrtT", valuedLong: ["user", "group", "prompt", "host"], operands: 0 }],
  ["timeout", { valued: "sk", valuedLong: ["signal", "kill-after"], operands: 1 }],
  ["tini", { valued: "pe", operands: 0 }],
  ["toybox", { valued: "", operands: 0 }],
]);
const MOST_WRAPPERS = 8;
const SHELLS = new Set(["sh", "bash", "ash", "dash", "ksh", "mksh", "zsh"]);
const SHELL_OPTIONS = { valued: "oO", valuedLong: ["rcfile", "init-file"] };

/** The words of the command that is run in the end. */
export function unwrapped(words: readonly Value[]): readonly Value[] {
  for (let layer = 0; layer < MOST_WRAPPERS; layer += 1) {
    const name = commandName(words[0]);
    const wrapper = name === undefined ? undefined : WRAPPERS.get(name);
    if (wrapper === undefined) return words;
    const { given, operands } = readOptions(words.slice(1), wrapper);
    if (name === "command" && given.some((option) => option.name.toLowerCase() === "v")) return [];
    words = withoutAssignments(operands.slice(wrapper.operands), name === "env" || name === "sudo");
  }
  return [];
}

function withoutAssignments(words: readonly Value[], takesAssignments: boolean): readonly Value[] {
  if (!takesAssignments) return words;
  const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(beginning(word)));
  return first < 0 ? [] : words.slice(first);
}

/** The script that `words` hand to a shell, su included; undefined where they run no shell or a script from a file. */
export function shellCall(words: readonly Value[]): ShellCall | undefined {
  const name = commandName(words[0]);
  if (name === "su") return switchedUser(words.slice(1));
  if (name === undefined || !SHELLS.has(name)) return undefined;
  const { given, operands } = readOptions(words.slice(1).filter(switchesOn), SHELL_OPTIONS);
  const [script, , ...positional] = operands;
  if (script === undefined || !given.some((option) => option.name === "c")) return undefined;
  const set = (letter: string, long: string): boolean =>
    given.some((option) => option.name === letter || (option.name === "o" && literal(option.value) === long));
  return { script, positional, errexit: set("e", "errexit"), pipefail: set("", "pipefail") };
}

/** su [options] user -c SCRIPT. */
function switchedUser(words: readonly Value[]): ShellCall | undefined {
  const { given } = readOptions(words, {
    valued: "cgGsw",
    valuedLong: ["command", "group", "shell", "supp-group"],
    anywhere: true,
  });
  const script = given.findLast((option) => option.name === "c" || option.name === "command")?.value;
  return script && { script, positional: [], errexit: false, pipefail: false };
}

/** False for +x and the like, which switch options off. */
function switchesOn(word: Value): boolean {
  return !/^\+[a-zA-Z]+$/.test(literal(word) ?? "");
}
