/** The fields of a mapping, or of each mapping in a list, that are read; true for all that stands below one. */
export interface OutlineFields {
  readonly [field: string]: true | OutlineFields;
}

/** What is read of documents that hold a certain line. */
export interface Outline {
  /** The line, which starts in the first column: "kind: CustomResourceDefinition". */
  readonly mark: string;
  readonly fields: OutlineFields;
}
