/** The fields of a mapping, or of each mapping in a list, that are read; true for all that stands below one. */
export interface OutlineFields {
  readonly [field: string]: true | OutlineFields;
}

/** What is read of documents that have a certain value in a field of their root. */
export interface Outline {
  /** Both as they stand on a line of their own: kind: CustomResourceDefinition. */
  readonly field: string;
  readonly value: string;
  readonly fields: OutlineFields;
}
