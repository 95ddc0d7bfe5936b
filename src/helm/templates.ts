import { sep } from "node:path";
import type { Io } from "../cli/io.ts";
import type { Source } from "../yaml/document.ts";
import type { Chart } from "./chart.ts";
import { TemplateLines } from "./template-lines.ts";
import { type TemplateFile, type TemplateInChart, TemplatePaths } from "./template-paths.ts";

/** A larger one is not searched for lines. */
const MOST_BYTES = 8 << 20;

/** The templates of a chart and of those that it brings, as they lie in their folders. */
export class Templates {
  readonly #paths: TemplatePaths;
  /** By absolute path. */
  readonly #texts = new Map<string, { readonly shown: string; readonly lines: TemplateLines | undefined }>();

  constructor(
    private readonly io: Pick<Io, "status" | "readFile" | "folder" | "realPath">,
    chart: Chart,
  ) {
    this.#paths = new TemplatePaths(io, chart);
  }

  /** By the name that Helm gives it. */
  fileOf(name: string): TemplateFile {
    return this.#paths.of(name);
  }
  /** undefined where its text is not at hand, or lies outside its chart. */
  linesOf(file: TemplateInChart): TemplateLines | undefined {
    let text = this.#texts.get(file.path);
    if (!text) {
      text = { shown: file.shown, lines: this.#read(file) };
      this.#texts.set(file.path, text);
    }
    return text.lines;
  }
  /** Those that were asked for: findings may point into them. */
  *texts(): Iterable<Pick<Source, "file" | "line">> {
    for (const { shown, lines } of this.#texts.values())
      if (lines) yield { file: shown, line: (number) => lines.lines[number - 1] };
  }

  #read({ path, chart, isCopied }: TemplateInChart): TemplateLines | undefined {
    try {
      // A link may lead anywhere: what lies elsewhere is not the chart's to show.
      if (!this.io.realPath(path).startsWith(`${this.io.realPath(chart)}${sep}`)) return undefined;
      if ((this.io.status(path)?.size ?? 0) > MOST_BYTES) return undefined;
      return new TemplateLines(decoder.decode(this.io.readFile(path)), isCopied);
    } catch {
      return undefined;
    }
  }
}

/** Takes a byte order mark away, as Helm does. */
const decoder = new TextDecoder();
