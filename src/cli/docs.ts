import { FORMAT_PROSE } from "../report/format-prose.ts";
import { FORMAT_NAMES } from "../report/formats.ts";
import { COMMAND_PROSE, type CommandProse, EXAMPLE, TAGLINE } from "./command-prose.ts";
import { EXIT_CODES } from "./exit-code.ts";
import { optionOwners, optionProse, optionSummary } from "./option-prose.ts";
import { COMMANDS, OPTIONS, type Option, optionUsage } from "./options.ts";

/** What is read, in Markdown: paragraphs, lists and `code`. */
export const INPUTS = `All arguments of a call are one release: references, selectors and namespaces are resolved across them, unless \`--each\` takes each file for a release of its own. A file that is named twice is read once. Findings name a file relative to the working directory, and one outside it as it was given.

- A folder is walked for \`.yaml\`, \`.yml\` and \`.json\`, without hidden folders, \`node_modules\` and links, and without the config and the baseline in use.
- A glob is expanded by Plimsoll where the shell has left it alone, so it means the same on every system.
- \`-\` is standard input, which is also read where nothing is named and it is no terminal. Findings name it \`<stdin>\`.
- A chart, which is a folder with \`Chart.yaml\`, is refused wherever it is met: \`plimsoll chart DIR\` renders and lints it.

The report goes to standard output, or to a file, which is neither an input nor the config or the baseline. Whatever keeps an input from being checked is said on standard error, and the rest is checked and reported all the same; only a config or a baseline that cannot be used stops everything.`;

const FIXES = `\`plimsoll fix\` makes the fixes that findings carry and lints again. A fix that does not remove its finding, or with which there is one more finding than before, is not made, and the line that says so tells why. Of several fixes for one place the first is made, and the others are looked at anew. What a comment, an annotation or the config silences is not fixed. Comments, order, quotes and line ends stay as they are.

- Safe fixes are made; those that may change what the author meant, or that touch text which aliases share, only with \`--unsafe\`.
- A file in which Helm has written \`# Source:\` is rendered, and is written anew by the next rendering: like standard input it is not edited, and each fix is told with the template that its text came from. A file that is kept as it was rendered once, and changed by hand since, is edited when those comments are taken out.
- A file that is not UTF-8, or one of whose documents cannot be read, is left alone.
- A file is written beside the old one, which it replaces at once, with the same mode; it is written only where it changes, and not where somebody else has changed it meanwhile. A link that is named stays a link: the file that it leads to is changed, wherever it lies. Links in folders are not followed.
- \`--dry-run\` prints a diff with paths relative to the working directory: \`plimsoll fix --dry-run manifests | git apply\`. git apply takes no path outside the working directory: run it from a folder above them.

The exit code speaks of what is left after the fixes, in a dry run of what would be left.`;

const BASELINE = `A project that Plimsoll finds much in need not mend all of it on the first day. \`plimsoll baseline write\` writes what it finds now into \`plimsoll-baseline.json\`, or into the file that \`--baseline\` or the config's \`baseline\` names; commit it. A run with that file reports only what is new, and its last line counts what is not: \`12 baselined\`.

\`\`\`sh
plimsoll baseline write manifests
plimsoll --baseline plimsoll-baseline.json manifests
\`\`\`

- A finding is recognised by its fingerprint: rule, object, field and the names in question. Lines may move, items change their order and messages their words.
- The file holds one entry for a finding, in the order of rule, object and field. The same input makes the same file, whatever it held before: write it with the same options, profiles and namespace as you lint with.
- What is mended leaves its entry behind. The last line of a run counts those whose object is there and fine, \`plimsoll baseline check\` names them all and exits with 1 while there are any, and \`plimsoll baseline write\` drops them.
- Entries of rules that do not run, and in a run of some files those about objects of others, are left alone.
- A document that cannot be read is never baselined, and neither is what is found about suppressions: a suppression that has expired would stay for ever.
- \`plimsoll baseline write chart DIR\` and \`plimsoll baseline check chart DIR\` render charts, with the options of \`plimsoll chart\`.
- Nothing is written where a part of the input could not be read.
- \`plimsoll fix\` does not ask the baseline: it mends what is old as well.`;

const CHANGED = `\`--changed-since REF\` reports the findings of a branch: those in files that differ from the last commit that HEAD and REF have in common, committed or not, and in files that Git does not follow. A finding counts where the place to mend or a place that it names lies in such a file.

\`\`\`sh
plimsoll --changed-since origin/main manifests
\`\`\`

All of the input is read and linted, since references need it, and the last line counts what is left out: \`4 in unchanged files\`. What comes from standard input is always reported, and so is a document that cannot be read. Findings which a change causes elsewhere, as where it deletes what other files refer to, can be among those left out: a baseline reports them.

Of a chart, findings count in the templates that have changed, and all of them where anything else has that its templates may read: its values, a helper, a part of it, a file that \`-f\` names.

Git is asked, so its history must be there: in a workflow of GitHub, checkout with \`fetch-depth: 0\`.`;

/** docs/cli.md, from the same tables as --help. */
export const cliDocs = (): string => `${sections().join("\n\n")}\n`;

function sections(): readonly string[] {
  return [
    "# The command line",
    TAGLINE,
    codeBlock(EXAMPLE),
    "## Commands",
    ...COMMANDS.flatMap(({ name }) => [...commandDocs(COMMAND_PROSE[name])]),
    "## What is read",
    INPUTS,
    "## What is fixed",
    FIXES,
    "## What is known already",
    BASELINE,
    "## What a branch changes",
    CHANGED,
    "## Options",
    ...OPTIONS.flatMap((option) => [...optionDocs(option)]),
    "## Formats",
    FORMAT_NAMES.map((name) => `- \`${name}\`: ${FORMAT_PROSE[name]}.`).join("\n"),
    "## Exit codes",
    `${EXIT_CODES.map(({ code, meaning }) => `- \`${code}\`: ${meaning}.`).join("\n")}`,
    "2 wins over 1. Neither the format nor where the report goes changes it.",
  ];
}

function* commandDocs({ usage, summary, examples }: CommandProse): Iterable<string> {
  yield `### \`${usage}\``;
  yield summary;
  yield codeBlock(examples.join("\n"));
}

function* optionDocs(option: Option): Iterable<string> {
  yield `### \`${optionUsage(option)}\``;
  const owners = optionOwners(option);
  yield owners === undefined ? optionSummary(option) : `${optionSummary(option)} ${owners}`;
  const { example } = optionProse(option.name);
  if (example) yield codeBlock(example);
}

const codeBlock = (command: string): string => `\`\`\`sh\n${command}\n\`\`\``;
