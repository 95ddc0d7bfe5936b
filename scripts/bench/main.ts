// npm run bench: wall time of the whole process beside an empty Node process, in turn, so that drift of the machine hits both.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifests } from "./manifests.ts";

/** Wall time at most this many times that of `node -e 0`. */
const CASES = [
  { name: "40 KB", bytes: 40_000, runs: 21, budget: 2 },
  { name: "6 MB", bytes: 6_000_000, runs: 9, budget: 10 },
];

const folder = mkdtempSync(join(tmpdir(), "plimsoll-bench-"));
let isOver = false;
try {
  for (const { name, bytes, runs, budget } of CASES) {
    const file = join(folder, "manifests.yaml");
    const text = manifests(bytes);
    writeFileSync(file, text);
    const [empty, linted] = inTurn(runs, ["-e", "0"], ["dist/cli/plimsoll.cjs", file]);
    const ratio = linted / empty;
    isOver ||= ratio > budget;
    process.stdout.write(
      `${name} (${text.length} bytes): ${linted.toFixed(0)} ms, node -e 0: ${empty.toFixed(0)} ms, ratio ${ratio.toFixed(2)} of at most ${budget} (medians of ${runs})\n`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = isOver ? 1 : 0;

function inTurn(runs: number, a: readonly string[], b: readonly string[]): [number, number] {
  const times: [number[], number[]] = [[], []];
  wallTime(a);
  wallTime(b);
  for (let run = 0; run < runs; run++) {
    times[0].push(wallTime(a));
    times[1].push(wallTime(b));
  }
  return [median(times[0]), median(times[1])];
}

function wallTime(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const took = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`exit ${status}: ${stderr}`);
  return took;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}
