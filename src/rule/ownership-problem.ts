import { FSTYPE } from "../release/fstype.ts";
import type { OwnershipTarget } from "../release/ownership.ts";
import type { OwnershipFailure } from "../release/ownership-failure.ts";
import type { OwnershipJudgement } from "../release/ownership-judgement.ts";
import type { PodSecurityRefusal } from "../release/pod-security-refusal.ts";
import type { Release } from "../release/release.ts";
import { actor, LOCKOUT, outcome, replacement, runs, shortcoming, standing } from "./ownership-words.ts";
import type { Problem } from "./rule.ts";
import { quote } from "./text.ts";

type Text = Omit<Problem, "at" | "names" | "confidence">;

/** A change of owners by hand, told as its verdict demands. */
export function ownershipProblem(judgement: OwnershipJudgement, release: Release): Problem {
  const { related: own = [], ...text } = textOf(judgement, release);
  const { at, names, related = [] } = standing(judgement.change, judgement.target);
  return { at, names, confidence: judgement.certain ? "certain" : "likely", related: [...own, ...related], ...text };
}

function textOf(judgement: OwnershipJudgement, release: Release): Text {
  switch (judgement.verdict) {
    case "fails":
      return failing(judgement, judgement.failure, release);
    case "refused":
      return refused(judgement, judgement.refusal, release);
    case "squashed":
      return squashed(judgement);
    case "without-effect":
      return withoutEffect(judgement);
    case "opens":
      return opening(judgement, release);
    case "locked-out":
      return lockedOut(judgement);
    case "relied-on":
      return reliedOn(judgement, release);
    case "redundant":
      return redundant(judgement);
    case "stand-in":
      return standIn(judgement);
    default:
      return judgement satisfies never;
  }
}

const volumeName = ({ target }: OwnershipJudgement): string => quote(target.mount.get("name").text ?? "");
const runsOn = ({ change, target }: OwnershipJudgement): string => runs(change, target.argument.path);

function failing(judgement: OwnershipJudgement, { reason, certain }: OwnershipFailure, release: Release): Text {
  const { change, target } = judgement;
  const { volume, root } = target;
  const { call, user } = change;
  const isFresh = volume?.source === "emptyDir";
  const help = isFresh ? `remove the ${call.program}: every user may write an emptyDir` : replacement(change, release);
  const denied = `${call.program} ends with "Operation not permitted", and ${outcome(change)}`;
  switch (reason) {
    case "read-only":
      return {
        label: "read-only",
        message: `${runsOn(judgement)}, but volume ${volumeName(judgement)}${target.inTree ? " below it" : ""} is mounted read-only${volume?.persistent ? "" : ` (${volume?.source})`}`,
        help: readOnlyHelp(call.program, target),
        then: `${call.program} ends with "Read-only file system", and ${outcome(change)}`,
      };
    case "no-capability":
      return {
        label: "without CHOWN",
        message: `${runsOn(judgement)} as root without the capability CHOWN, so the kernel refuses it`,
        help,
        then: denied,
      };
    case "not-the-owner": {
      const who = user.uid === undefined ? "a user other than root" : `user ${user.uid}`;
      const fact = !root
        ? "only root may give files away"
        : `the root of ${isFresh ? "" : "a new "}volume ${volumeName(judgement)} belongs to root`;
      const unless = root && !(isFresh && certain) ? "unless the files belong to that user already, " : "";
      return {
        label: "only root may",
        message: `${runsOn(judgement)} as ${who}, but ${fact}`,
        help,
        then: `${unless}${denied}`,
      };
    }
    default:
      return reason satisfies never;
  }
}

function readOnlyHelp(program: string, { volume, mount, inTree }: OwnershipTarget): string {
  if (inTree)
    return `keep the ${program} off ${quote(mount.get("mountPath").text ?? "")}: name what it is for, without -R`;
  if (volume?.persistent) return `remove the ${program}, or mount the volume for writing`;
  if (volume?.source === "image") return `remove the ${program}: the files of an image keep their owners`;
  return `remove the ${program}; set defaultMode on the volume, or copy the files to an emptyDir as the user that reads them`;
}

function refused(
  judgement: OwnershipJudgement,
  { standard, reason, words }: PodSecurityRefusal,
  release: Release,
): Text {
  const { container, call } = judgement.change;
  const { kind } = container.workload;
  const rule = `which the Pod Security Standard "${standard.level}" of Namespace/${standard.namespace} does not admit`;
  const warning = kind === "Pod" ? "" : `; of the ${kind} itself the API server only warns`;
  const common = {
    label: "not admitted",
    related: [{ at: standard.at, label: `"${standard.level}" is enforced here` }],
    then: `admission refuses each of its pods: violates PodSecurity "${standard.level}:${standard.version}", at least for ${words}${warning}`,
  };
  return reason === "root"
    ? { ...common, message: `${runsOn(judgement)} as root, ${rule}`, help: replacement(judgement.change, release) }
    : {
        ...common,
        message: `${runsOn(judgement)} on the hostPath of volume ${volumeName(judgement)}, ${rule}`,
        help: `remove the ${call.program}, and use a PersistentVolumeClaim in the place of the hostPath, or a namespace that admits it`,
      };
}

function squashed(judgement: OwnershipJudgement): Text {
  const { change, claim } = judgement;
  const { workload } = change.container;
  const volume = claim?.persistentVolume;
  const name = volume?.get("metadata").get("name");
  const nfs = volume?.get("spec").get("nfs");
  const exported = [nfs?.get("server").text, nfs?.get("path").text];
  const where = exported.every((part) => part !== undefined) ? ` (${exported.join(":")})` : "";
  const groups = workload.podSecurityContext.get("supplementalGroups").fieldPath;
  return {
    severity: "warning",
    label: "the server decides",
    message: `${runsOn(judgement)}, but volume ${volumeName(judgement)} is the NFS export of PersistentVolume/${name?.text}, whose server usually takes root for nobody`,
    related: name ? [{ at: name, label: `PersistentVolume ${quote(name.text ?? "")} is declared here` }] : [],
    help: `remove the ${change.call.program}; set the owner on the server${where}, and run as the user that owns the export, or set ${groups} to the group that owns it`,
    then: `unless the export says no_root_squash, ${change.call.program} ends with "Operation not permitted", and ${outcome(change)}`,
  };
}

function withoutEffect(judgement: OwnershipJudgement): Text {
  const driver = judgement.claim?.disk.driver;
  const { program } = judgement.change.call;
  return {
    severity: "warning",
    label: "has no effect",
    message: `${runsOn(judgement)}, but mount options give the files of volume ${volumeName(judgement)} (${driver?.product}) their owner and mode`,
    help: `remove the ${program}, and use ${driver?.instead ?? "mountOptions uid= and gid= of the StorageClass"}`,
    then: `${program} is refused, or changes nothing`,
  };
}

function opening(judgement: OwnershipJudgement, release: Release): Text {
  const { change, target } = judgement;
  const { call } = change;
  const part = target.root ? "" : `${quote(target.argument.path)} on `;
  return {
    severity: "warning",
    label: "opens it to everyone",
    message: `${actor(change)} lets every user write ${part}volume ${volumeName(judgement)} (${call.program} ${call.program === "install" ? "-m " : ""}${call.mode})`,
    help: replacement(change, release),
    then: "whatever process comes to the disk, in this pod or a later one, can change or delete the data",
  };
}

function lockedOut(judgement: OwnershipJudgement): Text {
  const { container, call } = judgement.change;
  const fsGroup = container.workload.podSecurityContext.get("fsGroup").number;
  return {
    severity: "warning",
    label: "fails at a later start",
    message: `${runsOn(judgement)} as root without the capability DAC_OVERRIDE, although fsGroup ${fsGroup} asks kubelet to give volume ${volumeName(judgement)} to that group`,
    help: `remove the ${call.program}; where the driver does not apply fsGroup, add "DAC_OVERRIDE" to ${container.node.get("securityContext").get("capabilities").get("add").fieldPath}`,
    then: `${LOCKOUT}, and ${outcome(judgement.change)}`,
  };
}

function reliedOn(judgement: OwnershipJudgement, release: Release): Text {
  const { change, target, claim, certain } = judgement;
  const { workload } = change.container;
  const fsGroup = workload.podSecurityContext.get("fsGroup").number;
  const className = quote(claim?.storageClass?.name ?? "");
  const name = volumeName(judgement);
  const reason = !target.volume
    ? `where it mounts volume ${name}, which ${workload.label} does not have`
    : fsGroup !== undefined
      ? `and the right to write volume ${name} rests on that: StorageClass ${className} names no file system, without which fsGroup ${fsGroup} is not applied`
      : `and the right to write volume ${name} ${certain ? "rests on that alone" : "may rest on that"}: ${workload.label} sets no fsGroup`;
  return {
    severity: "warning",
    label: "changes owners by hand",
    message: `${runsOn(judgement)}, ${reason}`,
    help:
      target.volume && fsGroup !== undefined
        ? `name the file system in StorageClass ${className} (${FSTYPE}), then remove the ${change.call.program}`
        : replacement(change, release),
    then: shortcoming(change),
  };
}

function redundant(judgement: OwnershipJudgement): Text {
  const { change, target, claim } = judgement;
  const { call, container } = change;
  const common = { profile: "advice", severity: "info", label: "not needed" } as const;
  const isFresh = target.volume?.source === "emptyDir";
  if (isFresh || claim?.disk.rootOwner === "everybody") {
    const what = isFresh ? "an emptyDir" : `volume ${volumeName(judgement)}`;
    return {
      ...common,
      message: target.whole
        ? `${runsOn(judgement)}, ${what} that every user may write already`
        : `${runsOn(judgement)} in ${what}, whose files belong to the user that writes them`,
      help: `remove the ${call.program}, and run what fills the volume as the user that reads it`,
    };
  }
  const context = container.workload.podSecurityContext;
  const group = context.get("fsGroup").number;
  const isSure = claim?.disk.group === "applied";
  return {
    ...common,
    message: `${runsOn(judgement)}, although fsGroup ${group} ${isSure ? "gives" : "asks kubelet to give"} volume ${volumeName(judgement)} to that group at every mount`,
    help: `${isSure ? "" : "where the driver applies fsGroup, "}remove the ${call.program}, and set ${context.get("fsGroupChangePolicy").fieldPath} to "OnRootMismatch"`,
    then: shortcoming(change),
  };
}

function standIn(judgement: OwnershipJudgement): Text {
  const { change, claim } = judgement;
  const driver = claim?.disk.driver;
  return {
    profile: "advice",
    severity: "info",
    label: "changes owners by hand",
    message: `${runsOn(judgement)}, since fsGroup is never applied to volume ${volumeName(judgement)} (${driver?.product})`,
    help: `use ${driver?.instead}, and remove the ${change.call.program}`,
    then: shortcoming(change),
  };
}
