import { paletteFor } from "../../report/palette.ts";
import { exampleText } from "../../rule/example-text.ts";
import { READ_FAILURE } from "../../rule/read-failure.ts";
import type { AnyRule, Example } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Args } from "../args.ts";
import { wantsColor } from "../color.ts";
import { complain } from "../complaint.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { columns, indented, wrapped } from "../layout.ts";
import { colorChoice } from "../option-values.ts";

/** Lines longer than this are hard to read, however wide the terminal is. */
const MOST_COLUMNS = 100;
const INDENT = "  ";

export function explainCommand(io: Io, args: Args, rules: readonly AnyRule[]): ExitCode {
  const [id = ""] = args.operands;
  const rule = rules.find((known) => known.id === id);
  if (!rule) {
    const ids = rules.map((known) => known.id);
    complain(io, {
      message: `rule ${quote(id)} is not known`,
      help: didYouMean(id, ids) ?? "plimsoll rules lists them",
    });
    return 2;
  }
  const width = Math.min(io.stdout.columns ?? MOST_COLUMNS, MOST_COLUMNS);
  const { strong } = paletteFor(wantsColor(colorChoice(args.last("color")), io));
  const sections = [...sectionsOf(rule, width - INDENT.length)].map(({ title, lines }) =>
    [strong(title), ...indented(lines, INDENT)].join("\n"),
  );
  io.stdout.write(`${sections.join("\n\n")}\n`);
  return 0;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function* sectionsOf(rule: AnyRule, width: number): Iterable<Section> {
  yield { title: rule.id, lines: [...wrapped(rule.summary, width), "", ...columns([...facts(rule)], width)] };
  yield { title: "Why", lines: prose(rule.rationale, width) };
  for (const example of rule.examples) yield* exampleSections(example);
  yield { title: "To configure it, in plimsoll.yaml", lines: configuration(rule) };
  if (rule.id !== READ_FAILURE && rule.on !== "suppression")
    yield { title: "To allow it in one place", lines: allowance(rule.id) };
  if (rule.references?.length) yield { title: "References", lines: rule.references };
}

function* facts(rule: AnyRule): Iterable<readonly [string, string]> {
  yield ["severity", rule.severity];
  yield ["profile", rule.profile === "default" ? "default" : `${rule.profile}, on with --profile ${rule.profile}`];
  if (rule.stage === "preview") yield ["stage", "preview"];
  yield ["since", rule.since];
}

function* exampleSections({ title, platform, bad, good }: Example): Iterable<Section> {
  const about = `${platform ? ` with --platform ${platform}` : ""}${title ? `: ${title}` : ""}`;
  yield { title: `Reported${about}`, lines: codeLines(bad) };
  yield { title: `Not reported${about}`, lines: codeLines(good) };
}

const codeLines = (code: string): readonly string[] => exampleText(code).split("\n");

function configuration({ id, severity, options }: AnyRule): readonly string[] {
  if (id === READ_FAILURE) return ["ignore:", `  - rule: ${id}`, "    path: FILE", "    reason: REASON"];
  if (!options) return ["rules:", `  ${id}: off  # off, info, warning or error`];
  const defaults = Object.entries(options.defaults).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`);
  return ["rules:", `  ${id}:`, `    severity: ${severity}  # off, info, warning or error`, ...defaults];
}

const allowance = (id: string): readonly string[] => [
  `# plimsoll: allow ${id} -- REASON`,
  "    a comment on the line of the finding, or on the line above it",
  `plimsoll/allow: "${id}: REASON"`,
  "    an annotation of the object, or of its pod template",
];

/** Markdown as plain text: paragraphs and list items are filled. */
function prose(markdown: string, width: number): readonly string[] {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .flatMap((block, at) => {
      const items = block.split(/\n(?=- )/).flatMap((item) => filled(item, width));
      return at === 0 ? items : ["", ...items];
    });
}

function filled(item: string, width: number): readonly string[] {
  if (!item.startsWith("- ")) return wrapped(item, width);
  const [first = "", ...rest] = wrapped(item, width - INDENT.length);
  return [first, ...indented(rest, INDENT)];
}
