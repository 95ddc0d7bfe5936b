import type { Workload } from "../kubernetes/workload.ts";
import { remembered } from "../yaml/remembered.ts";

/** Charts put a checksum beside the pod; Reloader and Wave watch for annotations of the workload. */
const SAYS_SO = /checksum|hash|sha\d|md5|reloader|rollme|wave\.pusher\.com/i;

/** True where an annotation shows that somebody makes the pods anew when what they read changes. */
export const isMadeAnew = remembered(({ resource, podAnnotations }: Workload): boolean =>
  [...resource.annotated, podAnnotations].some((annotations) =>
    annotations.entries().some(({ name }) => SAYS_SO.test(name)),
  ),
);
