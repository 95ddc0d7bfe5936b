import { type NotAccepted, notAccepted } from "./api-error.ts";

const LONGEST = 253;

/**
 * What the API server has against a name that must be a DNS subdomain, without the examples and the expression that it adds
 * (apimachinery, pkg/util/validation, IsDNS1123Subdomain).
 */
export function dnsSubdomainError(name: string): NotAccepted | undefined {
  const fault = dnsSubdomainFault(name);
  return fault === undefined ? undefined : notAccepted(name, fault);
}

/** The same without the name. */
export function dnsSubdomainFault(name: string): string | undefined {
  if (name.length > LONGEST) return `must be no more than ${LONGEST} characters`;
  if (name.split(".").every((label) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label))) return undefined;
  return "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
}
