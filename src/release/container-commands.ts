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

/** True where a text of those commands, of its other hooks or of its probes meets the test. */
export const someText = ({ node, workload }: Container, test: (text: string) => boolean): boolean =>
  tells(workload.isMade ? node.json : node.raw, test);

/** The same of all containers of a pod that a person wrote: every pod of a run is asked. */
export const somePodText = (workload: Workload, test: (text: string, container: unknown) => boolean): boolean =>
  someContainer(workload, (container) => tells(container, (text) => test(text, container)));

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"];
const HOOKS = ["postStart", "preStop"];

function tells(container: unknown, test: (text: string) => boolean): boolean {
  if (!isMapping(container)) return false;
  const isTold = (words: unknown) =>
    Array.isArray(words) && words.some((word) => typeof word === "string" && test(word));
  const runs = (action: unknown) => isMapping(action) && isTold(member(action["exec"], "command"));
  const { command, args, lifecycle } = container;
  return (
    isTold(command) ||
    isTold(args) ||
    PROBES.some((probe) => runs(container[probe])) ||
    (lifecycle !== undefined && HOOKS.some((hook) => runs(member(lifecycle, hook))))
  );
}
