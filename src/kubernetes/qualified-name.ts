import { dnsSubdomainFault } from "./dns-subdomain.ts";

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const NAME_FAULT =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

/** What the API server has against a name such as example.com/name, without its examples and patterns; undefined: nothing (apimachinery, IsQualifiedName). */
export function qualifiedNameFault(text: string): string | undefined {
  const parts = text.split("/");
  const name = parts.at(-1) ?? "";
  const prefix = parts.length > 1 ? (parts[0] ?? "") : undefined;
  if (parts.length > 2) return `a qualified name ${NAME_FAULT} with an optional DNS subdomain prefix and '/'`;
  if (prefix === "") return "prefix part must be non-empty";
  const prefixFault = prefix === undefined ? undefined : dnsSubdomainFault(prefix);
  if (prefixFault !== undefined) return `prefix part ${prefixFault}`;
  if (name === "") return "name part must be non-empty";
  if (name.length > 63) return "name part must be no more than 63 bytes";
  return NAME.test(name) ? undefined : `name part ${NAME_FAULT}`;
}
