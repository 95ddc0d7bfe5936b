import { type ApiError, showApiError } from "./api-error.ts";
import { apiRefusal } from "./api-refusal.ts";
import type { ClaimFault } from "./claim-faults.ts";
import type { ClaimRequest } from "./claim-request.ts";
import { dnsSubdomainError } from "./dns-subdomain.ts";
import type { KubernetesVersion } from "./version.ts";

/** What comes of a fault, in the words of that version. */
export function claimRefusal({ is, request, error }: ClaimFault, kubernetes: KubernetesVersion): string {
  const { source, kind, madeOf } = request;
  if ("unreadable" in error)
    return madeOf
      ? `the API server refuses the ${madeOf.kind}`
      : `the API server refuses the ${kind} (${kind} in version "v1" cannot be handled as a ${kind}: ${error.unreadable})`;
  const isName = is === "name-missing" || is === "name-malformed";
  // Before 1.34 nobody looks into a template until a claim is made of it (kubernetes/kubernetes#132211).
  const isLate = source === "claim template" && kubernetes.minor < 34;
  const words = isName
    ? nameWords(request, error.error, isLate)
    : isLate
      ? claimWords(request, showApiError(error.path.slice(request.node.path.length + 1), error.error))
      : showApiError(error.path, error.error);
  return apiRefusal(kind, words, kubernetes);
}

const claimNameOf = ({ name, object }: ClaimRequest): string => `${name}-${object}-0`;

const claimWords = (request: ClaimRequest, words: string): string =>
  `PersistentVolumeClaim "${claimNameOf(request)}" is invalid: ${words}`;

/** A template's name is looked at as that of a volume; with several templates the place in the list is chance. */
function nameWords(request: ClaimRequest, error: ApiError, isLate: boolean): string {
  // Not through nodes: there may be as many names as templates.
  const templates = request.node.parent?.raw;
  const index = Array.isArray(templates) && templates.length === 1 ? "0" : "n";
  if (!isLate) return showApiError(`spec.template.spec.volumes[${index}].name`, error);
  const ofClaim = dnsSubdomainError(claimNameOf(request));
  return ofClaim
    ? claimWords(request, showApiError("metadata.name", ofClaim))
    : showApiError(`spec.volumes[${index}].name`, error);
}
