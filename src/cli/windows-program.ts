import { win32 } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Absolute path of a program that is given as a name alone; undefined where no folder of PATH holds it. Left to itself,
 * Windows looks into the working directory first, where a repository may have put a helm.exe of its own.
 */
export function windowsProgram(
  program: string,
  env: Environment,
  isFile: (path: string) => boolean,
): string | undefined {
  if (/[\\/:]/.test(program)) return program;
  // What is started without a shell.
  const names = [...(program.includes(".") ? [program] : []), `${program}.com`, `${program}.exe`];
  return foldersOf(env)
    .flatMap((folder) => names.map((name) => win32.join(folder, name)))
    .find(isFile);
}

/** A folder may stand in quotes. One that is relative would lead into the working directory again. */
function foldersOf(env: Environment): readonly string[] {
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH");
  const path = (name !== undefined && env[name]) || "";
  return path
    .split(";")
    .map((folder) => folder.replaceAll('"', ""))
    .filter((folder) => win32.isAbsolute(folder));
}
