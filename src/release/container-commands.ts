import type { Container } from "../kubernetes/container.ts";
import { member, type Node } from "../yaml/node.ts";

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

/** The texts of those commands; read without nodes, of what a person wrote. */
export function commandTexts(container: Container): readonly string[] {
  if (container.workload.isMade)
    return [...commandsOf(container)].flatMap(({ words }) => words.map(({ text }) => text ?? ""));
  const { raw } = container.node;
  const hook = ["lifecycle", "postStart", "exec", "command"].reduce<unknown>(member, raw);
  return [member(raw, "command"), member(raw, "args"), hook]
    .flat()
    .filter((word): word is string => typeof word === "string");
}
