import type { Io } from "../io.ts";

const MOST_BYTES = 25 * 1024 * 1024;

/** What a pull request or a push builds on, as git names it; undefined where the event has no such thing. */
export function baseCommit({ env, readFile, status }: Pick<Io, "env" | "readFile" | "status">): string | undefined {
  const branch = env["GITHUB_BASE_REF"];
  if (branch) return `origin/${branch}`;
  const path = env["GITHUB_EVENT_PATH"];
  if (!path || (status(path)?.size ?? MOST_BYTES) >= MOST_BYTES) return undefined;
  const event: unknown = parsed(new TextDecoder().decode(readFile(path)));
  const before = typeof event === "object" && event !== null && "before" in event ? event.before : undefined;
  // A branch that is new was nothing before: zeros.
  return typeof before === "string" && /^(?!0+$)[0-9a-f]{40,64}$/.test(before) ? before : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
