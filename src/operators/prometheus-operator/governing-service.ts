import type { Service, ServicePort } from "kubernetes-types/core/v1.js";
import type { Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import { isSet } from "../or-default.ts";
import type { Instance } from "./fields.ts";
import { APP_LABEL } from "./pod-metadata.ts";

/** The headless Service of a StatefulSet, one a namespace for all resources of a kind. spec.serviceName names another, which nobody makes. */
export function governingService(
  instance: Node<Instance>,
  service: { readonly name: string; readonly app: string; readonly ports: readonly Template<ServicePort>[] },
): readonly Template<Service>[] {
  if (isSet(instance.get("spec").get("serviceName"))) return [];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: service.name, namespace: instance.get("metadata").get("namespace") },
      spec: { clusterIP: "None", ports: service.ports, selector: { [APP_LABEL]: service.app } },
    },
  ];
}
