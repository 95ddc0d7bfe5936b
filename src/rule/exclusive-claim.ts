import type { ClaimUse } from "../release/claim-use.ts";

/** only one node may use it at a time (ReadWriteOnce) */
export const onlyOne = ({ onePod, mode }: ClaimUse): string =>
  `only one ${onePod ? "pod" : "node"} may use it at a time (${mode.text})`;

/** What becomes of the pod that comes too late; a clause. */
export const heldUp = ({ onePod }: ClaimUse, pod: string): string =>
  onePod
    ? `${pod} stays Pending (FailedScheduling: node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod)`
    : `${pod} stays in ContainerCreating on any other node (FailedAttachVolume: Multi-Attach error for volume ... Volume is already used by pod(s) ...)`;
