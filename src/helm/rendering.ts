import type { Io } from "../cli/io.ts";
import type { Source } from "../yaml/document.ts";
import type { Chart } from "./chart.ts";
import { Printed } from "./printed.ts";
import { Templates } from "./templates.ts";

/** How findings name what Helm has printed of a chart: nobody keeps such a file. */
export const renderedName = (chart: Pick<Chart, "shown">): string => `${chart.shown} (rendered)`;

/** What Helm has printed of a chart, and what it has printed it from. */
export class Rendering {
  readonly templates: Templates;
  #printed: Printed | undefined;

  constructor(
    io: Pick<Io, "status" | "readFile" | "folder" | "realPath">,
    readonly chart: Chart,
    readonly source: Source,
  ) {
    this.templates = new Templates(io, chart);
  }

  get file(): string {
    return this.source.file;
  }
  /** Read when somebody asks for it: most charts have no finding. */
  get printed(): Printed {
    this.#printed ??= new Printed(this.source);
    return this.#printed;
  }
  /** Path of a template at hand, by the name that Helm gives it. */
  templatePath(name: string): string | undefined {
    const file = this.templates.fileOf(name);
    return "broughtBy" in file ? undefined : file.shown;
  }
  /** All that findings about it may point into. */
  texts(): Iterable<Pick<Source, "file" | "line">> {
    return [this.source, this.chart.source, ...this.templates.texts()];
  }
}
