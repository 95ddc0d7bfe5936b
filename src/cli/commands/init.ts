import { join } from "node:path";
import type { ConfigurableRule } from "../../config/config-shape.ts";
import type { TemplateNote } from "../../config/config-template.ts";
import { configTemplate } from "../../config/config-template.ts";
import { onOneLine } from "../../report/escape.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { quote, shortList } from "../../rule/text.ts";
import type { Args } from "../args.ts";
import { EXAMPLE } from "../command-prose.ts";
import { type Complaint, complain } from "../complaint.ts";
import { CONFIG_NAME } from "../config-file.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { indented } from "../layout.ts";
import { hookFile, hookLines, isPlain, PLACEHOLDER_HELP, workflowFile } from "../starting-files.ts";
import { type Survey, surveyOf } from "../survey.ts";
import { codeOf, obstacleOf } from "../system-error.ts";

const HOOK_FILE = ".pre-commit-config.yaml";
const WORKFLOW_FILE = ".github/workflows/plimsoll.yaml";

/** Writes a config to begin with, and what else is asked for; never over a file that is there. */
export async function initCommand(io: Io, args: Args, rules: readonly ConfigurableRule[]): Promise<ExitCode> {
  const isMoreAsked = args.has("hook") || args.has("workflow");
  const survey = surveyOf(io);
  const complaints: Complaint[] = [];
  const lines: string[] = [];
  const write = (path: string, text: string, otherwise: (path: string) => void): void => {
    try {
      io.createFile(join(io.cwd, path), text);
      lines.push(`${path} is written`);
    } catch (error) {
      if (codeOf(error) === "EEXIST") otherwise(path);
      else complaints.push(unwritable(path, error));
    }
  };

  write(CONFIG_NAME, configTemplate(rules, foundLines(survey), notesOf(survey)), (path) => {
    if (isMoreAsked) lines.push(`${path} is there already, and stays as it is`);
    else complaints.push(existing(path));
  });
  if (args.has("hook"))
    write(HOOK_FILE, hookFile(survey), (path) => {
      lines.push(
        `${path} is there already, and stays as it is: put these lines below its "repos:"`,
        ...hookLines(survey),
      );
    });
  if (args.has("workflow"))
    write(WORKFLOW_FILE, workflowFile(survey), (path) => {
      complaints.push({
        message: `${quote(path)} exists already, and stays as it is`,
        help: "move it away and run this again, or change it by hand",
      });
    });
  if (complaints.length === 0) lines.push(...offers(args, survey));
  const odd = [...survey.charts.map(({ path }) => path), ...survey.folders].filter((path) => !isPlain(path));
  if (odd.length > 0) lines.push("", `Left out of the hook and the workflow for its name: ${shortList(odd, quote)}`);
  if (lines.length > 0) io.stdout.write(`${lines.map((line) => onOneLine(line)).join("\n")}\n`);
  for (const complaint of complaints) complain(io, complaint);
  return complaints.length > 0 ? 2 : 0;
}

const existing = (path: string): Complaint => ({
  message: `${quote(path)} exists already, and stays as it is`,
  help: "change it by hand, or move it away and run this again; --hook and --workflow write the other files all the same",
});

/** Throws whatever is no error of the system. */
function unwritable(path: string, error: unknown): Complaint {
  const { reason, remedy } = obstacleOf(error);
  return { message: `${quote(path)} cannot be written: ${reason}`, help: remedy };
}

const MOST_SHOWN = 20;

/** What the config says of the repository, a comment each. */
function foundLines({ charts, folders }: Survey): readonly string[] {
  const found = [
    ...(charts.length > 0 ? [`charts: ${shortList(charts, ({ path }) => path, MOST_SHOWN)}`] : []),
    ...(folders.length > 0 ? [`manifests: ${shortList(folders, (path) => path, MOST_SHOWN)}`] : []),
  ];
  return found.length > 0
    ? ["", "Found when this file was written:", ...found.map((line) => `- ${onOneLine(line)}`)]
    : [];
}

function notesOf({ charts, openshift }: Survey): Readonly<Record<string, TemplateNote>> {
  const asking = charts.filter(({ kubeVersion }) => kubeVersion !== undefined).slice(0, MOST_SHOWN);
  const kubeVersion = asking.map(({ path, kubeVersion: asked }) =>
    onOneLine(`${path} asks for ${quote(asked ?? "")}: name the oldest version that it is installed on.`),
  );
  return {
    ...(kubeVersion.length > 0 && { kubeVersion: { comments: kubeVersion } }),
    ...(openshift !== undefined && {
      platform: { comments: [onOneLine(`${openshift} holds an object of OpenShift.`)], value: "openshift" },
    }),
  };
}

/** What to do next. */
function offers(args: Args, survey: Survey): readonly string[] {
  const { charts, folders } = survey;
  const calls = [
    ...folders.slice(0, MOST_SHOWN).map((path) => `plimsoll ${shellWord(path)}`),
    ...charts.slice(0, MOST_SHOWN).map(({ path }) => `plimsoll chart ${shellWord(path)}`),
  ];
  return [
    "",
    ...(calls.length > 0
      ? ["To lint what was found here:", ...indented(calls)]
      : ["No chart and no manifest was found here. To lint what a chart elsewhere renders:", `  ${EXAMPLE}`]),
    ...(args.has("hook")
      ? []
      : [
          "",
          "To lint before each commit, below repos: in .pre-commit-config.yaml, which --hook writes:",
          ...hookLines(survey),
        ]),
    ...(args.has("workflow") ? [] : ["", `To lint each pull request on GitHub: --workflow writes ${WORKFLOW_FILE}`]),
    ...(PLACEHOLDER_HELP === undefined ? [] : ["", `Then ${PLACEHOLDER_HELP}.`]),
  ];
}
