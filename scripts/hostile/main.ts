// Hands every hostile file to the built command and prints what became of it. An argument chooses files by their names.
import { HOSTILE_FILES } from "./files.ts";
import { Trials } from "./trial.ts";

const [wanted = ""] = process.argv.slice(2);
const trials = new Trials(process.env["PLIMSOLL"] ?? "dist/cli/plimsoll.cjs");
try {
  for (const file of HOSTILE_FILES.filter(({ name }) => name.includes(wanted))) {
    const { bytes, milliseconds, megabytes, exit, faults } = trials.of(file);
    const figures = [
      `${(bytes / 1e6).toFixed(1)} MB`,
      `${Math.round(milliseconds)} ms`,
      `${Math.round(megabytes ?? Number.NaN)} MB`,
      `exit ${exit}`,
    ];
    console.log(`${file.name.padEnd(52)}${figures.map((each) => each.padStart(10)).join("")}  ${faults.join("; ")}`);
  }
} finally {
  trials.remove();
}
