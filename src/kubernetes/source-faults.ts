import { bytesOf, forbidden, notAccepted, required, unsupported } from "./api-error.ts";
import { dnsSubdomainError } from "./dns-subdomain.ts";
import { IMAGE_VOLUMES_ON } from "./image-volume.ts";
import { isUnset } from "./is-unset.ts";
import { isAbsolute, stepsBack } from "./mount-path.ts";
import { hasPlaceholder } from "./placeholder.ts";
import { downwardFaults, keyFaults, knownText, projectionFaults } from "./projected-files.ts";
import { readQuantity } from "./quantity.ts";
import { fault, type Holder, inMapping, type SourceFault } from "./source-fault.ts";
import type { VolumeSourceField } from "./volume-source.ts";
import { mainField, VOLUME_SOURCES } from "./volume-source-table.ts";

type Check = (source: Holder) => Iterable<SourceFault>;

/** What lies beyond the fields that must be there (pkg/apis/core/validation/validation.go, validate...VolumeSource). */
const CHECKS: Readonly<Partial<Record<VolumeSourceField, Check>>> = {
  emptyDir,
  hostPath,
  gitRepo,
  secret: keyFaults,
  nfs,
  iscsi,
  flocker,
  downwardAPI: downwardFaults,
  fc,
  configMap: keyFaults,
  projected: projectionFaults,
  csi,
  image,
};

/** In the one source that a volume has. */
export function sourceFaults(field: VolumeSourceField, node: Holder["node"]): Iterable<SourceFault> {
  const { checkedAs = field, required: needed = {} } = VOLUME_SOURCES[field];
  return inMapping({ node, path: checkedAs }, mainField(field), function* (source) {
    for (const name in needed)
      if (isUnset(node.get(name)) || isEmptyList(node.get(name))) yield fault(source, name, required(needed[name]));
    yield* CHECKS[field]?.(source) ?? [];
  });
}

function isEmptyList(node: Holder["node"]): boolean {
  const { text, json } = node;
  return text === undefined && Array.isArray(json) && json.length === 0;
}

function* emptyDir(source: Holder): Iterable<SourceFault> {
  const { json = null, text = "" } = source.node.get("sizeLimit");
  if (json !== null && typeof json !== "object" && !hasPlaceholder(text)) {
    const reading = readQuantity(String(json));
    if ("error" in reading) yield fault(source, "sizeLimit", { is: "no-quantity", words: reading.error });
    else if (reading.sign < 0)
      yield fault(source, "sizeLimit", forbidden("SizeLimit field must be a valid resource quantity"));
  }
  // Only kubelet looks at it (pkg/volume/emptydir/empty_dir.go).
  const medium = knownText(source.node.get("medium"));
  if (medium !== undefined && medium !== "Memory" && !medium.startsWith("HugePages"))
    yield fault(source, "medium", { is: "unmountable", words: `unknown storage medium "${medium}"` });
}

const HOST_PATH_TYPES = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

function* hostPath(source: Holder): Iterable<SourceFault> {
  const path = knownText(source.node.get("path"));
  if (path !== undefined && stepsBack(path)) yield fault(source, "path", notAccepted(path, "must not contain '..'"));
  const type = knownText(source.node.get("type"));
  if (type !== undefined && !HOST_PATH_TYPES.includes(type))
    yield fault(source, "type", unsupported(type, HOST_PATH_TYPES));
}

function* gitRepo(source: Holder): Iterable<SourceFault> {
  const directory = knownText(source.node.get("directory"));
  if (directory !== undefined && isAbsolute(directory))
    yield fault(source, "directory", notAccepted(directory, "must be a relative path"));
  else if (directory !== undefined && stepsBack(directory))
    yield fault(source, "directory", notAccepted(directory, "must not contain '..'"));
}

function* nfs(source: Holder): Iterable<SourceFault> {
  const path = knownText(source.node.get("path"));
  if (path !== undefined && !isAbsolute(path))
    yield fault(source, "path", notAccepted(path, "must be an absolute path"));
}

function* iscsi(source: Holder): Iterable<SourceFault> {
  const iqn = knownText(source.node.get("iqn"));
  if (iqn !== undefined && !/^(?:iqn|eui|naa)/.test(iqn))
    yield fault(source, "iqn", notAccepted(iqn, "must be valid format starting with iqn, eui, or naa"));
  yield* lunFaults(source);
}

function* lunFaults(source: Holder): Iterable<SourceFault> {
  const lun = source.node.get("lun").number ?? 0;
  if (lun < 0 || lun > 255) yield fault(source, "lun", notAccepted(lun, "must be between 0 and 255, inclusive"));
}

function* flocker({ node, path }: Holder): Iterable<SourceFault> {
  if (isUnset(node.get("datasetName")) && isUnset(node.get("datasetUUID")))
    yield { at: node, path, error: required("one of datasetName and datasetUUID is required") };
}

function* fc(source: Holder): Iterable<SourceFault> {
  const names = source.node.get("targetWWNs");
  const hasNames = names.items().length > 0;
  const hasIds = source.node.get("wwids").items().length > 0;
  if (!hasNames && !hasIds)
    yield fault(source, "targetWWNs", required("must specify either targetWWNs or wwids, but not both"));
  if (!hasNames) return;
  if (source.node.get("lun").state !== "present")
    yield fault(source, "lun", required("lun is required if targetWWNs is specified"));
  else yield* lunFaults(source);
}

const LONGEST_DRIVER = 63;

function* csi(source: Holder): Iterable<SourceFault> {
  const driver = knownText(source.node.get("driver"));
  if (driver !== undefined) {
    // ValidateCSIDriverName counts bytes, and takes capital letters.
    const malformed = dnsSubdomainError(driver.toLowerCase());
    if (bytesOf(driver) > LONGEST_DRIVER) yield fault(source, "driver", { is: "too-long", most: LONGEST_DRIVER });
    else if (malformed) yield fault(source, "driver", { ...malformed, value: driver });
  }
  const secret = { node: source.node.get("nodePublishSecretRef"), path: `${source.path}.nodePublishSecretRef` };
  yield* inMapping(secret, "name", function* ({ node }) {
    if (node.state === "present" && isUnset(node.get("name"))) yield fault(secret, "name", required());
  });
}

/** Before the gate is on nothing is looked at: the volume is dropped. */
const since = IMAGE_VOLUMES_ON;
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

function* image(source: Holder): Iterable<SourceFault> {
  if (isUnset(source.node.get("reference")))
    yield { ...fault(source, "reference", required()), since, inPodsOnly: true };
  const policy = knownText(source.node.get("pullPolicy"));
  if (policy !== undefined && !PULL_POLICIES.includes(policy))
    yield { ...fault(source, "pullPolicy", unsupported(policy, PULL_POLICIES)), since };
}
