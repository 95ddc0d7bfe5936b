import { fstatSync, readSync, writeSync } from "node:fs";
import type { Output } from "./io.ts";
import { codeOf } from "./system-error.ts";

// Node's streams take milliseconds to be made, so pipes and files are read and written through their descriptors. Streams
// are there for terminals, for pipes that must not be waited for (O_NONBLOCK), and for Windows, where a console shows
// nothing but ASCII without one.

const hasStream = (descriptor: number): boolean =>
  process.platform === "win32" || fstatSync(descriptor).isCharacterDevice();

/** stdout or stderr. */
export class StandardOutput implements Output {
  readonly #hasStream: boolean;
  #opened: NodeJS.WriteStream | undefined;
  #onError: (error: unknown) => void = () => {};

  constructor(
    private readonly descriptor: 1 | 2,
    private readonly stream: () => NodeJS.WriteStream,
  ) {
    this.#hasStream = hasStream(descriptor);
  }

  get isTerminal(): boolean {
    return this.#hasStream && this.#open().isTTY === true;
  }
  get columns(): number | undefined {
    return this.isTerminal ? this.#open().columns : undefined;
  }
  write(text: string): void {
    const bytes = Buffer.from(text);
    const rest = this.#hasStream || this.#opened ? bytes : this.#writeAtOnce(bytes);
    if (rest.length > 0) this.#open().write(rest);
  }
  /** Told why a text could not be written. */
  onError(told: (error: unknown) => void): void {
    this.#onError = told;
  }

  /** What there is no room for yet. */
  #writeAtOnce(bytes: Buffer): Buffer {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.descriptor, bytes, written);
    } catch (error) {
      if (codeOf(error) === "EAGAIN") return bytes.subarray(written);
      this.#onError(error);
      return NOTHING;
    }
    return NOTHING;
  }
  #open(): NodeJS.WriteStream {
    this.#opened ??= this.stream().on("error", (error) => this.#onError(error));
    return this.#opened;
  }
}

const NOTHING = Buffer.alloc(0);

export const stdin = {
  get isTerminal(): boolean {
    return hasStream(0) && process.getBuiltinModule("node:tty").isatty(0);
  },
  /** All bytes, or more than `most` of them where there are more. */
  async read(most: number): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let size = 0;
    const isEnough = (chunk: Buffer): boolean => {
      chunks.push(chunk);
      size += chunk.length;
      return size > most;
    };
    if (hasStream(0) || !readAtOnce(isEnough)) for await (const chunk of process.stdin) if (isEnough(chunk)) break;
    return Buffer.concat(chunks);
  },
};

const CHUNK = 1 << 16;

/** False where more will come that cannot be waited for. */
function readAtOnce(isEnough: (chunk: Buffer) => boolean): boolean {
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(0, chunk);
      if (length === 0 || isEnough(chunk.subarray(0, length))) return true;
    }
  } catch (error) {
    if (codeOf(error) === "EAGAIN") return false;
    throw error;
  }
}
