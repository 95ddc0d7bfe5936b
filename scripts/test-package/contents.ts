import { failed, type Outcome, ok, run } from "./outcome.ts";
import type { Packed } from "./packed.ts";

/** What everybody who installs Plimsoll has on disk. */
const MOST_BYTES = 2_000_000;

export function size({ unpackedBytes }: Packed): Outcome {
  const figure = `${unpackedBytes.toLocaleString("en")} of ${MOST_BYTES.toLocaleString("en")} bytes unpacked`;
  return unpackedBytes <= MOST_BYTES ? ok(figure) : failed(`${figure}: "npm pack --dry-run" lists what takes them`);
}

export const publint = ({ tarball }: Packed): Outcome =>
  judged(["node_modules/publint/src/cli.js", tarball, "--strict"]);

/** As an ES module, which is what it is: scripts take it by Node's own require of modules. */
export const typesResolve = ({ tarball }: Packed): Outcome =>
  judged(["node_modules/@arethetypeswrong/cli/dist/index.js", tarball, "--profile", "esm-only"]);

function judged(call: readonly string[]): Outcome {
  const { status, stdout, stderr } = run(process.execPath, call);
  return status === 0 ? ok() : failed(`${stdout}${stderr}`.trim());
}
