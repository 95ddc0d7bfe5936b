import { SEVERITIES, type Severity } from "../finding/severity.ts";

// Expressions that read what `unix` prints: path:line:column: severity: message [rule]. The path ends at the first place, for
// a message may quote one; the rule begins at the last bracket, for it holds none.

/** A text, a number and one of the severities in an editor's own notation, whose groups count from 1. */
interface Notation {
  readonly text: string;
  readonly number: string;
  severity(words: readonly Severity[]): string;
}

/** As JavaScript and .NET write it. */
const COMMON: Notation = {
  text: "(.+?)",
  number: "(\\d+)",
  severity: (words) => `(${words.join("|")})`,
};
/**
 * For matchers that know some of the severities: not knowing the line's own, they must not go on to a place that the message
 * quotes. No path holds what looks like one.
 */
const FIRST_PLACE: Notation = { ...COMMON, text: "((?:(?!:\\d+:\\d+: ).)+)" };
const MESSAGE_AND_RULE = "(.+) \\[([^\\[\\]]+)\\]$";

const begin = ({ text, number, severity }: Notation, words: readonly Severity[]): string =>
  `^${text}:${number}:${number}: ${severity(words)}: `;

const PLACE = { file: 1, line: 2, column: 3 };
const WITH_SEVERITY = { ...PLACE, severity: 4, message: 5, code: 6 };
const WITHOUT_SEVERITY = { ...PLACE, message: 4, code: 5 };

/**
 * What GitHub's `::add-matcher::` reads. A severity that is read from the line may be error, warning or notice; for info a
 * matcher of its own says notice (actions/runner, IssueMatcher.cs).
 */
export const GITHUB_MATCHER = {
  problemMatcher: [
    {
      owner: "plimsoll",
      pattern: [{ regexp: `${begin(FIRST_PLACE, ["error", "warning"])}${MESSAGE_AND_RULE}`, ...WITH_SEVERITY }],
    },
    {
      owner: "plimsoll-info",
      severity: "notice",
      pattern: [
        {
          regexp: `${begin({ ...FIRST_PLACE, severity: (words) => words.join("|") }, ["info"])}${MESSAGE_AND_RULE}`,
          ...WITHOUT_SEVERITY,
        },
      ],
    },
  ],
};

/** The `problemMatcher` of a task of Visual Studio Code. Files outside of the working directory are named as they were given. */
export const VSCODE_MATCHER = {
  owner: "plimsoll",
  source: "plimsoll",
  fileLocation: "autoDetect",
  pattern: { regexp: `${begin(COMMON, SEVERITIES)}${MESSAGE_AND_RULE}`, ...WITH_SEVERITY },
};

/** For Vim's 'errorformat'. The rule stays in the message: Vim knows codes only as numbers. */
export const VIM_ERRORFORMAT = "%f:%l:%c: %t%*[^:]: %m";

const EMACS: Notation = {
  text: "\\(.+?\\)",
  number: "\\([0-9]+\\)",
  // Of the groups that tell a warning from information, neither takes part in an error.
  severity: (words) => `\\(?:${words.map((word) => (word === "error" ? word : `\\(${word}\\)`)).join("\\|")}\\)`,
};

const EMACS_REGEXP = begin(EMACS, SEVERITIES);

/** What Emacs' compile mode reads, and the groups in it. */
export const EMACS_PATTERN = { regexp: EMACS_REGEXP, ...PLACE, warning: 4, info: 5 };

/** The same as an entry of compilation-error-regexp-alist-alist, in Lisp, whose texts are written as those of JSON. */
export const EMACS_ENTRY = `(plimsoll ${JSON.stringify(EMACS_REGEXP)} 1 2 3 (4 . 5))`;
