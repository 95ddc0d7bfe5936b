/** Pieces are joined by so many: a string that grew by each of millions would cost a node of memory for each. */
const MOST = 4096;

/** A long text that is put together of short ones. */
export class Pieces {
  #joined = "";
  #waiting: string[] = [];

  add(piece: string): void {
    if (this.#waiting.push(piece) < MOST) return;
    this.#joined += this.#waiting.join("");
    this.#waiting = [];
  }
  toString(): string {
    return this.#joined + this.#waiting.join("");
  }
}
