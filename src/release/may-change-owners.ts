import type { Container } from "../kubernetes/container.ts";

/** False where no word of the container's command can change who owns a file. */
export const mayChangeOwners = ({ node }: Container): boolean =>
  [node.get("command"), node.get("args")].some((words) =>
    words.items().some(({ text }) => text !== undefined && /ch(own|grp|mod)|install|setfacl/.test(text)),
  );
