import { expect, test, vi } from "vitest";
import { timingTable } from "../../src/cli/timing.ts";
import { Stopwatch } from "../../src/engine/stopwatch.ts";
import { plimsoll } from "./fake-io.ts";

vi.mock("../../src/index.ts", () => import("./scripted-lint.ts"));

/** A clock that stands still but for what is added to it. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

test("each stage has its line, in the order of the work, and each rule below them, slowest first", () => {
  const { now, pass } = clock();
  const stopwatch = new Stopwatch(now);
  pass(48.25);
  stopwatch.lap("parse");
  pass(1000);
  for (const rule of ["b", "a", "slow", "b"]) {
    stopwatch.lap("run rules", rule);
    pass(rule === "slow" ? 9 : 1);
    stopwatch.lap("settle findings");
    pass(0.5);
  }
  expect(timingTable(stopwatch)).toBe(
    `     48.3 ms  start
      0.0 ms  find files
      0.0 ms  read files
   1000.0 ms  parse
      0.0 ms  build the release
     12.0 ms  run rules
      2.0 ms  settle findings
      0.0 ms  report
   1062.3 ms  all
      9.0 ms  rule slow
      2.0 ms  rule b
      1.0 ms  rule a
`,
  );
});

test("--timing prints on stderr, and leaves the report and the exit code as they are", async () => {
  const files = { "a.yaml": "kind: Service\nreport: error\n", "b.yaml": "kind: Service\n" };
  const argv = ["--format", "unix", "a.yaml", "b.yaml"];
  const plain = await plimsoll(argv, { files, pace: 1 });
  const timed = await plimsoll([...argv, "--timing"], { files, pace: 1 });
  expect(timed).toEqual({ ...plain, stderr: expect.stringMatching(/^ +\d+\.0 ms {2}start\n/) });
  expect(plain.stderr).toBe("");
  expect(timed.stderr).toContain("      2.0 ms  read files\n      2.0 ms  parse\n");
});

test("without --timing nobody looks at the clock for it", async () => {
  const files = { "a.yaml": "kind: Service\n" };
  let looks = 0;
  const world = {
    files,
    get pace() {
      looks++;
      return 0;
    },
  };
  await plimsoll(["a.yaml"], world);
  expect(looks).toBe(1);
});
