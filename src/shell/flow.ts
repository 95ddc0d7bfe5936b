import { handsStatusOn } from "./exit-status.ts";
import { nameOf, plainText } from "./plain-command.ts";
import type { ShellState } from "./shell-state.ts";
import type { AndOr, Assignment, CommandList, Pipeline, WordPart } from "./syntax.ts";
import type { Output } from "./value.ts";

/** What becomes of a command: whether it runs, and who notices when it fails. */
export interface Flow {
  readonly conditional: boolean;
  /** True where set -e ends the script if the command fails. */
  readonly exits: boolean;
  /** True where the command's status becomes the script's. */
  readonly counts: boolean;
  /** True where the status that the shell which runs it exits with becomes the script's. */
  readonly exitCounts: boolean;
  /** The words on its standard input; undefined where nobody knows. */
  readonly input: Output;
}

/** What a script does when a command of its own asks, as `if` and `||` do. */
export function unnoticed(flow: Flow): Flow {
  return { ...flow, exits: false, counts: false };
}

/** True where the script ends with 0 although the command fails. */
export function isIgnored({ exits, counts }: Flow, { endsWell, errexit }: ShellState): boolean {
  return endsWell || (!counts && !(exits && errexit));
}

/** For what runs in a shell of its own. */
export function innerFlow(flow: Flow, state: ShellState): Flow {
  return { ...flow, exitCounts: !isIgnored(flow, state) };
}

/**
 * Commands that work rather than ask. In front of && they are taken to succeed: where they fail, the script has failed
 * with them, while [ and test and grep fail as a matter of course.
 */
const WORKER =
  /^(?::|true|cd|chgrp|chmod|chown|cp|echo|export|find|install|ln|mkdir|mv|printf|rm|set|sleep|sudo|sync|tar|touch|umask|xargs)$/;

export interface Step {
  readonly pipeline: Pipeline;
  readonly flow: Flow;
  /** "always" where all goes well; "perhaps", as those before it end; "along" only if the perhaps before it has run. */
  readonly runs: "always" | "perhaps" | "along";
  /** True where it runs only to make the failure of another one the script's. */
  readonly fails: boolean;
}

/** The pipelines of a list joined by && and ||, each with what becomes of it. */
export function stepsOf(item: AndOr, flow: Flow): readonly Step[] {
  const flows = flowsOf(item, flow);
  const steps: Step[] = [{ pipeline: item.first, flow: flows[0] ?? flow, runs: "always", fails: false }];
  let succeeds = isWorker(item.first);
  for (const [index, { operator, pipeline }] of item.rest.entries()) {
    const alternative = operator === "||";
    const follows = steps[index]?.runs !== "always" && item.rest[index - 1]?.operator === "&&";
    const runs = alternative ? "perhaps" : succeeds ? "always" : follows ? "along" : "perhaps";
    const noticed = flows[index + 1] ?? flow;
    const own = runs === "always" ? noticed : { ...noticed, conditional: true };
    steps.push({ pipeline, flow: own, runs, fails: alternative && failureOf(pipeline, true) !== undefined });
    succeeds = alternative ? succeeds || isWorker(pipeline) : succeeds && isWorker(pipeline);
  }
  return steps;
}

/** For each pipeline, who notices when it fails. */
function flowsOf({ rest }: AndOr, flow: Flow): readonly Flow[] {
  const flows = [flow];
  let rescue: Pipeline | undefined;
  for (const { operator, pipeline } of rest.toReversed()) {
    if (operator === "||") rescue = pipeline;
    flows.push(flowOfLink(flow, rescue));
  }
  return flows.reverse();
}

/** For a pipeline that is not the last: `rescue` runs when it fails, being what follows the nearest ||. */
function flowOfLink(flow: Flow, rescue: Pipeline | undefined): Flow {
  if (rescue === undefined) return { ...flow, exits: false };
  switch (failureOf(rescue, true)) {
    case "exits":
      return { ...flow, counts: flow.exitCounts };
    case "fails":
      return flow;
    default:
      return unnoticed(flow);
  }
}

/** What becomes of the item at `index` of a list: the status of the last is the list's. */
export function flowInList(items: readonly AndOr[], index: number, flow: Flow): Flow {
  if (index === items.length - 1) return flow;
  return { ...flow, counts: flow.exitCounts && handsStatusOn(items, index) };
}

/** The substitution whose status becomes that of assignments alone: the last one. */
export function decidingSubstitution(assignments: readonly Assignment[]): CommandList | undefined {
  const last = assignments.flatMap(({ value }) => value?.parts ?? []).findLast(maySubstitute);
  return last?.kind === "substitution" ? last.commands : undefined;
}

/** True also for the expansions in which nobody looks for a substitution. */
function maySubstitute(part: WordPart): boolean {
  if (part.kind === "parameter") return part.alternative !== undefined;
  return part.kind !== "text";
}

/** True where the list leaves the script with a status other than 0. */
export function leavesInFailure(list: CommandList | undefined): boolean {
  const last = list?.items.at(-1);
  return last !== undefined && last.rest.length === 0 && failureOf(last.first, false) === "exits";
}

/** "exits": ends the script with a status other than 0. "fails": surely has such a status. */
function failureOf({ negated, commands }: Pipeline, followsFailure: boolean): "exits" | "fails" | undefined {
  const [command] = commands;
  if (negated || command === undefined || commands.length > 1) return undefined;
  if (command.kind === "group") {
    const last = command.body.items.at(-1);
    if (last === undefined || last.rest.length > 0) return undefined;
    const failure = failureOf(last.first, followsFailure && command.body.items.length === 1);
    return failure && command.subshell ? "fails" : failure;
  }
  if (command.kind !== "simple") return undefined;
  const [name, status] = command.words.map(plainText);
  if (name === "false") return "fails";
  if (name !== "exit" && name !== "return") return undefined;
  const fails = command.words.length === 1 ? followsFailure : status === undefined || Number(status) !== 0;
  if (!fails) return undefined;
  return name === "exit" ? "exits" : "fails";
}

/** True for the endless loops: while true, while :. */
export function alwaysSucceeds(list: CommandList): boolean {
  const [item] = list.items;
  if (item === undefined || list.items.length > 1 || item.rest.length > 0 || item.first.negated) return false;
  const name = nameOf(item.first.commands[0]);
  return name === "true" || name === ":";
}

function isWorker({ negated, commands }: Pipeline): boolean {
  if (negated) return false;
  const command = commands.at(-1);
  if (command?.kind === "group") {
    const last = command.body.items.at(-1);
    return last !== undefined && last.rest.length === 0 && isWorker(last.first);
  }
  if (command?.kind !== "simple") return false;
  return command.words.length === 0 || WORKER.test(nameOf(command) ?? "");
}
