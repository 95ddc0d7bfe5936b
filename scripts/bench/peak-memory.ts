// Loaded into a process that is measured: at its end it writes to descriptor 3 the most memory that it had, in KiB.
import { writeSync } from "node:fs";

process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));
