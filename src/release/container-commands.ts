import type { Container } from "../kubernetes/container.ts";
import type { Node } from "../yaml/node.ts";

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
