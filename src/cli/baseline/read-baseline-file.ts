import { readBaseline } from "../../config/read-baseline.ts";
import type { Baseline } from "../../finding/baseline.ts";
import { quote } from "../../rule/text.ts";
import { readSource } from "../../yaml/source.ts";
import { type Complaint, unreadable } from "../complaint.ts";
import type { Io } from "../io.ts";
import { missingFile } from "../missing-file.ts";
import { MEGABYTE } from "../options.ts";
import type { BaselineFile } from "./baseline-file.ts";

type Reading = { readonly baseline: Baseline } | { readonly complaints: readonly Complaint[] };

/** A hundred thousand findings take less. */
const MOST_MEGABYTES = 32;

const WRITE = "plimsoll baseline write makes one of what is found now";

export function readBaselineFile(io: Io, { path, shown, namedBy }: BaselineFile): Reading {
  try {
    const status = io.status(path);
    if (!status)
      return {
        complaints: [
          namedBy
            ? missingFile(io, shown, path, WRITE, (name) => name.endsWith(".json"))
            : { message: `there is no baseline: ${quote(shown)} does not exist`, help: WRITE },
        ],
      };
    if (status.kind === "folder")
      return { complaints: [{ message: `${quote(shown)} is a folder, and no baseline`, help: "name a file" }] };
    // Who names one himself may read a pipe. What stands in a repository may be a device, which gives bytes for ever.
    if (status.kind === "other" && namedBy !== "option")
      return {
        complaints: [{ message: `${quote(shown)} is a pipe or a device, and no file`, help: "name a file" }],
      };
    const bytes = status.size > MOST_MEGABYTES * MEGABYTE ? undefined : io.readFile(path);
    if (!bytes || bytes.length > MOST_MEGABYTES * MEGABYTE) return { complaints: [tooLarge(shown)] };
    const reading = readBaseline(readSource(shown, bytes));
    return "problems" in reading ? { complaints: reading.problems } : reading;
  } catch (error) {
    return { complaints: [unreadable(shown, error)] };
  }
}

const tooLarge = (shown: string): Complaint => ({
  message: `${quote(shown)} is larger than ${MOST_MEGABYTES} MB, the most that is read of a baseline`,
  help: "switch off in plimsoll.yaml the rules that most of its entries are of, and write it anew",
});
