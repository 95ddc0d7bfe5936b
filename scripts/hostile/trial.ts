import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HostileFile } from "./files.ts";

/** What became of a run. */
export interface Trial {
  readonly bytes: number;
  readonly milliseconds: number;
  /** The peak of its resident set; undefined where it died. */
  readonly megabytes: number | undefined;
  readonly exit: number | NodeJS.Signals | null;
  readonly stderr: string;
  /** The limits that it has broken, in words. */
  readonly faults: readonly string[];
}

/** Written into the process that is measured: at its end it tells the most memory that it had. */
const WITNESS = 'process.on("exit", () => require("node:fs").writeSync(3, String(process.resourceUsage().maxRSS)));';
const RUNS = 3;
const DEADLINE = 60_000;

/** Hands files to the built command, one at a time, in a folder of their own. */
export class Trials {
  readonly #folder = mkdtempSync(join(tmpdir(), "plimsoll-hostile-"));
  readonly #witness = join(this.#folder, "witness.cjs");

  constructor(private readonly command: string) {
    writeFileSync(this.#witness, WITNESS);
  }

  /** Best of three: what else the machine does is no fault of ours. */
  of(file: HostileFile): Trial {
    const path = join(this.#folder, "hostile.yaml");
    const content = file.write();
    writeFileSync(path, content);
    const args = ["--require", this.#witness, this.command, ...(file.options ?? []), path];
    let best = this.#run(args, Buffer.byteLength(content));
    for (let run = 1; run < RUNS && best.faults.length > 0; run++) {
      const next = this.#run(args, best.bytes);
      if (next.faults.length <= best.faults.length) best = next;
    }
    rmSync(path);
    return best;
  }
  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #run(args: readonly string[], bytes: number): Trial {
    // A pipe that nobody empties in time would slow it down.
    const report = openSync(join(this.#folder, "report"), "w");
    const start = performance.now();
    const { status, signal, stderr, output } = spawnSync(process.execPath, args, {
      encoding: "utf8",
      stdio: ["ignore", report, "pipe", "pipe"],
      timeout: DEADLINE,
    });
    const milliseconds = performance.now() - start;
    closeSync(report);
    const megabytes = output[3] ? (Number(output[3]) * 1024) / 1e6 : undefined;
    const run = { bytes, milliseconds, megabytes, exit: status ?? signal, stderr };
    return { ...run, faults: [...faultsOf(run)] };
  }
}

/** 300 MB up to 10 MB of input and 30 MB more for each further one; 2 seconds for each started 10 MB. */
function* faultsOf({ bytes, milliseconds, megabytes, exit, stderr }: Omit<Trial, "faults">): Generator<string> {
  const input = bytes / 1e6;
  const memory = 300 + 30 * Math.max(0, Math.ceil(input - 10));
  const time = 2000 * Math.max(1, Math.ceil(input / 10));
  if (exit !== 0 && exit !== 1 && exit !== 2) yield `it ended with ${exit}: ${stderr.slice(0, 500)}`;
  if (/defect of Plimsoll|FATAL ERROR/.test(stderr)) yield `it crashed: ${stderr.slice(0, 500)}`;
  if (milliseconds > time) yield `it took ${Math.round(milliseconds)} ms of ${time}`;
  if ((megabytes ?? Number.POSITIVE_INFINITY) > memory)
    yield `it needed ${megabytes && Math.round(megabytes)} MB of ${memory}`;
}
