/** What a person says lives outside the release (config key `known`). */
export interface Known {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly keys?: readonly string[];
  readonly ports?: readonly (string | number)[];
  /** For a StorageClass. */
  readonly provisioner?: string;
  readonly fstype?: string;
}
