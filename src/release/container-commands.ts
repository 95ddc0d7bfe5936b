import type { Container } from "../kubernetes/container.ts";
import { rawValue } from "../kubernetes/raw-value.ts";
import { member, type Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";

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

const ACTIONS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"].map(
  (action) => `${action}.exec.command`.split("."),
);

/** The texts of its command, its probes and its hooks; read without nodes, of what a person wrote. */
export const commandTexts = remembered((container: Container): readonly string[] => {
  const { node, workload } = container;
  const raw = workload.isMade ? node.json : node.steps().reduce<unknown>(member, rawValue(workload.resource));
  const actions = ACTIONS.map((steps) => steps.reduce<unknown>(member, raw));
  return [member(raw, "command"), member(raw, "args"), ...actions]
    .flat()
    .filter((word): word is string => typeof word === "string");
});
