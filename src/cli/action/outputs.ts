/** What later steps of a workflow may ask for; action.yml and docs/github.md are made of it. */
export const OUTPUTS = {
  errors: "Number of findings of severity error.",
  warnings: "Number of findings of severity warning.",
  infos: "Number of findings of severity info.",
  total: "Number of findings.",
  "exit-code": "0: nothing at or above fail-on; 1: something; 2: something could not be used.",
  "sarif-file": "Path of the SARIF file from the workspace of the job, where one was written.",
  charts: "Paths of the charts that were linted, one a line.",
} as const satisfies Readonly<Record<string, string>>;

export type OutputName = keyof typeof OUTPUTS;

/** Lines for the file that GITHUB_OUTPUT names. A value that is of several lines ends at a line that it cannot hold. */
export function outputLines(outputs: Readonly<Record<OutputName, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      let end = "END";
      while (value.includes(end)) end += "D";
      return `${name}<<${end}\n${value}\n${end}\n`;
    })
    .join("");
}
