/** What the API server reads a scalar as. */
export interface ScalarType {
  readonly kind: "scalar";
  /** "port" is a number or the name of one, "share" a count or a percentage, "mode" the permissions of a file. */
  readonly reads: "text" | "integer" | "boolean" | "port" | "share" | "mode";
  /** The type in Go, as the API server names it where a value does not fit. */
  readonly go: "string" | "[]uint8" | "int32" | "int64" | "bool";
  /** "empty": null is read as empty text. "doubtful": that too, but clients may refuse it. undefined: as if it were absent. */
  readonly whenNull?: "empty" | "doubtful";
}

interface ListType {
  readonly kind: "list";
  readonly items: FieldType;
}

/** A mapping whose keys are data: labels, the files of a ConfigMap. */
interface MapType {
  readonly kind: "map";
  readonly values: FieldType;
}

export interface StructType {
  readonly kind: "struct";
  /** Its name in Go. */
  readonly go: string;
  /** Fields that are not named here are not judged. */
  readonly fields: ReadonlyMap<string, FieldType>;
  /** Fields that Go keeps in a struct of their own, whose name some versions of the API server put into the path. */
  readonly embedded: ReadonlySet<string>;
}

/** How the API server reads a field: the types of k8s.io/api, as far as their values are scalars that YAML can turn into others. */
export type FieldType = ScalarType | CollectionType;
export type CollectionType = ListType | MapType | StructType;

export const TEXT: ScalarType = { kind: "scalar", reads: "text", go: "string" };
export const ENV_VALUE: ScalarType = { ...TEXT, whenNull: "empty" };
/** Bytes, which JSON carries as text in base64. */
export const BYTES: ScalarType = { kind: "scalar", reads: "text", go: "[]uint8", whenNull: "doubtful" };
export const INT32: ScalarType = { kind: "scalar", reads: "integer", go: "int32" };
export const INT64: ScalarType = { kind: "scalar", reads: "integer", go: "int64" };
export const BOOLEAN: ScalarType = { kind: "scalar", reads: "boolean", go: "bool" };
export const PORT: ScalarType = { kind: "scalar", reads: "port", go: "int32" };
export const SHARE: ScalarType = { kind: "scalar", reads: "share", go: "int32" };
export const FILE_MODE: ScalarType = { kind: "scalar", reads: "mode", go: "int32" };

export type Fields = Readonly<Record<string, FieldType>>;

export const struct = (go: string, fields: Fields, embedded: Fields = {}): StructType => ({
  kind: "struct",
  go,
  fields: new Map(Object.entries({ ...fields, ...embedded })),
  embedded: new Set(Object.keys(embedded)),
});
export const list = (items: FieldType): ListType => ({ kind: "list", items });
export const map = (values: FieldType): MapType => ({ kind: "map", values });
const KEPT_TEXT: ScalarType = { ...TEXT, whenNull: "doubtful" };
export const TEXTS = list(KEPT_TEXT);
export const TEXT_MAP = map(KEPT_TEXT);

/** Fields of one type, by their names between blanks. */
export const each = (type: FieldType, names: string): Fields =>
  Object.fromEntries(names.split(" ").map((name) => [name, type]));
