import type { Container } from "../kubernetes/container.ts";
import type { Volume } from "../kubernetes/volume.ts";
import { type EnforcedStandard, enforcedStandard } from "./pod-security.ts";
import type { Release } from "./release.ts";

/** Why the namespace lets no pod in that changes owners in this way. */
export interface PodSecurityRefusal {
  readonly standard: EnforcedStandard;
  readonly reason: "root" | "hostPath";
  /** What admission says of it, as it prints it; the reason alone where the details hang on more than this change. */
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
    return { standard, reason: "hostPath", words: wordsOnHostPath(container, standard) };
  // Since 1.35 root of a user namespace of its own is let in.
  if (!isRestricted || !runsAsRoot || container.workload.pod.get("hostUsers").boolean === false) return undefined;
  const words = wordsOnRoot(container, standard);
  return words === undefined ? undefined : { standard, reason: "root", words };
}

function wordsOnHostPath({ workload }: Container, { level }: EnforcedStandard): string {
  const [only, ...others] = workload.volumes.filter(({ source }) => source === "hostPath");
  const isOne = only !== undefined && others.length === 0;
  if (level === "baseline") return `hostPath volumes${isOne ? ` (volume "${only.name}")` : ""}`;
  return `restricted volume types${isOne ? ` (volume "${only.name}" uses restricted volume type "hostPath")` : ""}`;
}

function wordsOnRoot({ workload, user, runAsNonRoot }: Container, { minor }: EnforcedStandard): string | undefined {
  if (user.number === 0 && (minor === undefined || minor >= RUN_AS_USER_SINCE)) {
    const names = workload.containers
      .filter(({ node }) => node.get("securityContext").get("runAsUser").number === 0)
      .map(({ name }) => `"${name}"`);
    const containers = names.length > 0 ? [`container${names.length > 1 ? "s" : ""} ${names.join(", ")}`] : [];
    const pod = workload.podSecurityContext.get("runAsUser").number === 0 ? ["pod"] : [];
    return `runAsUser=0 (${[...pod, ...containers].join(" and ")} must not set runAsUser=0)`;
  }
  return runAsNonRoot.boolean === true ? undefined : "runAsNonRoot != true";
}
