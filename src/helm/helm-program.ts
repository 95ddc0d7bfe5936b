import { isAbsolute, resolve } from "node:path";
import type { Io } from "../cli/io.ts";
import { quote } from "../rule/text.ts";
import type { Failure } from "./failure.ts";
import { isSystemError } from "./system-error.ts";

/** The helm that is run, and who names it. */
export interface HelmProgram {
  /** An absolute path, or a name on the PATH. */
  readonly program: string;
  readonly namedBy: "--helm" | "HELM_BIN" | undefined;
}

const PIPE = "pipe what it prints: helm template ./chart | plimsoll -";

/** `option` is --helm. Helm gives HELM_BIN to its plugins, and others use it in the same sense. */
export function helmProgram({ cwd, env }: Pick<Io, "cwd" | "env">, option: string | undefined): HelmProgram {
  const named = option ?? (env["HELM_BIN"] || undefined);
  if (named === undefined) return { program: "helm", namedBy: undefined };
  const isPath = isAbsolute(named) || /[\\/]/.test(named);
  return { program: isPath ? resolve(cwd, named) : named, namedBy: option === undefined ? "HELM_BIN" : "--helm" };
}

/** Why helm cannot be started; `code` is the system's. */
export function notStarted(io: Pick<Io, "status">, { program, namedBy }: HelmProgram, code: string): Failure {
  if (code === "ENOENT")
    return namedBy === undefined
      ? {
          message: "there is no helm on the PATH, and neither --helm nor HELM_BIN names one",
          help: `install Helm, or name the program with --helm PATH, or ${PIPE}`,
        }
      : {
          message: `the program ${quote(program)}, which ${namedBy} names, does not exist`,
          help: `name Helm's program; without ${namedBy} it is looked for on the PATH`,
        };
  if (namedBy !== undefined && isFolder(io, program))
    return {
      message: `${quote(program)}, which ${namedBy} names, is a folder, and no program`,
      help: `name Helm's program in it; without ${namedBy} it is looked for on the PATH`,
    };
  const reason = code === "EACCES" ? "permission denied" : `the system answers ${code}`;
  return {
    message: `the program ${quote(program)}${namedBy ? `, which ${namedBy} names,` : ""} cannot be run: ${reason}`,
    help: `name a program that this user may run with --helm PATH, or ${PIPE}`,
  };
}

function isFolder(io: Pick<Io, "status">, path: string): boolean {
  try {
    return isAbsolute(path) && io.status(path)?.kind === "folder";
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}
