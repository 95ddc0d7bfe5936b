import { isMapping } from "../yaml/node.ts";
import type { Spot } from "../yaml/place.ts";
import type { Step } from "../yaml/span.ts";

/** A field of the key, or one with the value that the API server fills in where it is absent. */
type KeyField = string | { readonly field: string; readonly otherwise: string };
type Key = readonly KeyField[];

const PROTOCOL: KeyField = { field: "protocol", otherwise: "TCP" };
const CONTAINER_PORT = ["containerPort", PROTOCOL];
const SERVICE_PORT = ["port", PROTOCOL];

/**
 * The keys by which Kubernetes tells the items of a list apart (listMapKey and patchMergeKey in k8s.io/api 0.36), under
 * the list's field, or under "owner.field" where the same name means several lists; the owner is the field or list that
 * the list stands in, nothing at the top. Objects that operators turn into pods keep these names, and so share the table.
 */
const LIST_KEYS: Readonly<Record<string, Key>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  "containers.ports": CONTAINER_PORT,
  "initContainers.ports": CONTAINER_PORT,
  "ephemeralContainers.ports": CONTAINER_PORT,
  "spec.ports": SERVICE_PORT,
  volumes: ["name"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  env: ["name"],
  imagePullSecrets: ["name"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
  schedulingGates: ["name"],
  resourceClaims: ["name"],
  "resources.claims": ["name"],
  podIPs: ["ip"],
  ".secrets": ["name"],
  ".webhooks": ["name"],
  matchConditions: ["name"],
  "spec.variables": ["name"],
  ownerReferences: ["uid"],
  conditions: ["type"],
  // Atomic to the API, but a StatefulSet's controller knows its templates by name.
  volumeClaimTemplates: ["metadata.name"],
};

/** The key of an item of the list at `path`; undefined where the list has none, or the item lacks part of it. */
export function listKey(path: readonly Step[], item: unknown): string | undefined {
  const key = keyAt(path);
  return key && keyOf(item, key);
}

function keyAt(path: readonly Step[]): Key | undefined {
  const list = path.at(-1);
  if (typeof list !== "string") return undefined;
  const owner = path.slice(0, -1).findLast((step) => typeof step === "string") ?? "";
  return keyUnder(`${owner}.${list}`) ?? keyUnder(list);
}

const keyUnder = (name: string) => (Object.hasOwn(LIST_KEYS, name) ? LIST_KEYS[name] : undefined);

function keyOf(item: unknown, key: Key): string | undefined {
  const values = key.map((part) =>
    typeof part === "string" ? at(item, part) : (at(item, part.field) ?? part.otherwise),
  );
  return values.every(isKeyValue) ? values.join("/") : undefined;
}

function at(item: unknown, dotted: string): unknown {
  let value = item;
  for (const field of dotted.split("."))
    value = isMapping(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  return value;
}

const isKeyValue = (value: unknown): value is string | number | bigint =>
  (typeof value === "string" && value !== "") || typeof value === "number" || typeof value === "bigint";

/**
 * The path of a value with list items under their keys, so that it survives reordering:
 * spec.template.spec.containers[app].volumeMounts[/data].name. An item without a key stands by its position, [2], as does
 * one whose key an earlier item of the list has. Brackets and backslashes of names are escaped by a backslash, and one
 * stands before a name of digits alone. Names are otherwise the input's own text: escape before printing.
 */
export function namedPath(trail: Spot["trail"]): string {
  const steps: Step[] = [];
  let path = "";
  for (const [depth, { step }] of trail.entries()) {
    if (typeof step === "number") path += `[${itemName(steps, step, trail[depth - 1]?.value)}]`;
    else if (!/^[A-Za-z_$][\w$-]*$/.test(step)) path += `[${escapeName(step)}]`;
    else path += path === "" ? step : `.${step}`;
    steps.push(step);
  }
  return path;
}

function itemName(list: readonly Step[], index: number, items: unknown): string {
  const key = keyAt(list);
  const name = key && Array.isArray(items) ? ownKeys(items, key)[index] : undefined;
  return name === undefined ? String(index) : escapeName(name);
}

type OwnKeys = readonly (string | undefined)[];

/** Made once for each list, which many findings may share: values do not change. Aliases may put one list under two keys. */
const OWN_KEYS = new WeakMap<readonly unknown[], Map<Key, OwnKeys>>();

/** The key of each item that no earlier item has. */
function ownKeys(items: readonly unknown[], key: Key): OwnKeys {
  const made = OWN_KEYS.get(items) ?? new Map<Key, OwnKeys>();
  OWN_KEYS.set(items, made);
  let own = made.get(key);
  if (!own) {
    const taken = new Set<string>();
    own = items.map((item) => {
      const name = keyOf(item, key);
      if (name === undefined || taken.has(name)) return undefined;
      taken.add(name);
      return name;
    });
    made.set(key, own);
  }
  return own;
}

const escapeName = (name: string): string => (/^\d+$/.test(name) ? `\\${name}` : name.replace(/[\\[\]]/g, "\\$&"));
