import type { Container } from "../kubernetes/container.ts";
import type { Volume } from "../kubernetes/volume.ts";
import { type EnforcedStandard, enforcedStandard } from "./pod-security.ts";
import type { Release } from "./release.ts";

/** Why the namespace lets no pod in that changes owners in this way. */
export interface PodSecurityRefusal {
  readonly standard: EnforcedStandard;
  readonly reason: "root" | "hostPath";
  /** What admission says of it, as it prints it. */
  readonly words: string;
}

/** The restricted standard looks at runAsUser since its text of this version (policy/check_runAsUser.go). */
const RUN_AS_USER_SINCE = 23;

/** `runsAsRoot`: whether the process is root for certain. */
export function podSecurityRefusal(
  container: Container,
  volume: Volume | undefined,
  runsAsRoot: boolean,
  release: Release,
): PodSecurityRefusal | undefined {
  const standard = enforcedStandard(container.workload, release);
  if (!standard) return undefined;
  const isRestricted = standard.level === "restricted";
  if (volume?.source === "hostPath")
    return {
      standard,
      reason: "hostPath",
      words: isRestricted
        ? `restricted volume types (volume "${volume.name}" uses restricted volume type "hostPath")`
        : `hostPath volumes (volume "${volume.name}")`,
    };
  // Since 1.35 root of a user namespace of its own is let in.
  if (!isRestricted || !runsAsRoot || container.workload.pod.get("hostUsers").boolean === false) return undefined;
  const words = wordsOnRoot(container, standard);
  return words === undefined ? undefined : { standard, reason: "root", words };
}

function wordsOnRoot(container: Container, { minor }: EnforcedStandard): string | undefined {
  const { name, node, runAsNonRoot } = container;
  const own = node.get("securityContext").get("runAsUser").number;
  if (container.user.number === 0 && (minor === undefined || minor >= RUN_AS_USER_SINCE))
    return `runAsUser=0 (${own === 0 ? `container "${name}"` : "pod"} must not set runAsUser=0)`;
  if (runAsNonRoot.boolean === true) return undefined;
  return `runAsNonRoot != true (pod or container "${name}" must set securityContext.runAsNonRoot=true)`;
}
