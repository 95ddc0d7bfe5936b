import { aclEntries, givesWriting as entryGivesWriting } from "./acl.ts";

/**
 * True for the modes of chmod that let everybody write: 777, 1777, a+w, o+rwx. A mode that leaves the answer to the
 * umask (+w, =rwx) or to what was there before (o=u) is not among them. A list of setfacl does so with o::rwx.
 */
export function opensToEveryone(mode: string): boolean {
  return letsWrite(mode, "o");
}

/** True for the modes that let somebody else than the owner write: all of the above, and 770, g+w, ug+rwX, u:1000:rwx. */
export function givesWriting(mode: string): boolean {
  return letsWrite(mode, "g") || letsWrite(mode, "o");
}

function letsWrite(mode: string, who: "g" | "o"): boolean {
  if (mode.includes(":"))
    return aclEntries(mode).some(
      (entry) =>
        entryGivesWriting(entry) && (entry.tag === "o" || (who === "g" && (entry.tag === "g" || entry.name !== ""))),
    );
  if (/^[-+=]?[0-7]+$/.test(mode)) {
    const digit = Number(mode.at(who === "o" ? -1 : -2));
    return !mode.startsWith("-") && (digit & 2) !== 0;
  }
  let writes = false;
  for (const clause of mode.split(",")) {
    const concerned = /^[ugoa]*/.exec(clause)?.[0] ?? "";
    if (!concerned.includes(who) && !concerned.includes("a")) continue;
    for (const [, operator, permissions = ""] of clause.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      if (permissions.includes("w")) writes = operator !== "-";
      else if (operator === "=") writes = false;
    }
  }
  return writes;
}
