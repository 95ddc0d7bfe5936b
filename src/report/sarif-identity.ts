import type { Finding } from "../finding/finding.ts";
import { isLineKnown, primaryOf } from "../finding/primary.ts";
import type { FormatContext } from "./format.ts";
import { LineHashes } from "./line-hash.ts";

/**
 * What code scanning knows an alert by, with its rule and file: the hash of the line that GitHub computes itself where it
 * finds none. Two findings of a rule on one line would be one alert, of which it shows the first alone: the others get their
 * own fingerprint in its place, as do those whose line is not known. GitHub keeps it and warns in the log of the upload.
 */
export class Identities {
  readonly #files = new Map<string, LineHashes>();
  readonly #given = new Set<string>();

  constructor(private readonly context: Pick<FormatContext, "line">) {}

  /** undefined where the file's text is not at hand. */
  of(finding: Finding): string | undefined {
    const own = `${finding.fingerprint}:1`;
    if (!isLineKnown(finding)) return own;
    const { file, start } = primaryOf(finding);
    const hash = this.#hashesOf(file).of(start.line);
    if (hash === undefined) return undefined;
    const identity = JSON.stringify([finding.rule, file, hash]);
    if (this.#given.has(identity)) return own;
    this.#given.add(identity);
    return hash;
  }

  #hashesOf(file: string): LineHashes {
    let hashes = this.#files.get(file);
    if (!hashes) {
      hashes = new LineHashes([...this.#lines(file)]);
      this.#files.set(file, hashes);
    }
    return hashes;
  }

  *#lines(file: string): Iterable<string> {
    for (let number = 1; ; number++) {
      const line = this.context.line(file, number);
      if (line === undefined) return;
      yield line;
    }
  }
}
