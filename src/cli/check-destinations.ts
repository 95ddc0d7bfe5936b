import { resolve } from "node:path";
import { quote } from "../rule/text.ts";
import { STDIN } from "./inputs.ts";
import type { Io } from "./io.ts";
import type { InputFile } from "./manifests-below.ts";
import type { Destination } from "./option-values.ts";
import { UsageError } from "./usage-error.ts";

/** Leads to the file that the shell opened for standard input, on systems that have it. */
const STDIN_FILE = "/dev/stdin";

/** What a report must not be written over, by absolute path. */
interface Needed {
  readonly inputs: readonly InputFile[];
  readonly config: string | undefined;
  readonly baseline: string | undefined;
}

/** Throws a UsageError where a report would be written over what the run reads, or over another report, links followed. */
export function checkDestinations(io: Io, destinations: readonly Destination[], { inputs, ...others }: Needed): void {
  const written = new Set<string>();
  for (const { file } of destinations) {
    if (file === undefined) continue;
    const path = resolve(io.cwd, file);
    const taken = realFile(io, path);
    if (written.has(taken ?? path))
      throw new UsageError(`two reports would be written to ${quote(file)}`, "name a file for each");
    written.add(taken ?? path);
    if (taken === undefined) continue;
    for (const [name, other] of Object.entries(others))
      if (other !== undefined && realFile(io, other) === taken)
        throw new UsageError(`the report would be written over ${quote(file)}, the ${name}`, "name another file");
    if (inputs.some((input) => realFile(io, input.path === STDIN ? STDIN_FILE : input.path) === taken))
      throw new UsageError(
        `the report would be written over ${quote(file)}, which is one of the inputs`,
        "name another file, in none of the folders that are read; where it is an old report, delete it",
      );
  }
}

/** undefined where there is no file that could be lost. */
function realFile(io: Io, path: string): string | undefined {
  try {
    return io.status(path)?.kind === "file" ? io.realPath(path) : undefined;
  } catch {
    return undefined;
  }
}
