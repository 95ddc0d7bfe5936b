import type { Container } from "../kubernetes/container.ts";
import { someContainer } from "../kubernetes/raw-containers.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { isMapping, member, type Node } from "../yaml/node.ts";

/** What a container runs. */
export interface ContainerCommand {
  /** command: what it starts with. postStart: what kubelet runs in it as soon as it has started. */
  readonly stage: "command" | "postStart";
  readonly words: readonly Node<string>[];
}

export function* commandsOf({ node }: Container): Iterable<ContainerCommand> {
  yield { stage: "command", words: [...node.get("command").items(), ...node.get("args").items()] };
  const hook = node.get("lifecycle").get("postStart").get("exec").get("command").items();
  if (hook.length > 0) yield { stage: "postStart", words: hook };
}

/** True where a word of those commands, of its other hooks or of its probes meets the test. */
export const someText = ({ node, workload }: Container, test: (text: string) => boolean): boolean =>
  someWord(workload.isMade ? node.json : node.raw, test);

/** The same of all containers of a pod that a person wrote: every pod of a run is asked. */
export const somePodText = (workload: Workload, test: (text: string) => boolean): boolean =>
  someContainer(workload, (container) => someWord(container, test));

/** The same of a container as it was read. */
export function someWord(container: unknown, test: (word: string) => boolean): boolean {
  if (!isMapping(container)) return false;
  const { command, args, livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  return (
    holds(command, test) ||
    holds(args, test) ||
    runs(livenessProbe, test) ||
    runs(readinessProbe, test) ||
    runs(startupProbe, test) ||
    (isMapping(lifecycle) && (runs(lifecycle["postStart"], test) || runs(lifecycle["preStop"], test)))
  );
}

const runs = (action: unknown, test: (word: string) => boolean): boolean =>
  isMapping(action) && holds(member(action["exec"], "command"), test);

function holds(words: unknown, test: (word: string) => boolean): boolean {
  if (Array.isArray(words)) for (const word of words) if (typeof word === "string" && test(word)) return true;
  return false;
}
