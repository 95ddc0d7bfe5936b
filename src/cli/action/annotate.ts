import { workflowCommand } from "../../report/workflow-command.ts";
import type { Io } from "../io.ts";

/** Says something about the step as a whole, where GitHub shows its annotations. The message is safe for a terminal. */
export const annotate = (
  { stdout }: Pick<Io, "stdout">,
  command: "error" | "notice",
  title: string,
  message: string,
): void => stdout.write(`${workflowCommand(command, [["title", title]], message)}\n`);
