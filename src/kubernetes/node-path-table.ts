/** A path of a node that gives power over the node to who has it in a container. */
export interface NodePath {
  /** Cleaned, and without the links of nodePath(). */
  readonly path: string;
  /** True where all that lies below it is of its kind. */
  readonly below?: boolean;
  /** What who may write there does; completes "who may write there". */
  readonly writing?: string;
  /** What who may read there has. */
  readonly reading?: string;
  /** True where that is so whatever user it is: elsewhere most is for root. */
  readonly forEverybody?: boolean;
  /** For a socket: what who may connect does. */
  readonly connecting?: string;
  /** For devices: what who may open them does; a container that is not privileged may not. */
  readonly opening?: string;
  /** Where that is written. */
  readonly source: string;
}

const ROOT = "becomes root of the node";
const STARTS_CONTAINERS = "may start a container with all rights on the node";
const STARTS_UNITS = "may, as root, start any program on the node as a service of systemd";
const SHOWS_LINKS = "may put a link there to any file of the node, which the kubelet then shows as a log";
const PROGRAMS = `may change what root runs, and so ${ROOT}`;
const RUNS_FOR_PODS = `may change what the container runtime runs as root for every pod, and so ${ROOT}`;
const CORE_PATTERN = "may set kernel.core_pattern, a program that the kernel runs as root of the node";
const CREDENTIALS = "has credentials of the node";

const socket = (path: string, source: string, connecting = STARTS_CONTAINERS): NodePath => ({
  path,
  connecting,
  source,
});

const written = (source: string, writing: string, ...paths: readonly string[]): readonly NodePath[] =>
  paths.map((path) => ({ path, writing, source }));

const HOST_PATH = "kubernetes.io/docs/concepts/storage/volumes, hostPath";
const KUBEADM = "kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details";
const KUBELET = "kubernetes.io/docs/reference/node/kubelet-files";
const FHS = "FHS 3.0; hier(7)";
const PROC = "proc(5); docs.kernel.org/admin-guide/sysctl/kernel";

/** Where a directory holds several, the first is named. */
export const NODE_PATHS: readonly NodePath[] = [
  {
    path: "/",
    writing: `may change any file, and so ${ROOT}`,
    reading: "has the node's private keys, and the tokens and Secrets of all its pods",
    source: HOST_PATH,
  },

  socket("/run/containerd/containerd.sock", "containerd: defaults/defaults_unix.go"),
  socket("/run/crio/crio.sock", "cri-o: docs/crio.conf.5.md, crio.api.listen"),
  socket("/run/docker.sock", "docs.docker.com/engine/security, Docker daemon attack surface"),
  socket("/run/cri-dockerd.sock", "cri-dockerd: packaging/systemd/cri-docker.socket"),
  socket("/run/k3s/containerd/containerd.sock", "k3s: docs.k3s.io/advanced"),
  socket("/run/podman/podman.sock", "podman-system-service(1)"),
  socket("/run/dbus/system_bus_socket", "org.freedesktop.systemd1(5)", STARTS_UNITS),

  {
    path: "/var/lib/kubelet",
    writing: "may change the kubelet's settings, and the volumes of all its pods",
    reading: "has the kubelet's key, and the tokens and Secrets of all its pods",
    source: KUBELET,
  },
  { path: "/var/lib/kubelet/pki", below: true, reading: "has the kubelet's key", source: KUBELET },
  ...["kubeconfig", "config.json"].map((name) => ({
    path: `/var/lib/kubelet/${name}`,
    reading: CREDENTIALS,
    source: "kubernetes.io/docs/concepts/containers/images; kubernetes.io/docs/reference/access-authn-authz/node",
  })),
  {
    path: "/var/lib/kubelet/pods",
    writing: "may change the volumes of all pods of the node",
    reading: "has the tokens and Secrets of all pods of the node",
    source: KUBELET,
  },
  {
    path: "/var/lib/kubelet/plugins",
    writing: "may change the volumes of all pods of the node",
    reading: "has the data of all volumes that are mounted on the node",
    source: "pkg/volume/csi/csi_util.go; pkg/volume/csi/csi_attacher.go, makeDeviceMountPath",
  },
  {
    path: "/etc/kubernetes",
    below: true,
    writing: "may have the kubelet start static pods with all rights",
    reading: "has the keys of the node, and on a control plane those of the cluster",
    source: KUBEADM,
  },
  {
    path: "/var/lib/etcd",
    below: true,
    writing: "may change all objects of the cluster",
    reading: "has all Secrets of the cluster, unless they are encrypted",
    source: KUBEADM,
  },
  ...["k3s", "rke2"].flatMap((name) => [
    {
      path: `/etc/rancher/${name}`,
      below: true,
      writing: "may change how the node joins its cluster",
      reading: "has, on a server, the kubeconfig of the cluster's administrator",
      source: "docs.k3s.io/cluster-access; docs.rke2.io/cluster_access",
    },
    {
      path: `/var/lib/rancher/${name}/server`,
      below: true,
      writing: "may put manifests there that the server applies as the cluster's administrator",
      reading: "has the keys of the cluster, and the token that joins it",
      source: "docs.k3s.io/installation/packaged-components; docs.k3s.io/cli/token",
    },
  ]),
  ...["/var/lib/containerd", "/var/lib/docker", "/var/lib/containers"].map((path) => ({
    path,
    writing: "may change the files of all containers of the node",
    reading: "has the files of all containers of the node",
    source: "containerd: defaults/defaults_unix.go; docs.docker.com/engine/daemon; containers-storage.conf(5)",
  })),

  ...written(
    "containerd: docs/cri/config.md, bin_dir and conf_dir; cri-o: docs/crio.conf.5.md, crio.network",
    RUNS_FOR_PODS,
    "/opt/cni/bin",
    "/etc/cni/net.d",
  ),
  ...written(
    "containerd: docs/man/containerd-config.toml.5.md; docs.docker.com/engine/daemon; crio.conf(5)",
    RUNS_FOR_PODS,
    "/etc/containerd",
    "/etc/docker",
    "/etc/crio",
  ),
  ...written(
    "pkg/volume/flexvolume; kubernetes.io/docs/concepts/storage/volumes, flexVolume",
    `may change what the kubelet runs as root, and so ${ROOT}`,
    "/usr/libexec/kubernetes/kubelet-plugins/volume/exec",
  ),

  {
    path: "/etc",
    writing: `may add users, services and jobs of the node, and so ${ROOT}`,
    reading: "has password hashes and private keys of the node",
    source: FHS,
  },
  ...["/etc/shadow", "/etc/gshadow"].map((path) => ({
    path,
    writing: `may set the password of root, and so ${ROOT}`,
    reading: "has the password hashes of the node",
    source: "shadow(5); gshadow(5)",
  })),
  {
    path: "/etc/ssh",
    writing: "may let anybody in by SSH",
    reading: "has the keys by which the node is known",
    source: "sshd(8), FILES",
  },
  ...written(
    "passwd(5); sudoers(5); pam.d(5); ld.so(8); profile(5)",
    `may make anybody root, and so ${ROOT}`,
    "/etc/passwd",
    "/etc/sudoers",
    "/etc/sudoers.d",
    "/etc/pam.d",
    "/etc/ld.so.preload",
    "/etc/profile.d",
  ),
  ...written(
    "cron(8); crontab(5); systemd.unit(5)",
    PROGRAMS,
    "/etc/crontab",
    "/etc/cron.d",
    "/etc/cron.hourly",
    "/etc/cron.daily",
    "/etc/cron.weekly",
    "/etc/cron.monthly",
    "/etc/init.d",
    "/etc/systemd",
    "/etc/systemd/system",
    "/usr/lib/systemd",
    "/usr/lib/systemd/system",
    "/var/spool/cron",
    "/var/spool/cron/crontabs",
  ),
  ...written(
    FHS,
    PROGRAMS,
    "/usr",
    "/usr/bin",
    "/usr/sbin",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib/modules",
    "/usr/local/bin",
    "/usr/local/sbin",
    "/boot",
    "/boot/efi",
  ),

  ...["/root", "/home"].map((path) => ({
    path,
    writing: "may let anybody in by SSH",
    reading: "has the keys and kubeconfigs of the node's users",
    source: "sshd(8), FILES; kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig",
  })),
  {
    path: "/root/.ssh",
    below: true,
    writing: "may let anybody in by SSH",
    reading: CREDENTIALS,
    source: "sshd(8), FILES",
  },
  {
    path: "/root/.kube",
    below: true,
    reading: "has the kubeconfig of the node's root",
    source: "kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig",
  },

  ...written(
    "pkg/kubelet/server/server.go, /logs/; aquasecurity/kube-hunter#158",
    SHOWS_LINKS,
    "/var/log",
    "/var/log/pods",
    "/var/log/containers",
  ),

  {
    path: "/proc",
    writing: CORE_PATTERN,
    reading: "sees how each process of the node was started, its arguments included",
    forEverybody: true,
    source: PROC,
  },
  ...written(PROC, CORE_PATTERN, "/proc/sys", "/proc/sys/kernel", "/proc/sys/kernel/core_pattern"),
  ...written(PROC, "may stop the node", "/proc/sysrq-trigger"),
  ...written(
    "sysfs(5); docs.kernel.org/filesystems/sysfs",
    "may change how the node's kernel and devices work",
    "/sys",
    "/sys/kernel",
  ),
  ...written(
    "docs.kernel.org/admin-guide/cgroup-v2, cgroup.kill and cgroup.freeze",
    "may stop any process of the node",
    "/sys/fs/cgroup",
  ),
  {
    path: "/dev",
    opening: "may read and write the disks of the node past all permissions",
    source:
      "docs.kernel.org/admin-guide/cgroup-v1/devices; kubernetes.io/docs/concepts/security/linux-kernel-security-constraints",
  },
];
