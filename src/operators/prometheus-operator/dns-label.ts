/** How the operator turns the name of a Secret or ConfigMap into one of a volume (pkg/k8s/resource_namer.go, DNS1123Label). */
export function dnsLabel(prefix: string, name: string): string {
  const label = `${prefix}-${name}`.toLowerCase().replace(/[^-a-z0-9]+/g, "-");
  let end = label.length;
  while (label[end - 1] === "-") end--;
  return label.slice(0, Math.min(end, 63));
}
