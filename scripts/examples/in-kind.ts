import { type Block, type Claim, type Pod, podOf } from "./pod.ts";

/** The kinds whose pods differ most in how they stand in the text: by depth, by claim templates, and by an operator. */
export const KINDS = ["Deployment", "StatefulSet", "CronJob", "Prometheus"] as const;
export type Kind = (typeof KINDS)[number];

/**
 * The manifests of an example with their pod in another kind. Each line of the pod is as it was, marks included; a claim
 * template becomes a claim and a volume. undefined where the text holds no pod, or more than one, or has it in that kind.
 */
export function inKind(text: string, kind: Kind): string | undefined {
  const manifests = text.split(/^---\n/m);
  const pods = manifests.map((manifest) => podOf(manifest));
  const [pod, ...others] = pods.filter((found) => found !== undefined);
  if (!pod || others.length > 0 || pod.kind === kind) return undefined;
  return manifests.map((manifest, index) => (pods[index] ? rehoused(pod, kind) : manifest)).join("---\n");
}

function rehoused({ claims, ...pod }: Pod, kind: Kind): string {
  const { name } = pod;
  // A pod that ends belongs to a Job, one that does not to the others.
  const spec = withClaims(pod.spec.filter(isNoRestartPolicy), claims);
  const housed = { ...pod, spec };
  const manifest = {
    Deployment: () => [
      "apiVersion: apps/v1",
      "kind: Deployment",
      `metadata: {name: ${name}}`,
      "spec:",
      ...indented(2, [
        ...replicas(pod),
        // Two pods would hold a claim at once while one takes the place of the other.
        ...(holdsClaim(spec) ? ["strategy: {type: Recreate}"] : []),
        ...selected(housed),
      ]),
    ],
    StatefulSet: () => [
      "apiVersion: apps/v1",
      "kind: StatefulSet",
      `metadata: {name: ${name}}`,
      "spec:",
      ...indented(2, [...replicas(pod), `serviceName: ${name}`, ...selected(housed)]),
    ],
    CronJob: () => [
      "apiVersion: batch/v1",
      "kind: CronJob",
      `metadata: {name: ${name}}`,
      "spec:",
      '  schedule: "30 2 * * *"',
      "  jobTemplate:",
      "    spec:",
      "      template:",
      ...indented(8, template({ ...housed, spec: ["restartPolicy: OnFailure", ...spec] })),
    ],
    Prometheus: () => [
      "apiVersion: monitoring.coreos.com/v1",
      "kind: Prometheus",
      `metadata: {name: ${name}}`,
      "spec:",
      ...indented(2, [...replicas(pod), ...spec]),
    ],
  }[kind]();
  return [...claims.flatMap(claimManifest), ...manifest, ""].join("\n");
}

const isNoRestartPolicy = (line: string): boolean => !line.startsWith("restartPolicy:");
const replicas = ({ replicas: count }: Omit<Pod, "claims">): Block =>
  count === undefined ? [] : [`replicas: ${count}`];
const holdsClaim = (spec: Block): boolean => spec.some((line) => line.includes("persistentVolumeClaim"));

const selected = (pod: Omit<Pod, "claims">): Block => [
  ...field("selector", pod.selector.length > 0 ? pod.selector : [`{matchLabels: {app: ${pod.name}}}`]),
  "template:",
  ...indented(2, template(pod)),
];

const template = ({ name, selector, metadata, spec }: Omit<Pod, "claims">): Block => [
  ...(metadata.length > 0 || selector.length === 0
    ? field("metadata", metadata.length > 0 ? metadata : [`{labels: {app: ${name}}}`])
    : []),
  ...field("spec", spec),
];

/** A key with what stands under it, or behind it in flow style. */
function field(key: string, block: Block): Block {
  const [first = ""] = block;
  return block.length === 1 && /^[{[]/.test(first) ? [`${key}: ${first}`] : [`${key}:`, ...indented(2, block)];
}

const indented = (by: number, block: Block): Block => block.map((line) => (line === "" ? "" : " ".repeat(by) + line));

function claimManifest({ name, spec }: Claim): Block {
  return ["apiVersion: v1", "kind: PersistentVolumeClaim", `metadata: {name: ${name}}`, ...field("spec", spec), "---"];
}

/** The pod's spec with a volume for each claim, at the end of its volumes. */
function withClaims(spec: Block, claims: readonly Claim[]): Block {
  const volumes = claims.flatMap(({ name }) => [
    `  - name: ${name}`,
    `    persistentVolumeClaim: {claimName: ${name}}`,
  ]);
  if (volumes.length === 0) return spec;
  const at = spec.indexOf("volumes:");
  if (at < 0) return [...spec, "volumes:", ...volumes];
  const rest = spec.slice(at + 1).findIndex((line) => /^\S/.test(line));
  const end = rest < 0 ? spec.length : at + 1 + rest;
  return [...spec.slice(0, end), ...volumes, ...spec.slice(end)];
}
