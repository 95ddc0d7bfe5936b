import type { Node, Untyped } from "../yaml/node.ts";
import { type ApiError, forbidden, notAccepted, required, unsupported } from "./api-error.ts";
import { isUnset } from "./is-unset.ts";
import { isAbsolute, stepsBack } from "./mount-path.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { fault, type Holder, inMapping, listFaults, type SourceFault } from "./source-fault.ts";

/** Text that is known: a number or a list in its place is other rules' business. */
export function knownText({ text }: Node<unknown>): string | undefined {
  return text === undefined || text === "" || hasPlaceholder(text) ? undefined : text;
}

/** In order: ValidateLocalNonReservedPath of pkg/apis/core/validation/validation.go. */
function localPathError(path: string): ApiError | undefined {
  if (isAbsolute(path)) return notAccepted(path, "must be a relative path");
  if (stepsBack(path)) return notAccepted(path, "must not contain '..'");
  return path.startsWith("..") ? notAccepted(path, "must not start with '..'") : undefined;
}

function* pathFaults(file: Holder): Iterable<SourceFault> {
  const path = file.node.get("path");
  if (isUnset(path)) yield fault(file, "path", required());
  const text = knownText(path);
  const error = text === undefined ? undefined : localPathError(text);
  if (error) yield fault(file, "path", error);
}

/** The items of a ConfigMap or Secret (validateKeyToPath). Their modes have a rule of their own. */
export function* keyFaults(holder: Holder): Iterable<SourceFault> {
  const { node, path } = holder;
  yield* listFaults(holder, "items");
  for (const [index, item] of node.get("items").items().entries()) {
    const file = { node: item, path: `${path}.items[${index}]` };
    if (isUnset(item.get("key"))) yield fault(file, "key", required());
    yield* pathFaults(file);
  }
}

/** The items of a downward API volume, whose index the API server leaves out of the path (validateDownwardAPIVolumeFile). */
export function* downwardFaults(holder: Holder): Iterable<SourceFault> {
  const { node, path } = holder;
  yield* listFaults(holder, "items");
  for (const item of node.get("items").items()) {
    const file = { node: item, path };
    yield* pathFaults(file);
    const field = item.get("fieldRef");
    const resource = item.get("resourceFieldRef");
    if (field.state === "present") {
      yield* inMapping({ node: field, path: `${path}.fieldRef` }, "fieldPath", fieldFaults);
      if (resource.state === "present")
        yield {
          at: resource,
          path,
          error: notAccepted("resource", "fieldRef and resourceFieldRef can not be specified simultaneously"),
          other: field,
        };
    } else if (resource.state === "present") {
      yield* inMapping({ node: resource, path: `${path}.resourceFieldRef` }, "resource", resourceFaults);
    } else yield { at: field, path, error: required("one of fieldRef and resourceFieldRef is required") };
  }
}

const FIELDS = ["metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid"];
/** Fields that environment variables may have, and files may not (pkg/apis/core/pods/helpers.go, ConvertDownwardAPIFieldLabel). */
const FIELDS_OF_ENV: ReadonlySet<string> = new Set([
  "spec.nodeName",
  "spec.restartPolicy",
  "spec.schedulerName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.phase",
  "status.podIP",
  "status.podIPs",
]);

function* fieldFaults(reference: Holder): Iterable<SourceFault> {
  const fieldPath = reference.node.get("fieldPath");
  if (isUnset(fieldPath)) yield fault(reference, "fieldPath", required());
  const text = knownText(fieldPath);
  if (text === undefined || FIELDS.includes(text) || /^metadata\.(?:labels|annotations)\['.*'\]$/s.test(text)) return;
  const error = FIELDS_OF_ENV.has(text)
    ? unsupported(text, FIELDS)
    : notAccepted(text, `error converting fieldPath: field label not supported: ${text}`);
  yield fault(reference, "fieldPath", error);
}

const RESOURCES = ["limits", "requests"].flatMap((kind) =>
  ["cpu", "ephemeral-storage", "memory"].map((resource) => `${kind}.${resource}`),
);

function* resourceFaults(reference: Holder): Iterable<SourceFault> {
  const { node } = reference;
  if (isUnset(node.get("containerName"))) yield fault(reference, "containerName", required());
  else if (isUnset(node.get("resource"))) yield fault(reference, "resource", required());
  else {
    const text = knownText(node.get("resource"));
    if (text !== undefined && !RESOURCES.includes(text) && !/^(?:limits|requests)\.hugepages-/.test(text))
      yield fault(reference, "resource", unsupported(text, RESOURCES));
  }
}

const PROJECTIONS = ["secret", "configMap", "downwardAPI", "serviceAccountToken"] as const;
const MAIN_FIELDS = { secret: "name", configMap: "name", downwardAPI: "items", serviceAccountToken: "path" };

/** The sources of a projected volume (validateProjectionSources); those behind gates that are off by default are not judged. */
export function* projectionFaults(holder: Holder): Iterable<SourceFault> {
  const { node, path } = holder;
  yield* listFaults(holder, "sources");
  const taken = new Map<string, Node<Untyped>>();
  for (const [index, source] of node.get("sources").items().entries()) {
    const sourcePath = `${path}.sources[${index}]`;
    const [first, second] = PROJECTIONS.filter((kind) => source.get(kind).state === "present");
    if (first === undefined) continue;
    const projection = { node: source.get(first), path: `${sourcePath}.${first}` };
    if (second !== undefined)
      yield {
        at: source.get(second),
        path: sourcePath,
        error: forbidden("may not specify more than 1 volume type per source"),
        other: projection.node,
      };
    else
      yield* inMapping(projection, MAIN_FIELDS[first], function* () {
        if (first === "serviceAccountToken") yield* tokenFaults(projection, path);
        else {
          yield* first === "downwardAPI" ? downwardFaults(projection) : objectFaults(projection);
          yield* repeatedPaths(projection, path, taken);
        }
      });
  }
}

function* objectFaults(projection: Holder): Iterable<SourceFault> {
  if (isUnset(projection.node.get("name"))) yield fault(projection, "name", required());
  yield* keyFaults(projection);
}

const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;

function* tokenFaults(projection: Holder, volumePath: string): Iterable<SourceFault> {
  const expiration = projection.node.get("expirationSeconds");
  const seconds = expiration.number ?? SHORTEST_SECONDS;
  if (seconds < SHORTEST_SECONDS)
    yield fault(
      projection,
      "expirationSeconds",
      notAccepted(seconds, "may not specify a duration less than 10 minutes"),
    );
  if (seconds > LONGEST_SECONDS)
    yield fault(
      projection,
      "expirationSeconds",
      notAccepted(seconds, "may not specify a duration larger than 2^32 seconds"),
    );
  for (const { at, error } of pathFaults(projection)) yield { at, path: `${volumePath}.path`, error };
}

/** Only within a projected volume, and only of items that are listed, are two files of one path refused. */
function* repeatedPaths(
  { node }: Holder,
  volumePath: string,
  taken: Map<string, Node<Untyped>>,
): Iterable<SourceFault> {
  for (const item of node.get("items").items()) {
    const at = item.get("path");
    const text = knownText(at);
    if (text === undefined) continue;
    const other = taken.get(text);
    if (other === undefined) taken.set(text, at);
    else {
      const named = node.step === "downwardAPI" ? text : (node.get("name").text ?? "");
      yield { at, path: volumePath, error: notAccepted(named, "conflicting duplicate paths"), other };
    }
  }
}
