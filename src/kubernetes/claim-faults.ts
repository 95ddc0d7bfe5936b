import type { PersistentVolumeClaimSpec } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { type ApiError, forbidden, notAccepted, required, unsupported } from "./api-error.ts";
import { type ClaimRequest, claimRequests, type Objects } from "./claim-request.ts";
import { dnsLabelError } from "./dns-label.ts";
import { dnsSubdomainError } from "./dns-subdomain.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { readQuantity } from "./quantity.ts";

/** What the API server has against a request for a disk (pkg/apis/core/validation, ValidatePersistentVolumeClaimSpec). */
export interface ClaimFault {
  readonly is:
    | "template-missing"
    | "name-missing"
    | "name-malformed"
    | "metadata-forbidden"
    | "modes-missing"
    | "modes-no-list"
    | "mode-unknown"
    | "modes-exclusive"
    | "storage-missing"
    | "storage-unreadable"
    | "storage-not-positive"
    | "volume-mode-unknown"
    | "class-malformed";
  readonly request: ClaimRequest;
  readonly at: Node<unknown>;
  /** What stands there, where that is text or a number. */
  readonly value: string;
  /** Its own words. Without a path where it cannot even read the object, and so comes to no validation. */
  readonly error: { readonly path: string; readonly error: ApiError } | { readonly unreadable: string };
}

export const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
const VOLUME_MODES = ["Block", "Filesystem"];

/** Looked for once: whether there is anything to say asks for as much as what it is. */
export const claimFaults = remembered((objects: Objects): readonly ClaimFault[] =>
  [...claimRequests(objects)].flatMap((request) => [...faultsOf(request)]),
);

type Fault = Omit<ClaimFault, "request">;

function* faultsOf(request: ClaimRequest): Iterable<ClaimFault> {
  const { source, node, spec } = request;
  if (source === "ephemeral volume" && node.state !== "present") {
    yield { request, ...fault("template-missing", node, required()) };
    return;
  }
  if (node.state !== "present") return;
  for (const found of [
    ...(source === "ephemeral volume" ? metadataFaults(node.get("metadata") as Node<unknown>) : []),
    ...(source === "claim template" ? nameFaults(request) : []),
    ...modeFaults(spec.get("accessModes")),
    ...storageFaults(spec),
    ...otherFaults(spec),
  ])
    yield { request, ...found };
}

const fault = (is: ClaimFault["is"], at: Node<unknown>, error: ApiError, path = at.path): Fault => ({
  is,
  at,
  value: at.text ?? (at.number === undefined ? "" : String(at.number)),
  error: { path, error },
});
const unreadable = (is: ClaimFault["is"], at: Node<unknown>, value: string, words: string): Fault => ({
  is,
  at,
  value,
  error: { unreadable: words },
});

/** The claim gets its name from pod and volume (validatePersistentVolumeClaimTemplateObjectMeta). */
function* metadataFaults(metadata: Node<unknown>): Iterable<Fault> {
  for (const { name, value } of metadata.entries())
    if (name !== "labels" && name !== "annotations" && isSomething(value))
      yield fault("metadata-forbidden", value, forbidden("cannot be set"));
}

/** What Go does not take for a field that is left out. */
const isSomething = (value: Node<unknown>): boolean => value.state === "present" && value.text !== "";

/** Names volume and claims of the pods, so that one of both is refused. */
function* nameFaults({ node, name, object, madeOf }: ClaimRequest): Iterable<Fault> {
  // Named after what an operator made of a custom resource, whose own name is then what is wrong.
  if (madeOf && name.includes(madeOf.name) && dnsLabelError(object)) return;
  const at = node.get("metadata").get("name");
  if (!isSomething(at)) yield fault("name-missing", at, required());
  else if (at.text !== undefined && !hasPlaceholder(name)) {
    const error = dnsLabelError(name);
    if (error) yield fault("name-malformed", at, error);
  }
}

function* modeFaults(modes: Node<string[]>): Iterable<Fault> {
  const items = modes.items();
  if (modes.state === "present" && modes.json !== null && !Array.isArray(modes.json)) {
    if (hasPlaceholder(modes.text ?? "")) return;
    yield unreadable("modes-no-list", modes, modes.text ?? "", goError(modes));
    return;
  }
  if (items.length === 0) {
    yield fault("modes-missing", modes, required("at least 1 access mode is required"));
    return;
  }
  for (const mode of items)
    if (mode.text !== undefined && !ACCESS_MODES.includes(mode.text) && !hasPlaceholder(mode.text))
      yield fault("mode-unknown", mode, unsupported(mode.text, ACCESS_MODES), modes.path);
  const pod = items.find(({ text }) => text === "ReadWriteOncePod");
  if (pod && items.some(({ text }) => text !== pod.text && text !== undefined && ACCESS_MODES.includes(text)))
    yield fault("modes-exclusive", pod, forbidden("may not use ReadWriteOncePod with other access modes"), modes.path);
}

/** encoding/json, UnmarshalTypeError, in whose path indexes are left out. */
function goError(modes: Node<unknown>): string {
  const { json } = modes;
  const found = typeof json === "object" ? "object" : typeof json === "boolean" ? "bool" : typeof json;
  const path = modes
    .steps()
    .filter((step) => typeof step === "string")
    .join(".");
  return `json: cannot unmarshal ${found} into Go struct field PersistentVolumeClaimSpec.${path} of type []v1.PersistentVolumeAccessMode`;
}

function* storageFaults(spec: Node<PersistentVolumeClaimSpec>): Iterable<Fault> {
  const resources = spec.get("resources");
  const at = resources.get("requests").get("storage");
  const path = `${resources.path}[storage]`;
  if (at.state === "absent") {
    yield fault("storage-missing", at, required(), path);
    return;
  }
  if (hasPlaceholder(at.text ?? "")) return;
  const { json } = at;
  // Go reads null as zero.
  const value = at.state === "null" ? "0" : typeof json === "object" ? undefined : String(json);
  if (value === undefined) return;
  const reading = readQuantity(value);
  if ("error" in reading) yield unreadable("storage-unreadable", at, value, reading.error);
  else if (reading.sign <= 0)
    yield fault(
      "storage-not-positive",
      at,
      notAccepted(reading.sign === 0 ? "0" : value, "must be greater than zero"),
      path,
    );
}

function* otherFaults(spec: Node<PersistentVolumeClaimSpec>): Iterable<Fault> {
  const mode = spec.get("volumeMode");
  if (mode.text !== undefined && !VOLUME_MODES.includes(mode.text) && !hasPlaceholder(mode.text))
    yield fault("volume-mode-unknown", mode, unsupported(mode.text, VOLUME_MODES));
  const name = spec.get("storageClassName");
  // Empty text is a class of its own: volumes made by hand.
  const error = name.text && !hasPlaceholder(name.text) ? dnsSubdomainError(name.text) : undefined;
  if (error) yield fault("class-malformed", name, error);
}
