import type { Container, EnvVar, VolumeMount } from "kubernetes-types/core/v1.js";
import { merged, type Template } from "../../yaml/grown.ts";
import type { Node } from "../../yaml/node.ts";
import type { DataVolume } from "./data-volume.ts";
import type { ThanosSpec } from "./fields.ts";
import { HARDENED, imageOf } from "./generated-container.ts";
import type { MountedVolumes } from "./mounted-volumes.ts";
import { reaches } from "./version.ts";

export interface ThanosSidecar {
  readonly container: Template<Container>;
  readonly config: MountedVolumes;
}

/** The container beside Prometheus that spec.thanos asks for (pkg/prometheus/server/statefulset.go, createThanosContainer). */
export function thanosSidecar(thanos: Node<ThanosSpec>, base: string, data: DataVolume): ThanosSidecar {
  const config = clientConfig(thanos, base);
  const objects = thanos.get("objectStorageConfig");
  const isInFile = thanos.get("objectStorageConfigFile").state === "present";
  const uploads = isInFile || objects.state === "present";
  // Of a mount the operator copies just these two: what else is written, such as readOnly or subPath, is lost.
  const mounts = thanos
    .get("volumeMounts")
    .items()
    .map((mount) => merged<VolumeMount>(mount, { name: mount.get("name"), mountPath: mount.get("mountPath") }));
  const env: Template<EnvVar> = { name: "OBJSTORE_CONFIG", valueFrom: { secretKeyRef: objects } };
  return {
    config,
    container: {
      name: "thanos-sidecar",
      image: imageOf(thanos, "quay.io/thanos/thanos"),
      env: uploads && !isInFile ? [env] : [],
      ports: [
        { name: "http", containerPort: 10902 },
        { name: "grpc", containerPort: 10901 },
      ],
      resources: thanos.get("resources"),
      securityContext: HARDENED,
      volumeMounts: merged(thanos.get("volumeMounts"), [...mounts, ...(uploads ? [data.mount] : []), ...config.mounts]),
    },
  };
}

/** How it speaks to Prometheus; Thanos reads the file from 0.24 on. */
function clientConfig(thanos: Node<ThanosSpec>, base: string): MountedVolumes {
  const name = "thanos-prometheus-http-client-file";
  const isKnown = reaches(thanos.get("version"), 0, 24);
  return {
    volumes: isKnown ? [{ name, secret: { secretName: `${base}-${name}` } }] : [],
    mounts: isKnown ? [{ name, mountPath: "/etc/thanos/config" }] : [],
    mayDeclare: (volume) => volume === name,
  };
}
