import { isLabel } from "./everyday-shape.ts";

/** Of a label's value and of a host name. */
export const LONGEST_LABEL = 63;
/** Behind the name and a hyphen in the label controller-revision-hash (pkg/controller/history, ControllerRevisionName). */
const LONGEST_HASH = 10;
/** The longest name of a StatefulSet that leaves room for each hash (kubernetes/kubernetes#64023). */
export const LONGEST_SET_NAME = LONGEST_LABEL - 1 - LONGEST_HASH;

/** True where nothing is wrong with it. */
export const isSetName = (name: string): boolean => isLabel(name) && name.length <= LONGEST_SET_NAME;
