import type { Node } from "../../yaml/node.ts";
import type { MadeWorkload } from "../operator.ts";
import type { DataVolume } from "./data-volume.ts";
import type { CommonPrometheusSpec, Instance } from "./fields.ts";
import { mayDeclareOf } from "./may-declare.ts";
import type { Labels } from "./pod-metadata.ts";
import { type PrometheusPod, prometheusMetadata } from "./prometheus-pod.ts";
import { statefulSet } from "./stateful-set.ts";

/** Shards differ in their names alone, so that a hundred stand for any number: the number is not to be trusted. */
const MOST = 100;

interface ShardParts {
  readonly base: string;
  readonly serviceName: string;
  /** But for the one that tells the shards apart. */
  readonly labels: Labels;
  readonly data: DataVolume;
  readonly pod: PrometheusPod;
}

/** One StatefulSet is made for each; the first has no number in its name (pkg/prometheus/common.go, prometheusNameByShard). */
export function shardsOf(
  instance: Node<Instance<CommonPrometheusSpec>>,
  { base, serviceName, labels, data, pod }: ShardParts,
): readonly MadeWorkload[] {
  const written = Math.floor(instance.get("spec").get("shards").number ?? 1);
  const length = written > 1 ? Math.min(MOST, written) : 1;
  const mayDeclare = mayDeclareOf(instance, pod.added);
  return Array.from({ length }, (_, shard) => {
    const selector = { ...labels, "operator.prometheus.io/shard": String(shard) };
    return {
      mayDeclare,
      object: statefulSet(instance, {
        name: shard === 0 ? base : `${base}-shard-${shard}`,
        serviceName,
        selector,
        template: { metadata: prometheusMetadata(instance, selector), spec: pod.spec },
        claims: data.claims,
      }),
    };
  });
}
