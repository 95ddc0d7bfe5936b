import { describe, expect, it } from "vitest";
import { otherKinds } from "../../scripts/examples/other-kinds.ts";
import type { Finding } from "../../src/finding/finding.ts";
import { lint, RULES, readSource } from "../../src/index.ts";
import { onOneLine } from "../../src/report/escape.ts";
import {
  EMACS_ENTRY,
  EMACS_PATTERN,
  GITHUB_MATCHER,
  VIM_ERRORFORMAT,
  VSCODE_MATCHER,
} from "../../src/report/matchers.ts";
import { unix } from "../../src/report/unix.ts";
import { at, contextOf, findingOf, hostileReport, reportOf } from "./samples.ts";
import { AWKWARD_PATHS, awkwardFindings } from "./trials.ts";

/** What a matcher makes of a line. */
interface Read {
  readonly file: string | undefined;
  readonly line: string | undefined;
  readonly column: string | undefined;
  readonly severity: string | undefined;
  /** With the rule behind it, where the matcher does not tell them apart. */
  readonly message: string | undefined;
  readonly code: string | undefined;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const EXAMPLES = RULES.flatMap((rule) =>
  rule.examples.flatMap((example, index) => [example, ...otherKinds(rule, example, index + 1)]),
);
const REAL = EXAMPLES.flatMap(
  ({ bad, platform }) =>
    lint([readSource("charts/a b/example.yaml", bytes(bad))], { profiles: ["all"], preview: true, platform }).findings,
);

/** The lines of which the path is written as it is. */
const WORST: readonly Finding[] = [
  ...awkwardFindings(),
  ...hostileReport().findings,
  ...AWKWARD_PATHS.map((file) => findingOf({ message: `${file}:1:2: error: x [y]`, location: at(file, 1, 1, 1) })),
  findingOf({ location: at("C:/charts/shop.yaml", 4, 17, 20) }),
  ...(["error", "warning", "info"] as const).flatMap((severity) =>
    ["error", "warning", "info"].map((word) => findingOf({ severity, message: `x.yaml:1:2: ${word}: forged [y]` })),
  ),
];

const rowOf = (finding: Finding): string => unix(reportOf([finding]), contextOf()).slice(0, -1);

/** What was written, from its parts: not how the expressions see it. */
function written(finding: Finding): Read {
  const { severity, message, rule, location, origin } = finding;
  const { line, column } = location.start;
  const row = rowOf(finding);
  const place = `:${line}:${column}: ${severity}: `;
  return {
    file: row.slice(0, row.indexOf(place)),
    line: `${line}`,
    column: `${column}`,
    severity,
    message: onOneLine(origin?.template ? `${message} (from ${origin.template.file})` : message),
    code: onOneLine(rule).replaceAll("[", "\\u005b").replaceAll("]", "\\u005d"),
  };
}

interface Pattern {
  readonly regexp: string;
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly severity?: number;
  readonly message: number;
  readonly code: number;
}
function readBy(pattern: Pattern, line: string): Read | undefined {
  const groups = new RegExp(pattern.regexp).exec(line);
  const group = (number: number | undefined) => (number === undefined ? undefined : groups?.[number]);
  return (
    (groups?.length && {
      file: group(pattern.file),
      line: group(pattern.line),
      column: group(pattern.column),
      severity: group(pattern.severity),
      message: group(pattern.message),
      code: group(pattern.code),
    }) ||
    undefined
  );
}

interface Matcher {
  readonly severity?: string;
  readonly pattern: readonly Pattern[];
}

/** As the runner does: the first matcher that takes the line; a matcher's own severity where none is read. */
function readByGithub(line: string, matchers: readonly Matcher[] = GITHUB_MATCHER.problemMatcher): Read | undefined {
  for (const { severity, pattern } of matchers) {
    const read = readBy(pattern[0]!, line);
    if (read) return { ...read, severity: read.severity ?? severity };
  }
  return undefined;
}

/** Vim's scanf-like format as an expression (:help errorformat): %f and what stands for any text take as little as they can. */
function readByVim(line: string): Read | undefined {
  const PARTS: Readonly<Record<string, string>> = {
    "%f": "(?<file>.+?)",
    "%l": "(?<line>\\d+)",
    "%c": "(?<column>\\d+)",
    "%t": "(?<severity>.)",
    "%m": "(?<message>.+)",
    "%*[^:]": "[^:]+",
  };
  const source = VIM_ERRORFORMAT.replace(/%\*\[\^:\]|%.|[^%]/g, (part) => PARTS[part] ?? literal(part));
  const groups = new RegExp(`^${source}$`, "u").exec(line)?.groups;
  if (!groups) return undefined;
  const { file, line: number, column, severity, message } = groups;
  return { file, line: number, column, severity, message, code: undefined };
}

/** An expression of Emacs: groups and alternatives are those with a backslash, and bare signs stand for themselves. */
function readByEmacs(line: string): Read | undefined {
  const source = EMACS_PATTERN.regexp.replace(/\\[(|)]|[(|){}]/g, (sign) =>
    sign.length === 2 ? sign.slice(1) : literal(sign),
  );
  const groups = new RegExp(source, "u").exec(line);
  if (!groups) return undefined;
  const severity = groups[EMACS_PATTERN.warning] ? "warning" : groups[EMACS_PATTERN.info] ? "info" : "error";
  const [file, number, column] = [EMACS_PATTERN.file, EMACS_PATTERN.line, EMACS_PATTERN.column].map((at) => groups[at]);
  return { file, line: number, column, severity, message: line.slice(groups[0].length), code: undefined };
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

const withRule = (read: Read): Read => ({ ...read, message: `${read.message} [${read.code}]`, code: undefined });

describe.each([
  ["every rule's example", REAL],
  ["the worst names and texts", WORST],
])("what is read of %s", (_, findings) => {
  it("is a finding of each severity and rule that there is", () => {
    expect(new Set(findings.map(({ severity }) => severity)).size).toBe(3);
    if (findings === REAL)
      expect(new Set(findings.map(({ rule }) => rule)).size).toBe(
        RULES.filter(({ examples }) => examples.length).length,
      );
  });

  it("is what was written, on GitHub, where info is a notice", () => {
    for (const finding of findings) {
      const { severity, ...rest } = written(finding);
      const expected = { ...rest, severity: severity === "info" ? "notice" : severity };
      expect(readByGithub(rowOf(finding))).toEqual(expected);
      expect(readByGithub(rowOf(finding), GITHUB_MATCHER.problemMatcher.toReversed())).toEqual(expected);
    }
  });

  it("is what was written, in Visual Studio Code", () => {
    for (const finding of findings) expect(readBy(VSCODE_MATCHER.pattern, rowOf(finding))).toEqual(written(finding));
  });

  it("is what was written, in Vim, which knows severities by a letter and leaves the rule in the message", () => {
    for (const finding of findings) {
      const expected = withRule(written(finding));
      expect(readByVim(rowOf(finding))).toEqual({ ...expected, severity: expected.severity?.[0] });
    }
  });

  it("is what was written, in Emacs, which leaves the rule in the message", () => {
    for (const finding of findings) expect(readByEmacs(rowOf(finding))).toEqual(withRule(written(finding)));
  });

  it("is the path of the file, where a terminal can show it and it does not look like a place", () => {
    for (const finding of findings) {
      const { file } = finding.location;
      const isPlain = onOneLine(file) === file && !/:\d+:\d+: /.test(file);
      const path = written(finding).file?.replace(/^\.\/(?=\W*::)/, "");
      if (isPlain) expect(path).toBe(file);
    }
  });
});

describe("the matchers", () => {
  const OTHERS = [
    "1 error in 1 object of 1 file",
    "error[key-duplicate]: key is there twice",
    "  --> shop.yaml:4:17",
    "",
  ];
  it.each(OTHERS)("take no other line of ours: %j", (line) => {
    expect([readByGithub(line), readBy(VSCODE_MATCHER.pattern, line), readByVim(line), readByEmacs(line)]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it("can be printed as JSON", () => {
    for (const matcher of [GITHUB_MATCHER, VSCODE_MATCHER])
      expect(JSON.parse(JSON.stringify(matcher))).toEqual(matcher);
  });

  it("have an entry for Emacs that names the groups as it reads them", () => {
    const [, text = "", groups = ""] = /^\(plimsoll ("(?:[^"\\]|\\.)*") (.*)\)$/.exec(EMACS_ENTRY) ?? [];
    const { regexp, file, line, column, warning, info } = EMACS_PATTERN;
    expect(JSON.parse(text)).toBe(regexp);
    expect(groups).toBe(`${file} ${line} ${column} (${warning} . ${info})`);
  });

  it("are done at once with a line that they do not take, however it goes on", () => {
    const started = performance.now();
    for (const line of [
      "a:1:1: error: x".repeat(1000),
      `a${":1".repeat(20_000)}`,
      `a:1:1: error: ${" [".repeat(20_000)}`,
    ])
      expect(readByGithub(line)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
