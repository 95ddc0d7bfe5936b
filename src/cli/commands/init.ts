import { dirname, join, relative } from "node:path";
import type { ConfigurableRule } from "../../config/config-shape.ts";
import { configTemplate, type TemplateNote } from "../../config/config-template.ts";
import { onOneLine } from "../../report/escape.ts";
import { shellWord } from "../../rule/shell-word.ts";
import { list, quote, shortList } from "../../rule/text.ts";
import type { Args } from "../args.ts";
import { EXAMPLE } from "../command-prose.ts";
import { type Complaint, complain } from "../complaint.ts";
import { CONFIG_NAME } from "../config-file.ts";
import type { ExitCode } from "../exit-code.ts";
import { hookFile, hookLines, isPlain, PLACEHOLDER_HELP, workflowFile } from "../init/starting-files.ts";
import { type Survey, surveyOf } from "../init/survey.ts";
import type { Io } from "../io.ts";
import { indented } from "../layout.ts";
import { codeOf, obstacleOf } from "../system-error.ts";
import { UsageError } from "../usage-error.ts";

const HOOK_FILE = ".pre-commit-config.yaml";
const WORKFLOW_FILE = ".github/workflows/plimsoll.yaml";

/** Writes a config to begin with, and what else is asked for; never over a file that is there. */
export async function initCommand(io: Io, args: Args, rules: readonly ConfigurableRule[]): Promise<ExitCode> {
  checkFolder(io, args);
  const survey = surveyOf(io);
  const complaints: Complaint[] = [];
  const lines: string[] = [];
  /** True where the file is new. */
  const write = (path: string, text: string, ifThere: Complaint | readonly string[]): boolean => {
    try {
      io.createFile(join(io.cwd, path), text);
      lines.push(`${path} is written`);
      return true;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") complaints.push(unwritable(path, error));
      else if ("message" in ifThere) complaints.push(ifThere);
      else lines.push(...ifThere);
      return false;
    }
  };

  const isMoreAsked = args.has("hook") || args.has("workflow");
  const config = configTemplate(rules, foundLines(survey), notesOf(survey));
  if (write(CONFIG_NAME, config, isMoreAsked ? [stays(CONFIG_NAME)] : existing(CONFIG_NAME, OTHERS_ARE_WRITTEN)))
    lines.push(...remarks(io, survey));
  if (args.has("hook"))
    write(HOOK_FILE, hookFile(survey), [
      `${stays(HOOK_FILE)}: put these lines below its "repos:"`,
      ...hookLines(survey),
    ]);
  if (args.has("workflow")) write(WORKFLOW_FILE, workflowFile(survey), existing(WORKFLOW_FILE));
  if (complaints.length === 0) lines.push(...offers(args, survey));
  const odd = [...survey.charts.map(({ path }) => path), ...survey.folders].filter((path) => !isPlain(path));
  if (odd.length > 0) lines.push("", `Left out of the hook and the workflow for its name: ${shortList(odd, quote)}`);
  if (lines.length > 0) io.stdout.write(`${lines.map((line) => onOneLine(line)).join("\n")}\n`);
  for (const complaint of complaints) complain(io, complaint);
  return complaints.length > 0 ? 2 : 0;
}

/** Throws a UsageError where nobody would ever read the hook or the workflow. */
function checkFolder({ cwd, status }: Io, args: Args): void {
  const asked = ["hook", "workflow"].filter((name) => args.has(name)).map((name) => `--${name}`);
  if (asked.length === 0) return;
  for (let folder = cwd; ; folder = dirname(folder)) {
    const isRoot = status(join(folder, ".git")) !== undefined;
    if (isRoot && folder !== cwd) {
      const root = relative(cwd, folder);
      throw new UsageError(
        `what ${list(asked)} ${asked.length === 1 ? "writes" : "write"} counts only in the root of the repository, ${quote(root)}`,
        `cd ${shellWord(root)} && plimsoll init ${asked.join(" ")}`,
      );
    }
    if (isRoot || folder === dirname(folder)) return;
  }
}

/** What the new config changes. */
function* remarks(io: Io, { openshift }: Survey): Iterable<string> {
  if (openshift !== undefined) yield `It says platform: openshift, since ${openshift} holds an object of OpenShift`;
  for (let folder = io.cwd; folder !== dirname(folder); ) {
    folder = dirname(folder);
    const path = join(folder, CONFIG_NAME);
    if (!io.status(path)) continue;
    yield `The config ${quote(relative(io.cwd, path))} no longer counts in this folder`;
    return;
  }
}

const stays = (path: string): string => `${path} is there already, and stays as it is`;

const OTHERS_ARE_WRITTEN = "; --hook and --workflow write the other files all the same";

const existing = (path: string, more = ""): Complaint => ({
  message: `${quote(path)} exists already, and stays as it is`,
  help: `change it by hand, or move it away and run this again${more}`,
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
    onOneLine(`${path} asks for ${quote(asked ?? "")}; name the oldest version that you install it on.`),
  );
  return {
    ...(kubeVersion.length > 0 && { kubeVersion: { comments: kubeVersion } }),
    ...(openshift !== undefined && {
      platform: { comments: [onOneLine(`${openshift} holds an object of OpenShift.`)], value: "openshift" },
    }),
  };
}

/** False for what can only be shown escaped. */
const isTypable = (path: string): boolean => onOneLine(path) === path;

/** What to do next. */
function offers(args: Args, survey: Survey): readonly string[] {
  const { charts, folders } = survey;
  const calls = [
    ...folders
      .filter(isTypable)
      .slice(0, MOST_SHOWN)
      .map((path) => `plimsoll ${shellWord(path)}`),
    ...charts
      .filter(({ path }) => isTypable(path))
      .slice(0, MOST_SHOWN)
      .map(({ path }) => `plimsoll chart ${shellWord(path)}`),
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
    ...(PLACEHOLDER_HELP === undefined ? [] : ["", PLACEHOLDER_HELP]),
  ];
}
