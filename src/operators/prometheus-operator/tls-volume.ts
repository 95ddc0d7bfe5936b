/**
 * True for the volume of a key or certificate that a TLS configuration refers to. Its name ends in a hash of the
 * reference, in older operators in the reference itself (pkg/webconfig, TLSReferences; pkg/k8s, UniqueDNS1123Label).
 */
export const isTlsVolume = (prefix: string, volume: string): boolean =>
  volume.startsWith(prefix) &&
  /^(?:secret|configmap)-(?:key|cert|client-ca|ca)-[-a-z0-9]+$/.test(volume.slice(prefix.length));
