import { FORMATS } from "../report/formats.ts";
import { EXIT_CODES } from "./exit-code.ts";
import {
  COMMANDS,
  EXAMPLE,
  FORMAT_NAMES,
  OPTIONS,
  type Option,
  optionSummary,
  optionUsage,
  TAGLINE,
} from "./options.ts";

const INPUTS = `All arguments of a call are one release: references, selectors and namespaces are resolved across them, unless \`--each\` takes each file for a release of its own. A file that is named twice is read once. Findings name a file relative to the working directory, and one outside it as it was given.

- A folder is walked for \`.yaml\`, \`.yml\` and \`.json\`, without hidden folders, \`node_modules\` and links.
- A glob is expanded by Plimsoll where the shell has left it alone, so it means the same on every system.
- \`-\` is standard input, which is also read where nothing is named and it is no terminal. Findings name it \`<stdin>\`.
- A chart, which is a folder with \`Chart.yaml\`, is refused wherever it is met: \`helm template DIR | plimsoll -\` lints it.

The report goes to standard output, or to a file, which is neither an input nor the config. Whatever keeps an input from being checked is said on standard error, and the rest is checked and reported all the same; only a config that cannot be used stops everything.`;

/** docs/cli.md, from the same tables as --help. */
export const cliDocs = (): string => `${sections().join("\n\n")}\n`;

function sections(): readonly string[] {
  return [
    "# The command line",
    TAGLINE,
    codeBlock(EXAMPLE),
    "## Commands",
    ...COMMANDS.flatMap(({ usage, summary }) => [`### \`${usage}\``, summary]),
    "## What is read",
    INPUTS,
    "## Options",
    ...OPTIONS.flatMap((option) => [...optionDocs(option)]),
    "## Formats",
    FORMAT_NAMES.map((name) => `- \`${name}\`: ${FORMATS[name].summary}.`).join("\n"),
    "## Exit codes",
    `${EXIT_CODES.map(({ code, meaning }) => `- \`${code}\`: ${meaning}.`).join("\n")}`,
    "2 wins over 1. Neither the format nor where the report goes changes it.",
  ];
}

function* optionDocs(option: Option): Iterable<string> {
  yield `### \`${optionUsage(option)}\``;
  yield optionSummary(option);
  if (option.example) yield codeBlock(option.example);
}

const codeBlock = (command: string): string => `\`\`\`sh\n${command}\n\`\`\``;
