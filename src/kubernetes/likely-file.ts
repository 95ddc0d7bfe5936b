import { landingPath } from "./mount-path.ts";

const SOCKET = /\.(sock|socket)$/;
const FILE =
  /\.(cer|cfg|cnf|conf|crt|csv|env|ini|json|jsonc|key|kubeconfig|log|lua|pem|pid|properties|py|rules|service|sh|sqlite|toml|txt|xml|ya?ml)$/;
/** Drivers and plugs bring these; a node may be without. */
const DEVICE =
  /^\/dev\/(fuse|kvm|net\/tun|vhost-(net|vsock)|(ttyUSB|ttyACM|ttyAMA|video|i2c-|hidraw)\d+|serial\/by-id\/[^/]+)$/;
/** Names without an ending that are known for files. */
const FILE_NAMES: ReadonlySet<string> = new Set([
  "authorized_keys",
  "known_hosts",
  "kubeconfig",
  "localtime",
  "timezone",
]);
/** Every node has them: the kubelet or systemd would not start without, or makes them. */
const ON_EVERY_NODE: ReadonlySet<string> = new Set(["/etc/resolv.conf", "/var/lib/kubelet/config.yaml"]);

/** The type of a hostPath volume whose path reads like a file's; undefined where it may be a directory's. */
export function likelyFileType(path: string): "Socket" | "File" | "CharDevice" | undefined {
  // A slash at the end is for directories.
  if (path.endsWith("/")) return undefined;
  const landing = landingPath(path);
  if (DEVICE.test(landing)) return "CharDevice";
  const name = landing.slice(landing.lastIndexOf("/") + 1);
  if (SOCKET.test(name)) return "Socket";
  const isFile =
    FILE_NAMES.has(name) || landing.endsWith("/.kube/config") || (FILE.test(name) && !name.startsWith("."));
  return isFile && !ON_EVERY_NODE.has(landing) ? "File" : undefined;
}
