// Builds dist/: the library (an ES module with types) and the command (CommonJS, see scripts/build/command.ts).
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { bundleCommand } from "./build/command.ts";
import { buildLibrary } from "./build/library.ts";
import { licencesOf } from "./build/licences.ts";
import { writeRuleProse } from "./build/rule-prose.ts";
import { ACTION_MAIN } from "./generate/action-file.ts";

/** What GitHub starts: the command itself, told to take its arguments from the environment. */
const STARTS_ACTION = `process.argv.splice(2, Infinity, "action");
require("../cli/plimsoll.cjs");
`;

rmSync("dist", { recursive: true, force: true });
writeRuleProse("dist");
const library = await buildLibrary("dist/lib");
const command = await bundleCommand("dist/cli");
mkdirSync("dist/action");
writeFileSync(ACTION_MAIN, STARTS_ACTION);
chmodSync("dist/cli/plimsoll.cjs", 0o755);
writeFileSync("dist/THIRD-PARTY-LICENSES", licencesOf([...library, ...[...command.modules.values()].flat()]));
