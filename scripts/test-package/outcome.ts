import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from "node:child_process";

/** How a check went. What failed or was skipped has a reason. */
export interface Outcome {
  readonly is: "ok" | "failed" | "skipped";
  /** Beside "ok" it is a figure; otherwise it tells why. */
  readonly detail: string;
}

export const ok = (detail = ""): Outcome => ({ is: "ok", detail });
export const failed = (detail: string): Outcome => ({ is: "failed", detail });
export const skipped = (detail: string): Outcome => ({ is: "skipped", detail });

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. Throws only where it cannot be started. */
export function run(
  program: string,
  args: readonly string[],
  options: Omit<SpawnSyncOptionsWithStringEncoding, "encoding"> = {},
): Said {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    ...options,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** "ok" where a program ended as it has to, and printed the text. */
export function expected({ status, stdout, stderr }: Said, wanted: { status: number; stdout?: string }): Outcome {
  if (status === wanted.status && stdout.includes(wanted.stdout ?? "") && stderr === "") return ok();
  const wish = wanted.stdout === undefined ? "" : ` and ${JSON.stringify(wanted.stdout)} on standard output`;
  return failed(
    `expected exit code ${wanted.status}${wish}, and nothing on standard error; got exit code ${status}\n${stdout}${stderr}`.trimEnd(),
  );
}
