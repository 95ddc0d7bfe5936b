import { VERSION } from "../tool-version.ts";
import { nodeIo } from "./node-io.ts";
import { run } from "./run.ts";

// Who reads the report may stop before its end, as head does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

// The exit code is set rather than the process ended: a pipe may still have to take a part of the report.
run(nodeIo).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const trace = error instanceof Error ? error.stack : String(error);
    nodeIo.stderr.write(`plimsoll: this is a defect of Plimsoll ${VERSION}, whatever the input\n${trace}\n`);
    process.exitCode = 2;
  },
);
