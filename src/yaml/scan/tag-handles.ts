import { AMPERSAND, EXCLAMATION } from "./characters.ts";

/** What "!!" stands for. */
export const CORE = "tag:yaml.org,2002:";

export const startsProperty = (code: number): boolean => code === AMPERSAND || code === EXCLAMATION;

/** Prefixes by handle: "!!" for YAML's own tags, "!" for anybody's, and those that %TAG directives declare. */
export class TagHandles {
  readonly #prefixes = new Map<string, string>();

  reset(): void {
    if (this.#prefixes.size > 0) this.#prefixes.clear();
  }
  declare(handle: string, prefix: string): boolean {
    if (this.#prefixes.has(handle)) return false;
    this.#prefixes.set(handle, prefix);
    return true;
  }
  prefix(handle: string): string | undefined {
    return this.#prefixes.get(handle) ?? (handle === "!!" ? CORE : handle === "!" ? "!" : undefined);
  }
}
