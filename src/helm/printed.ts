import type { Source } from "../yaml/document.ts";

const COMMENT = "# Source: ";

/** What Helm has printed of a chart, line by line. Lines are 1-based. */
export class Printed {
  readonly #lines: readonly string[];
  /** For each line the name of the template that it comes from. */
  readonly #templates: readonly (string | undefined)[];
  /** By template and line: how often. */
  readonly #times = new Map<string, number>();

  constructor(source: Pick<Source, "line">) {
    this.#lines = [...linesOf(source)];
    this.#templates = templatesOf(this.#lines);
    for (const [index, line] of this.#lines.entries()) {
      const key = keyOf(this.#templates[index], line);
      this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
    }
  }

  /** Without the space at its end; undefined beyond the last one. */
  line(number: number): string | undefined {
    return this.#lines[number - 1];
  }
  /** As Helm names it: chart/templates/x.yaml. */
  templateOf(number: number): string | undefined {
    return this.#templates[number - 1];
  }
  /** How often the template of this line has printed such a line. */
  timesOf(number: number): number {
    return this.#times.get(keyOf(this.templateOf(number), this.line(number) ?? "")) ?? 0;
  }
}

const keyOf = (template: string | undefined, line: string): string => `${template ?? ""}\n${line}`;

function* linesOf(source: Pick<Source, "line">): Iterable<string> {
  for (let number = 1; ; number++) {
    const line = source.line(number);
    if (line === undefined) return;
    yield line.trimEnd();
  }
}

/**
 * Helm names the template behind each "---" that it writes. A file of custom resource definitions has separators of its own,
 * behind which the name stays what it was; and a comment further down is the template's.
 */
function templatesOf(lines: readonly string[]): readonly (string | undefined)[] {
  let template: string | undefined;
  return lines.map((line, index) => {
    if (line.startsWith(COMMENT) && lines[index - 1] === "---") template = line.slice(COMMENT.length);
    return template;
  });
}
