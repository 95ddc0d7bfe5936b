import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { documentsOf, type StreamKind } from "./streams.ts";

/** A temporary folder with the streams to read and the programs that are measured beside the command. */
export class Workshop {
  readonly #folder = mkdtempSync(join(tmpdir(), "plimsoll-bench-"));
  readonly #made = new Set<string>();

  /** `quick`: fewer runs of smaller streams, for a first look. */
  constructor(readonly quick: boolean) {}

  runs(usual: number): number {
    return this.quick ? Math.ceil(usual / 5) : usual;
  }
  /** Path of the stream, which is written when it is first asked for. */
  stream(kind: StreamKind): string {
    return this.#once(
      `${kind.of}-${kind.bytes ?? ""}-${kind.documents ?? ""}-${kind.containersPerFault ?? ""}.yaml`,
      (file) => {
        const target = openSync(file, "w");
        for (const document of documentsOf(kind)) writeSync(target, document);
        closeSync(target);
      },
    );
  }
  /** Path of the program, as plain JavaScript in one file, like the command itself. */
  program(source: string): string {
    return this.#once(`${source}.cjs`, (file) => {
      buildSync({
        entryPoints: [join(import.meta.dirname, source)],
        outfile: file,
        bundle: true,
        platform: "node",
        format: "cjs",
        logLevel: "error",
      });
    });
  }
  clear(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #once(name: string, make: (file: string) => void): string {
    const file = join(this.#folder, name);
    if (!this.#made.has(file)) make(file);
    this.#made.add(file);
    return file;
  }
}
