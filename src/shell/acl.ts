/** One entry of setfacl's list: u:1000:rwx, d:g:staff:rX, o::r. */
export interface AclEntry {
  readonly tag: "u" | "g" | "o" | "m";
  /** Empty for the owner, the owner's group and everybody else. */
  readonly name: string;
  readonly permissions: string;
}

/** Entries that the text spells out; the others are left out. A number alone names a user. */
export function aclEntries(text: string): readonly AclEntry[] {
  return text.split(",").flatMap((written) => {
    const fields = written.trim().split(":");
    if (/^d(?:efault)?$/.test(fields[0] ?? "")) fields.shift();
    const tag = /^(u|g|o|m)(?:ser|roup|ther|ask)?$/.exec(fields[0] ?? "")?.[1] as AclEntry["tag"] | undefined;
    const permissions = fields.at(-1) ?? "";
    if (fields.length < 2 || !/^[rwxX-]*$|^[0-7]$/.test(permissions)) return [];
    if (tag === undefined) return fields.length === 2 ? [{ tag: "u", name: fields[0] ?? "", permissions }] : [];
    return [{ tag, name: fields.length > 2 ? (fields[1] ?? "") : "", permissions }];
  });
}

export const givesWriting = ({ permissions }: AclEntry): boolean =>
  /^[0-7]$/.test(permissions) ? (Number(permissions) & 2) !== 0 : permissions.includes("w");
