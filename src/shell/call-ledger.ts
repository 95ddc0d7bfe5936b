import type { Change } from "./change.ts";
import type { OwnershipCall, RunsAs } from "./ownership-call.ts";
import { type PathArgument, pathArgument } from "./path-argument.ts";
import type { ShellState } from "./shell-state.ts";
import type { Value } from "./value.ts";

interface Entry {
  readonly call: OwnershipCall;
  readonly paths: Map<string, PathArgument>;
}

/** Nobody writes more in one script; a hostile one is not to cost its length times its calls, or its paths times its mounts. */
const MOST_CALLS = 1000;
const MOST_PATHS = 2000;

/** The calls found so far. One that runs several times (a loop, a function) is one call with all its paths. */
export class CallLedger {
  readonly #entries = new Map<string, Entry>();
  #paths = 0;

  /** `words` are the call's, the verb first. */
  add(
    change: Change,
    words: readonly Value[],
    state: ShellState,
    fate: { ignored: boolean; conditional: boolean },
  ): void {
    const origin = words[0]?.origin;
    if (origin === undefined) return;
    const { argument, file, start } = origin;
    let { end } = origin;
    for (const word of words)
      if (word.origin.argument === argument && word.origin.file === file) end = Math.max(end, word.origin.end);
    const key = [argument, start, end, change.verb, file].join(":");
    const known = this.#entries.get(key);
    if (known === undefined && this.#entries.size === MOST_CALLS) return;
    const { targets, ...rest } = change;
    const deep = targets.some(({ pieces }) => pieces.some((piece) => typeof piece !== "string" && piece.deep));
    const recursive = change.recursive || deep;
    const call = { ...rest, ...fate, recursive, paths: [], runsAs: state.runsAs, argument, file, start, end };
    const entry =
      known === undefined ? { call, paths: new Map() } : { call: merged(known.call, call), paths: known.paths };
    this.#entries.set(key, entry);
    for (const target of targets) {
      if (++this.#paths > MOST_PATHS) return;
      const path = pathArgument(target, state.directory, state.made);
      entry.paths.set(`${path.reach} ${path.path}`, path);
    }
  }

  /** In the order of the text; a file's calls in the place of the word that leads to it. */
  calls(): readonly OwnershipCall[] {
    const calls = [...this.#entries.values()].map(({ call, paths }) => ({ ...call, paths: [...paths.values()] }));
    const files = [...new Set(calls.map(({ file }) => file))];
    const rank = new Map(files.map((file, index) => [file, file === undefined ? -1 : index]));
    const rankOf = ({ file }: OwnershipCall) => rank.get(file) ?? 0;
    return calls.sort((a, b) => a.argument - b.argument || rankOf(a) - rankOf(b) || a.start - b.start || a.end - b.end);
  }
}

function merged(a: OwnershipCall, b: OwnershipCall): OwnershipCall {
  const same = (one: string | undefined, other: string | undefined) => (one === other ? one : undefined);
  return {
    ...a,
    recursive: a.recursive || b.recursive,
    user: same(a.user, b.user),
    group: same(a.group, b.group),
    ownIds: a.ownIds || b.ownIds,
    mode: same(a.mode, b.mode),
    runsAs: sameUser(a.runsAs, b.runsAs) ? a.runsAs : "unknown",
    ignored: a.ignored && b.ignored,
    conditional: a.conditional && b.conditional,
  };
}

function sameUser(a: RunsAs, b: RunsAs): boolean {
  return typeof a === "object" && typeof b === "object" ? a.user === b.user : a === b;
}
