import { type ApiError, notAccepted } from "./api-error.ts";

const LONGEST = 63;

/** What the API server has against a name that must be a DNS label (apimachinery, pkg/util/validation, IsDNS1123Label). */
export function dnsLabelError(name: string): ApiError | undefined {
  if (name.length > LONGEST) return notAccepted(name, `must be no more than ${LONGEST} characters`);
  if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) return undefined;
  return notAccepted(
    name,
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  );
}

/** The nearest name that is a DNS label: my-vol of My_Vol. undefined where nothing of it is left, or it stays too long. */
export function asDnsLabel(name: string): string | undefined {
  const label = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join("-");
  return label === "" || label.length > LONGEST ? undefined : label;
}
