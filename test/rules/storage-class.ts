/** A StorageClass whose further lines begin in line 5. */
export const storageClass = (provisioner: string, rest = ""): string =>
  `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: disks}\nprovisioner: ${provisioner}\n${rest}`;
