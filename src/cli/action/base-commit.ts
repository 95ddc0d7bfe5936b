import type { Io } from "../io.ts";

const MOST_BYTES = 25 * 1024 * 1024;

type World = Pick<Io, "env" | "readFile" | "status">;

/** What a pull request, a merge queue or a push builds on, as git names it; undefined where the event has no such thing. */
export function baseCommit(io: World): string | undefined {
  const branch = io.env["GITHUB_BASE_REF"];
  if (branch) return `origin/${branch}`;
  const event = eventOf(io);
  const commit = property(property(event, "merge_group"), "base_sha") ?? property(event, "before");
  // A branch that is new was nothing before: zeros.
  return typeof commit === "string" && /^(?!0+$)[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

/** undefined where it cannot be read: an event that names no commit is told of all the same. */
function eventOf({ env, readFile, status }: World): unknown {
  const path = env["GITHUB_EVENT_PATH"];
  if (!path) return undefined;
  try {
    const size = status(path)?.size ?? MOST_BYTES;
    return size < MOST_BYTES ? JSON.parse(new TextDecoder().decode(readFile(path))) : undefined;
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
