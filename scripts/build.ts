// Builds dist/: the library (an ES module with types) and the command (CommonJS, see scripts/build/command.ts).
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { bundleCommand } from "./build/command.ts";
import { buildLibrary } from "./build/library.ts";
import { licencesOf } from "./build/licences.ts";
import { writeRuleProse } from "./build/rule-prose.ts";

rmSync("dist", { recursive: true, force: true });
writeRuleProse("dist");
const library = await buildLibrary("dist/lib");
const command = await bundleCommand("dist/cli");
chmodSync("dist/cli/plimsoll.cjs", 0o755);
writeFileSync("dist/THIRD-PARTY-LICENSES", licencesOf([...library, ...[...command.modules.values()].flat()]));
