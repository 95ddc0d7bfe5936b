import { type ChildProcessByStdio, spawn } from "node:child_process";
import { statSync } from "node:fs";
import type { Readable } from "node:stream";
import type { Ran, RunOptions } from "./io.ts";
import { windowsProgram } from "./windows-program.ts";

/**
 * Runs a program to its end or to its limits. Rejects with the system's error where it cannot be started. A chunk of its
 * own: only what asks another program loads it.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env = process.env, seconds, most }: RunOptions,
): Promise<Ran> {
  // What holds a NUL would be cut there, or throw an error of another kind than the system's.
  if ([program, ...args, ...(cwd === undefined ? [] : [cwd])].some((text) => text.includes("\0")))
    return Promise.reject(Object.assign(new Error("a NUL stands among the words of a call"), { code: "EINVAL" }));
  const file = process.platform === "win32" ? windowsProgram(program, env, isFile) : program;
  if (file === undefined)
    return Promise.reject(Object.assign(new Error(`no folder of PATH holds ${program}`), { code: "ENOENT" }));
  return new Promise((fulfil, reject) => {
    let stopped: Ran["stopped"];
    const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const stop = (reason: NonNullable<Ran["stopped"]>): void => {
      stopped ??= reason;
      end(child);
    };
    const stdout = new Collected(child.stdout, most, () => stop("room"));
    const stderr = new Collected(child.stderr, most, () => stop("room"));
    const timer = setTimeout(() => stop("time"), seconds * 1000);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      fulfil({
        status: stopped ? undefined : (code ?? undefined),
        ...(stopped && { stopped }),
        stdout: stdout.bytes,
        stderr: stderr.bytes,
      });
    });
  });
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Its own children may hold the pipes for as long as they like: those are not waited for. */
function end(child: ChildProcessByStdio<null, Readable, Readable>): void {
  child.kill("SIGKILL");
  child.stdout.destroy();
  child.stderr.destroy();
}

/** The bytes of a stream, as many as there is room for. */
class Collected {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(stream: Readable, most: number, onFull: () => void) {
    stream.on("data", (chunk: Buffer) => {
      const room = most - this.#size;
      this.#chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      this.#size += Math.min(chunk.length, room);
      if (chunk.length > room) onFull();
    });
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
