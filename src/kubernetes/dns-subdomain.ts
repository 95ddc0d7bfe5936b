import { type NotAccepted, notAccepted } from "./api-error.ts";

const LONGEST = 253;

/** What the API server has against a name that must be a DNS subdomain (apimachinery, pkg/util/validation, IsDNS1123Subdomain). */
export function dnsSubdomainError(name: string): NotAccepted | undefined {
  if (name.length > LONGEST) return notAccepted(name, `must be no more than ${LONGEST} characters`);
  if (name.split(".").every((label) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label))) return undefined;
  return notAccepted(
    name,
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  );
}
