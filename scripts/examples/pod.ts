import { type Document, isCollection, isSeq, parseDocument } from "yaml";

/** A mapping or list, as lines without the indentation that it has where it stands. */
export type Block = readonly string[];

/** A claim template, as the claim that it makes. */
export interface Claim {
  readonly name: string;
  readonly spec: Block;
}

/** What of a manifest becomes pods, cut out of the kind that holds it. */
export interface Pod {
  /** The kind that it is cut from. */
  readonly kind: string;
  readonly name: string;
  /** "replicas: 3": absent where the manifest does without. */
  readonly replicas: number | undefined;
  /** Empty where the kind selects no pods. */
  readonly selector: Block;
  /** Empty where the manifest does without. */
  readonly metadata: Block;
  readonly spec: Block;
  readonly claims: readonly Claim[];
}

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  DaemonSet: ["spec", "template"],
  Deployment: ["spec", "template"],
  Job: ["spec", "template"],
  Pod: [],
  StatefulSet: ["spec", "template"],
};

/** undefined for a manifest of a kind that holds no pod. */
export function podOf(text: string): Pod | undefined {
  const manifest = parseDocument(text);
  const kind = String(manifest.getIn(["kind"]));
  const template = TEMPLATES[kind];
  if (!template) return undefined;
  const block = (...path: (string | number)[]): Block => blockAt(manifest, text, path);
  return {
    kind,
    name: String(manifest.getIn(["metadata", "name"])),
    replicas: manifest.getIn(["spec", "replicas"]) as number | undefined,
    selector: block("spec", "selector"),
    metadata: kind === "Pod" ? [] : block(...template, "metadata"),
    spec: block(...template, "spec"),
    claims: itemsAt(manifest, ["spec", "volumeClaimTemplates"]).map((index) => ({
      name: String(manifest.getIn(["spec", "volumeClaimTemplates", index, "metadata", "name"])),
      spec: block("spec", "volumeClaimTemplates", index, "spec"),
    })),
  };
}

function itemsAt(manifest: Document, path: readonly string[]): readonly number[] {
  const list = manifest.getIn(path);
  return isSeq(list) ? list.items.map((_, index) => index) : [];
}

/** Whole lines where it begins one, so that what stands behind it on its lines is kept. */
function blockAt(manifest: Document, text: string, path: readonly (string | number)[]): Block {
  const node = manifest.getIn(path, true);
  if (!isCollection(node) || !node.range) return [];
  const [start, end] = node.range;
  const column = start - (text.lastIndexOf("\n", start - 1) + 1);
  if (node.flow) return [text.slice(start, end)];
  return `${" ".repeat(column)}${text.slice(start, end).trimEnd()}`.split("\n").map((line) => line.slice(column));
}
