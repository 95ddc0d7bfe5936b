import type { Io } from "./io.ts";

/** Milliseconds of silence at the start, and between two changes of the line. */
const PATIENCE = 2000;
const PAUSE = 100;
const ERASED = "\r\u001b[2K";

/** One line on the terminal that tells a waiting person what goes on, and leaves nothing behind. */
export class Progress {
  readonly #io: Io;
  readonly #wanted: boolean;
  #next: number;
  #visible = false;

  constructor(io: Io) {
    this.#io = io;
    this.#wanted = io.stderr.isTerminal && io.env["TERM"] !== "dumb" && !io.env["CI"];
    this.#next = io.now() + PATIENCE;
  }

  show(text: string): void {
    if (!this.#wanted || this.#io.now() < this.#next) return;
    this.#next = this.#io.now() + PAUSE;
    this.#visible = true;
    this.#io.stderr.write(ERASED + text);
  }
  clear(): void {
    if (this.#visible) this.#io.stderr.write(ERASED);
    this.#visible = false;
  }
}
