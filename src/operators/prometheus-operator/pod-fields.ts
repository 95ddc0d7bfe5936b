import type { PodSpec } from "kubernetes-types/core/v1.js";
import { governed, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { isSet, orDefault } from "../or-default.ts";
import type { InstanceSpec, ReloadedSpec } from "./fields.ts";

/** What reaches the pod as it is written. What is not written stays so: there is no default securityContext. */
export function podFields(spec: Node<InstanceSpec>, graceSeconds: number): Template<PodSpec> & object {
  return {
    affinity: spec.get("affinity"),
    dnsConfig: spec.get("dnsConfig"),
    dnsPolicy: spec.get("dnsPolicy"),
    enableServiceLinks: spec.get("enableServiceLinks"),
    hostAliases: spec.get("hostAliases"),
    hostUsers: spec.get("hostUsers"),
    imagePullSecrets: spec.get("imagePullSecrets"),
    nodeSelector: spec.get("nodeSelector"),
    priorityClassName: spec.get("priorityClassName"),
    securityContext: spec.get("securityContext"),
    serviceAccountName: spec.get("serviceAccountName"),
    terminationGracePeriodSeconds: orDefault(spec.get("terminationGracePeriodSeconds"), graceSeconds),
    tolerations: spec.get("tolerations"),
    topologySpreadConstraints: spec.get("topologySpreadConstraints"),
  };
}

/** On the host's network names are looked up in the cluster all the same. */
export function networkFields(spec: Node<ReloadedSpec>): Template<PodSpec> & object {
  const hostNetwork = spec.get("hostNetwork");
  const dnsPolicy = spec.get("dnsPolicy");
  const isDefaulted = hostNetwork.boolean === true && !isSet(dnsPolicy);
  return { hostNetwork, dnsPolicy: isDefaulted ? governed(hostNetwork, "ClusterFirstWithHostNet") : dnsPolicy };
}
