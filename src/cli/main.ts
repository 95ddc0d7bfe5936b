import { VERSION } from "../tool-version.ts";
import { complain } from "./complaint.ts";
import type { ExitCode } from "./exit-code.ts";
import { nodeIo } from "./node-io.ts";
import { run } from "./run.ts";
import { codeOf, obstacleOf } from "./system-error.ts";

let isLost = false;

process.stdout.on("error", (error) => {
  if (isLost || isUnwanted(error)) return;
  isLost = true;
  complain(nodeIo, { message: `the report cannot be written: ${obstacleOf(error).reason}` });
  endWith(2);
});
process.stderr.on("error", (error) => {
  if (!isUnwanted(error)) endWith(2);
});

/** Who reads the report may stop before its end, as head does. */
const isUnwanted = (error: Error): boolean => codeOf(error) === "EPIPE";

/** The exit code is set rather than the process ended: a pipe may still have to take a part of the report. 2 stays. */
function endWith(code: ExitCode): void {
  if (process.exitCode !== 2) process.exitCode = code;
}

run(nodeIo).then(endWith, (error: unknown) => {
  const trace = error instanceof Error ? error.stack : String(error);
  nodeIo.stderr.write(`plimsoll: this is a defect of Plimsoll ${VERSION}, whatever the input\n${trace}\n`);
  endWith(2);
});
