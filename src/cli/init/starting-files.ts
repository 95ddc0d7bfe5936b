import { VERSION } from "../../tool-version.ts";
import { REPOSITORY } from "./repository.ts";
import type { Survey } from "./survey.ts";

/** Stands where the address belongs while package.json names none. */
const PLACEHOLDER = "REPOSITORY-OF-PLIMSOLL";

/** A sentence about the placeholder; undefined where there is none. */
export const PLACEHOLDER_HELP =
  REPOSITORY === undefined
    ? `Put the address of the repository that you have Plimsoll from in the place of ${PLACEHOLDER}.`
    : undefined;

/** The hooks for what was found, as they stand below "repos:" in .pre-commit-config.yaml. */
export function hookLines({ charts, folders }: Survey): readonly string[] {
  const named = folders.filter(isPlain);
  const isAll = named.includes(".");
  const rendered = [`        files: '^(${named.map(literally).join("|")})/'`];
  return [
    `  - repo: ${REPOSITORY ?? PLACEHOLDER}`,
    `    rev: v${VERSION}`,
    "    hooks:",
    ...(charts.length > 0 || named.length === 0 ? ["      - id: plimsoll"] : []),
    ...(named.length > 0 ? ["      - id: plimsoll-rendered", ...(isAll ? [] : rendered)] : []),
  ];
}

/** A path in an expression of Python. */
const literally = (path: string): string => path.replace(/[.+]/g, "\\$&");

export const hookFile = (survey: Survey): string =>
  `${[...helpComment("address of the repository"), "repos:", ...hookLines(survey)].join("\n")}\n`;

/** .github/workflows/plimsoll.yaml: names of folders reach it only where they can be nothing but names. */
export function workflowFile({ charts, folders }: Survey): string {
  const inputs = [
    ...input("charts", charts.map(({ path }) => path).filter(isPlain)),
    ...input("manifests", folders.filter(isPlain)),
  ];
  return `${[
    ...helpComment("OWNER/NAME of the repository"),
    "name: plimsoll",
    "on:",
    "  push:",
    "    branches: [main]",
    "  pull_request:",
    "permissions:",
    "  contents: read",
    "jobs:",
    "  plimsoll:",
    "    runs-on: ubuntu-latest",
    "    steps:",
    "      - uses: actions/checkout@v4",
    `      - uses: ${slugOf(REPOSITORY) ?? PLACEHOLDER}@v${VERSION}`,
    ...(inputs.length > 0 ? ["        with:", ...inputs] : []),
  ].join("\n")}\n`;
}

function helpComment(what: string): readonly string[] {
  return REPOSITORY === undefined
    ? [`# Put the ${what} that you have Plimsoll from in the place of ${PLACEHOLDER}.`]
    : [];
}

/** OWNER/NAME of an address on GitHub, as `uses` takes it. */
const slugOf = (address: string | undefined): string | undefined =>
  address && /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(address)?.[1];

const input = (name: string, paths: readonly string[]): readonly string[] =>
  paths.length > 0 ? [`          ${name}: |`, ...paths.map((path) => `            ${path}`)] : [];

/** Neither an expression of a workflow nor an option, whatever reads it. */
export const isPlain = (path: string): boolean =>
  /^[\p{L}\p{N}_.][\p{L}\p{N} ._@+~/-]*$/u.test(path) && path.trim() === path;
