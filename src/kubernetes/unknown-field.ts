import type { Node } from "../yaml/node.ts";
import type { Workload } from "./workload.ts";

/**
 * What comes of a field that the API does not know: the API server refuses it where the client asks for strict validation,
 * as kubectl does by itself since 1.25; server-side apply never takes it. For Helm it is a warning, and the field is gone.
 */
export const unknownFieldOutcome = ({ resource }: Workload, at: Node<unknown>, effect: string): string =>
  `kubectl and other strict clients refuse the ${resource.kind} (unknown field "${at.fieldPath}"); for others it is as if the field were not there: ${effect}`;
