import { VERSION } from "../tool-version.ts";
import { complain } from "./complaint.ts";
import { defectOf } from "./defect.ts";
import { deferOptimizing } from "./defer-optimizing.ts";
import type { ExitCode } from "./exit-code.ts";
import { nodeIo } from "./node-io.ts";
import { run } from "./run.ts";
import { codeOf, obstacleOf } from "./system-error.ts";

let isLost = false;

nodeIo.stdout.onError((error) => {
  if (isLost || isUnwanted(error)) return;
  isLost = true;
  complain(nodeIo, { message: `the report cannot be written: ${obstacleOf(error).reason}` });
  endWith(2);
});
nodeIo.stderr.onError((error) => {
  if (!isUnwanted(error)) endWith(2);
});

/** Who reads the report may stop before its end, as head does. */
const isUnwanted = (error: unknown): boolean => codeOf(error) === "EPIPE";

/** The exit code is set rather than the process ended: a pipe may still have to take a part of the report. 2 stays. */
function endWith(code: ExitCode): void {
  if (process.exitCode !== 2) process.exitCode = code;
}

// The bundle is evaluated to its end before anything happens: what it loads later takes classes and tables from it.
queueMicrotask(() => {
  deferOptimizing();
  run(nodeIo).then(endWith, broken);
});

// Node's own answer to an error that nobody catches is a bare stack, and 1, which would say that something was found.
process.on("uncaughtException", broken);

/** What says more about an error may itself be what cannot be loaded. */
function broken(error: unknown): void {
  endWith(2);
  try {
    complain(nodeIo, defectOf(nodeIo, error));
  } catch {
    nodeIo.stderr.write(`plimsoll: a part of Plimsoll ${VERSION} is missing: install it again\n`);
  }
}
