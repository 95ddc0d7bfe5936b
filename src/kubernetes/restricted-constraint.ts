import type { PodSecurityContext, SecurityContext } from "kubernetes-types/core/v1.js";
import type { Node } from "../yaml/node.ts";
import type { VolumeSource } from "./volume.ts";
import type { Workload } from "./workload.ts";

/** The volumes that OpenShift's restricted-v2 admits (openshift/cluster-kube-apiserver-operator: bindata). */
const VOLUMES: ReadonlySet<VolumeSource> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
  "volumeClaimTemplate",
]);

/** What container runtimes give to root anyway. Who changes owners adds some of these, and does without on OpenShift. */
const OF_ROOT =
  /^(?:CAP_)?(?:AUDIT_WRITE|CHOWN|DAC_OVERRIDE|FOWNER|FSETID|KILL|MKNOD|NET_BIND_SERVICE|NET_RAW|SETFCAP|SETGID|SETPCAP|SETUID|SYS_CHROOT)$/i;

/** restricted-v2 lets no pod choose what SELinux confines it to (securitycontextconstraints/selinux/mustrunas.go). */
const hasType = (context: Node<PodSecurityContext | SecurityContext>): boolean =>
  !!context.get("seLinuxOptions").get("type").text;

/** True where the pod needs another constraint than restricted-v2 whatever its ids are. */
export const needsMoreThanIds = ({ pod, volumes, containers }: Workload): boolean =>
  pod.get("hostNetwork").boolean === true ||
  pod.get("hostPID").boolean === true ||
  pod.get("hostIPC").boolean === true ||
  hasType(pod.get("securityContext")) ||
  volumes.some(({ source }) => !VOLUMES.has(source)) ||
  containers.some(({ node }) => {
    const context = node.get("securityContext");
    const added = context.get("capabilities").get("add").items();
    return (
      context.get("privileged").boolean === true ||
      hasType(context) ||
      added.some(({ text }) => text !== undefined && !OF_ROOT.test(text)) ||
      node
        .get("ports")
        .items()
        .some((port) => port.get("hostPort").number)
    );
  });
