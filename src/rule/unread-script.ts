import type { Container } from "../kubernetes/container.ts";
import type { Problem } from "./rule.ts";

/** Of a container whose script lies beyond what is read of one input: nothing else is said of it. */
export const unreadScript = ({ node, label }: Container): Problem => ({
  at: node.get(node.get("command").state === "present" ? "command" : "args").key,
  names: ["unread"],
  severity: "info",
  confidence: "likely",
  label: "not looked into",
  message: `${label} may change owners in a script that was not read: of one input, one megabyte of scripts is`,
  help: "lint its manifest by itself",
});
