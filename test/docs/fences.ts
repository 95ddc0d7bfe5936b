import { readFileSync } from "node:fs";

/** A fenced block of a page. */
export interface Fence {
  /** Of the line that opens it. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The text block that stands right below it: what its last command prints. */
  readonly shows: string | undefined;
  /** True for a text block that stands right below a block of commands. */
  readonly isShown: boolean;
  /** True between two marks, where npm run generate writes. */
  readonly isGenerated: boolean;
}

/** Every fenced block of a page. Throws for a fence that is written otherwise: nothing would try it. */
export function fencesOf(page: string): readonly Fence[] {
  const text = readFileSync(page, "utf8");
  const found = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  if (found.length * 2 !== (text.match(/^\s*(?:```|~~~)/gm) ?? []).length)
    throw new Error(`${page} has a fence that is indented, is not closed, or says more than a language`);
  return found.map(([whole, language = "", content = ""], index) => {
    const before = text.slice(0, found[index]!.index);
    const [above, below] = [found[index - 1], found[index + 1]];
    return {
      line: before.split("\n").length,
      language,
      text: content,
      shows: below && below[1] === "text" && adjoins(text, found[index]!, below) ? below[2] : undefined,
      isShown: language === "text" && above !== undefined && adjoins(text, above, found[index]!),
      isGenerated: before.endsWith("-->\n") && text.slice(before.length + whole.length).startsWith("\n<!-- /"),
    };
  });
}

const adjoins = (text: string, above: RegExpExecArray, below: RegExpExecArray): boolean =>
  text.slice(above.index + above[0].length, below.index).trim() === "";

/** The page without its blocks and without code in lines. */
export const prose = (page: string): string =>
  readFileSync(page, "utf8")
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/`[^`\n]*`/g, "");
