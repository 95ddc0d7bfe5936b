import type { Entry, Node } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { type ApiError, required } from "./api-error.ts";
import { dnsLabelError } from "./dns-label.ts";
import { mayHoldFields } from "./is-unset.ts";
import type { VolumeFields } from "./newer-fields.ts";
import { hasPlaceholder } from "./placeholder.ts";
import type { SourceFault } from "./source-fault.ts";
import { sourceFaults } from "./source-faults.ts";
import { isVolumeSource, VOLUME_SOURCE_FIELDS, type VolumeSourceField } from "./volume-source.ts";
import type { Workload } from "./workload.ts";

/** The volume that is at fault. */
interface Faulty {
  readonly volume: Node<VolumeFields>;
  /** Empty where it has none, or none that is text. */
  readonly name: string;
  /** Its position where the API server looks: the claim templates of a StatefulSet come first. */
  readonly index: number;
}

/** It has no source, and so becomes an emptyDir. */
export interface NoSource extends Faulty {
  readonly is: "no-source";
  /** Sources that are written as null. */
  readonly nulls: readonly Entry[];
  /** Fields that no volume has. */
  readonly unknown: readonly Entry[];
}

/** It has several, in the order in which the API server looks at them. */
interface SurplusSource extends Faulty {
  readonly is: "surplus-source";
  readonly sources: readonly VolumeSourceField[];
}

interface NameFault extends Faulty {
  readonly is: "name";
  readonly error: ApiError;
}

interface Duplicate extends Faulty {
  readonly is: "duplicate";
  readonly first: Node<VolumeFields>;
}

export interface RefusedSource extends Faulty, SourceFault {
  readonly is: "refused";
}

export type VolumeFault = NoSource | SurplusSource | NameFault | Duplicate | RefusedSource;

interface Judgement {
  readonly faults: readonly VolumeFault[];
  /** By name, those that the API server accepts. */
  readonly accepted: ReadonlyMap<string, Node<VolumeFields>>;
}

const NOTHING: Judgement = { faults: [], accepted: new Map() };
/** What the API server has against the volumes that a pod declares, and what it makes of those without a source. */
const volumeFaults = (workload: Workload): readonly VolumeFault[] => judgement(workload).faults;

/** True where a mount of that name finds a volume: one that is refused is not looked up. */
export const isAccepted = (workload: Workload, name: string): boolean => judgement(workload).accepted.has(name);

export const faultsOfKind = <Kind extends VolumeFault["is"]>(
  workload: Workload,
  kind: Kind,
): readonly Extract<VolumeFault, { readonly is: Kind }>[] =>
  volumeFaults(workload).filter((fault): fault is Extract<VolumeFault, { readonly is: Kind }> => fault.is === kind);

/** Several rules ask, so it is looked for once. */
const judgement = remembered((workload: Workload): Judgement => {
  const volumes = workload.pod.get("volumes").items();
  return volumes.length === 0 ? NOTHING : judge(workload, volumes);
});

function judge(workload: Workload, volumes: readonly Node<VolumeFields>[]): Judgement {
  // A claim template takes the place of a volume of its name, at which the API server does not look then.
  const templates = workload.claimTemplates?.items() ?? [];
  const claimed = new Set(templates.map((template) => template.get("metadata").get("name").text ?? ""));
  const faults: VolumeFault[] = [];
  const accepted = new Map<string, Node<VolumeFields>>();
  let index = claimed.size;
  for (const volume of volumes) {
    const name = volume.get("name").text ?? "";
    if (claimed.has(name)) continue;
    const faulty = { volume, name, index: index++ };
    const fields = volume.entries();
    // A field such as $patch makes it a patch of kustomize or kubectl, which is no volume yet.
    if (!mayHoldFields(volume) || fields.some((field) => field.name.startsWith("$"))) continue;
    const own = [...nameFaults(faulty), ...sourceFaultsOf(faulty, fields)];
    faults.push(...own);
    const first = accepted.get(name);
    if (first) faults.push({ is: "duplicate", ...faulty, first });
    // Before it looks, the API server makes an emptyDir of one without a source.
    else if (own.every(isNoRefusal)) accepted.set(name, volume);
  }
  return { faults, accepted };
}

const isNoRefusal = (fault: VolumeFault): boolean =>
  fault.is === "no-source" || (fault.is === "refused" && fault.error.is === "unmountable");

function* nameFaults(faulty: Faulty): Iterable<NameFault> {
  const { name, volume } = faulty;
  const { state, text } = volume.get("name");
  const error =
    state !== "present" || text === ""
      ? required()
      : text === undefined || hasPlaceholder(text)
        ? undefined
        : dnsLabelError(name);
  if (error) yield { is: "name", ...faulty, error };
}

function* sourceFaultsOf(faulty: Faulty, fields: readonly Entry[]): Iterable<VolumeFault> {
  const written = fields.filter(({ name, value }) => value.state === "present" && isVolumeSource(name));
  const [first] = written;
  if (written.length > 1) {
    const names = new Set(written.map(({ name }) => name));
    yield { is: "surplus-source", ...faulty, sources: VOLUME_SOURCE_FIELDS.filter((field) => names.has(field)) };
  } else if (first !== undefined && isVolumeSource(first.name)) {
    for (const fault of sourceFaults(first.name, first.value)) yield { is: "refused", ...faulty, ...fault };
  } else {
    const rest = fields.filter(({ name }) => name !== "name");
    // Of a volume without a name and all else, only the name is spoken of.
    if (rest.length === 0 && faulty.name === "") return;
    const isKnown = ({ name }: Entry): boolean => isVolumeSource(name);
    yield {
      is: "no-source",
      ...faulty,
      nulls: rest.filter(isKnown),
      unknown: rest.filter((field) => !isKnown(field)),
    };
  }
}
