import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Not among the dependencies: 95 MB that few need. */
const PACKAGE = `@microsoft/sarif-multitool-${process.platform}`;
const VERSION = "5.7.0";

/** What the tool says about a log. */
export interface Remark {
  /** GH1003, SARIF2005 */
  readonly rule: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
}

interface Verdict {
  readonly version: string;
  readonly remarks: readonly Remark[];
}

/** The tool's own file: the script that npm puts beside it hands its arguments to a shell, which splits them at semicolons. */
export function multitoolIn(folder: string): string {
  const given = process.env["SARIF_MULTITOOL"];
  if (given) return given;
  const { status, stderr } = spawnSync("npm", ["install", "--no-save", "--prefix", folder, `${PACKAGE}@${VERSION}`], {
    encoding: "utf8",
  });
  const file = join(folder, "node_modules", PACKAGE, "Sarif.Multitool");
  if (status !== 0 || !existsSync(file)) throw new Error(`${PACKAGE} cannot be installed: ${stderr}`);
  chmodSync(file, 0o755);
  return file;
}

/** Validates by SARIF's rules and GitHub's. What counts is the file that the tool writes: it exits with 0 whatever it finds. */
export function validated(multitool: string, folder: string, name: string, text: string): Verdict {
  const [input, output] = [join(folder, `${name}.sarif`), join(folder, `${name}.result.sarif`)];
  writeFileSync(input, text);
  const rules = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"];
  const call = ["validate", input, ...rules, "-o", output, "--log", "ForceOverwrite"];
  // It prints every remark as well, which is in the file.
  const { error, stderr } = spawnSync(multitool, call, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  if (error) throw error;
  if (!existsSync(output)) throw new Error(`the SARIF multitool wrote no result for ${name}: ${stderr}`);
  const { runs } = JSON.parse(readFileSync(output, "utf8")) as Written;
  const [run] = runs;
  const notices = run?.invocations?.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications) ?? [];
  if (!run || notices.some(({ level }) => level === "error"))
    throw new Error(`the SARIF multitool could not look at ${name}: ${JSON.stringify(notices)}`);
  return {
    version: run.tool.driver.version.replace(/\.0$/, ""),
    remarks: run.results.map(({ ruleId, level = "warning", message }) => ({
      rule: ruleId,
      level,
      message: message.text ?? [message.id, ...(message.arguments ?? [])].join(" "),
    })),
  };
}

/** What is read of the tool's own SARIF. */
interface Written {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly version: string } };
    readonly invocations?: readonly { readonly toolExecutionNotifications?: readonly { readonly level?: string }[] }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly level?: Remark["level"];
      readonly message: { readonly text?: string; readonly id?: string; readonly arguments?: readonly string[] };
    }[];
  }[];
}
