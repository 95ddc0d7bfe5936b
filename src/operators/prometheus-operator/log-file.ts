import type { Node } from "../../yaml/node.ts";
import type { PrometheusSpec } from "./fields.ts";
import type { MountedVolumes } from "./mounted-volumes.ts";

/** A log that is named without a directory gets a volume (pkg/prometheus/common.go, UsesDefaultFileVolume). */
export function logFile(spec: Node<PrometheusSpec>): MountedVolumes {
  const failures = spec.get("scrapeFailureLogFile");
  const queries = spec.get("queryLogFile");
  const deciding = failures.state === "present" ? failures : queries;
  const name = "log-file";
  return {
    volumes: isBare(deciding) ? [{ name, emptyDir: {} }] : [],
    mounts: isBare(deciding) ? [{ name, mountPath: "/var/log/prometheus" }] : [],
    // Older operators name it after the query log, the only one they know.
    mayDeclare: (volume) => isBare(queries) && (volume === name || volume === "query-log-file"),
  };
}

const isBare = (file: Node<string>): boolean => /^(?:\.\/)*[^/]+$/.test(file.text ?? "");
