import type { ExecAction } from "kubernetes-types/core/v1.js";
import type { Container } from "../kubernetes/container.ts";
import { hasPlaceholder } from "../kubernetes/placeholder.ts";
import { cleanPath } from "../shell/path.ts";
import type { Node } from "../yaml/node.ts";
import type { Place } from "../yaml/place.ts";

/** What has the runtime run a file, the gravest first. */
export const STARTS = ["command", "postStart", "startupProbe", "readinessProbe", "livenessProbe", "preStop"] as const;

/** A file that a container runs as a program of its own, rather than hand it to a shell to read. */
export interface StartedFile {
  readonly start: (typeof STARTS)[number];
  readonly container: Container;
  /** Clean and absolute. */
  readonly path: string;
  /** As it is written. */
  readonly at: Place;
  /** sh, where a shell is told to run the file and nothing else. */
  readonly shell: string | undefined;
}

/** Without a command the image decides what runs, and args are words for that. */
export function* startedFiles(container: Container): Iterable<StartedFile> {
  for (const start of STARTS) {
    const found = fileIn(wordsOf(container, start));
    if (found) yield { start, container, ...found };
  }
}

function wordsOf({ node }: Container, start: StartedFile["start"]): readonly Node<string>[] {
  const hooks = node.get("lifecycle");
  const exec = (action: Node<{ readonly exec?: ExecAction }>) => action.get("exec").get("command").items();
  switch (start) {
    case "command": {
      const command = node.get("command").items();
      return command.length > 0 ? [...command, ...node.get("args").items()] : [];
    }
    case "postStart":
    case "preStop":
      return exec(hooks.get(start));
    default:
      return exec(node.get(start));
  }
}

const SHELL = /^(?:\/(?:usr\/)?bin\/)?((?:ba|da|a|k|z)?sh)$/;
/** -c, and -ec. */
const TAKES_SCRIPT = /^-[a-z]*c$/;
/** A script of one command. What may stand between two is nowhere in it, so its status is the shell's. */
const ONE_COMMAND = /^(?:exec[ \t]+)?(\/[\w./@+-]+)(?:[ \t][^;&|\n]*)?$/;

function fileIn(words: readonly Node<string>[]): Pick<StartedFile, "path" | "at" | "shell"> | undefined {
  const [program, option, script] = words;
  const { text } = program ?? {};
  if (program === undefined || text === undefined) return undefined;
  const shell = SHELL.exec(text)?.[1];
  if (shell === undefined)
    // Kubernetes puts a variable in the place of $(NAME).
    return text.startsWith("/") && !text.includes("$(") && !hasPlaceholder(text)
      ? { path: cleanPath(text), at: program, shell }
      : undefined;
  if (script?.text === undefined || !TAKES_SCRIPT.test(option?.text ?? "") || script.text.includes("{{"))
    return undefined;
  const path = ONE_COMMAND.exec(script.text.trim())?.[1];
  return path === undefined ? undefined : { path: cleanPath(path), at: script.part(path), shell };
}
