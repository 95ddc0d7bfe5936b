import type { KeyToPath } from "kubernetes-types/core/v1.js";
import { octal } from "../../kubernetes/file-mode.ts";
import { processUser } from "../../kubernetes/process.ts";
import type { Volume } from "../../kubernetes/volume.ts";
import type { Workload } from "../../kubernetes/workload.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";
import type { Node } from "../../yaml/node.ts";

export default defineRule({
  id: "file-mode-widened",
  summary: "Files of a Secret are meant for their owner alone, and fsGroup lets its group read them.",
  rationale: `kubelet makes the files of a Secret with the mode that is asked for, and then applies \`fsGroup\`: the group becomes theirs and may read them. So 0400 becomes 0440, and 0600 becomes 0640, whatever \`defaultMode\` or an item's \`mode\` says. \`fsGroupChangePolicy\` is not asked for such volumes, and a \`subPath\` mount shows the same file.

Most programs do not care; the group is the pod's own. Some refuse a key that anybody but its owner may read: mongod its keyFile, Erlang, and so RabbitMQ, its cookie, and ssh its key, where it runs as the owner of the file, which is root.

For such a program an init container copies the file to an \`emptyDir\`, as the same user, with the mode that it wants. Or the pod does without \`fsGroup\`, but then root alone can read a file of mode 0400: the files are always root's. Where nothing minds, 0440 says what the files get.

The rule speaks of 0400 and 0600, which somebody wrote on purpose.`,
  topic: "ownership",
  severity: "info",
  profile: "advice",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
    "https://github.com/kubernetes/kubernetes/issues/57923",
    "https://github.com/openshift/origin/issues/16424",
  ],
  examples: [
    {
      title: "A key that a program wants for itself",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: mirror}
spec:
  securityContext: {runAsUser: 0, fsGroup: 2000}
  containers:
    - name: mirror
      image: example/mirror:1
      args: [--ssh-key, /keys/id_ed25519]
      volumeMounts:
        - {name: keys, mountPath: /keys}
  volumes:
    - name: keys
      secret:
        secretName: mirror
        defaultMode: 0400 # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: mirror}
spec:
  securityContext: {runAsUser: 0, fsGroup: 2000}
  initContainers:
    - name: keys
      image: example/mirror:1
      command: [install, -m, "0400", /secret/id_ed25519, /keys/id_ed25519]
      volumeMounts:
        - {name: secret, mountPath: /secret}
        - {name: keys, mountPath: /keys}
  containers:
    - name: mirror
      image: example/mirror:1
      args: [--ssh-key, /keys/id_ed25519]
      volumeMounts:
        - {name: keys, mountPath: /keys}
  volumes:
    - name: secret
      secret:
        secretName: mirror
        defaultMode: 0440
    - name: keys
      emptyDir: {medium: Memory, sizeLimit: 1Mi}
`,
    },
    {
      title: "A key that only fsGroup lets the program read",
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 1000}
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: tls, mountPath: /etc/web/tls}
  volumes:
    - name: tls
      projected:
        sources:
          - secret:
              name: web
              items:
                - {key: tls.crt, path: tls.crt}
                - key: tls.key
                  path: tls.key
                  mode: 0600 # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 1000, fsGroup: 1000}
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: tls, mountPath: /etc/web/tls}
  volumes:
    - name: tls
      projected:
        sources:
          - secret:
              name: web
              items:
                - {key: tls.crt, path: tls.crt}
                - key: tls.key
                  path: tls.key
                  mode: 0640
`,
    },
  ],
  on: "workload",
  concerns: ({ podSecurityContext }) => podSecurityContext.get("fsGroup").number !== undefined,
  *check(workload) {
    const modes = workload.isWindows ? [] : workload.volumes.flatMap((volume) => [...narrowModes(volume)]);
    const users = modes.length > 0 ? usersByVolume(workload) : new Map<string, Users>();
    for (const mode of modes) {
      const known = users.get(mode.volume.name);
      if (known) yield problemOf(mode, known, workload);
    }
  },
});

/** Whether one is root, as far as that is known. */
type Users = ReadonlySet<boolean | undefined>;

const areAll = (users: Users, isRoot: boolean): boolean => users.size === 1 && users.has(isRoot);

/** Of the containers that mount it. */
function usersByVolume({ containers }: Workload): ReadonlyMap<string, Users> {
  const users = new Map<string, Set<boolean | undefined>>();
  for (const container of containers) {
    const { root } = processUser(container);
    for (const mount of container.mounts) {
      const name = mount.get("name").text ?? "";
      users.set(name, (users.get(name) ?? new Set()).add(root));
    }
  }
  return users;
}

/** A mode that is for the owner alone. */
interface NarrowMode {
  readonly volume: Volume;
  readonly at: Node<number>;
  readonly mode: number;
  /** The file that has it; undefined where all have that say nothing else. */
  readonly path: string | undefined;
}

interface Keys {
  readonly items?: KeyToPath[];
}

const isNarrow = (mode: number | undefined): mode is number => mode === 0o400 || mode === 0o600;
/** Read-only volumes get no more (pkg/volume/volume_linux.go, roMask). */
const GROUP_READS = 0o440;

function* narrowModes(volume: Volume): Iterable<NarrowMode> {
  const { node, source } = volume;
  if (source === "secret") yield* modesOf(volume, [node.get("secret")], node.get("secret").get("defaultMode"));
  if (source !== "projected") return;
  const projected = node.get("projected");
  const secrets = projected
    .get("sources")
    .items()
    .map((each) => each.get("secret"))
    .filter(({ state }) => state === "present");
  yield* modesOf(volume, secrets, projected.get("defaultMode"));
}

/** Without items all keys of a Secret become files. */
function* modesOf(volume: Volume, secrets: readonly Node<Keys>[], byDefault: Node<number>): Iterable<NarrowMode> {
  const items = secrets.map((secret) => secret.get("items").items());
  const isUsed = items.some((each) => each.length === 0 || each.some((item) => item.get("mode").state !== "present"));
  if (isUsed && isNarrow(byDefault.number)) yield { volume, at: byDefault, mode: byDefault.number, path: undefined };
  for (const item of items.flat()) {
    const at = item.get("mode");
    if (isNarrow(at.number)) yield { volume, at, mode: at.number, path: item.get("path").text };
  }
}

function problemOf(
  { at, mode, path, volume: { name, source } }: NarrowMode,
  users: Users,
  workload: Workload,
): Problem {
  const fsGroup = workload.podSecurityContext.get("fsGroup");
  const written = octal(mode);
  const widened = octal(mode | GROUP_READS);
  const volume = `${source === "secret" ? "Secret" : "projected"} volume ${quote(name)}`;
  const copy = `copy ${path === undefined ? "them" : "it"} to an emptyDir, with mode ${written}, in an init container that runs as the same user`;
  return {
    at,
    names: [name, path ?? ""],
    label: `${widened} with fsGroup`,
    message: `${volume} gives ${path === undefined ? "its files" : quote(path)} mode ${written}, but fsGroup ${fsGroup.number} makes that ${widened}`,
    related: [{ at: fsGroup, label: "fsGroup is set here" }],
    help: areAll(users, true)
      ? `remove ${fsGroup.fieldPath} if no other volume needs it, or ${copy}`
      : `write ${widened}, which is ${mode | GROUP_READS} in JSON, if the program takes that, or ${copy}`,
    then: consequence(users, path),
  };
}

const REFUSING = 'mongod ("permissions on FILE are too open"), Erlang';

/** The files are root's, and ssh minds the mode of its user's own keys only. */
const consequence = (users: Users, path: string | undefined): string =>
  areAll(users, false)
    ? `only so may the program read ${path === undefined ? "them" : "it"}, but some refuse a key that a group may read: ${REFUSING}`
    : `programs that refuse a key which a group may read do not take it: ssh as root ("UNPROTECTED PRIVATE KEY FILE"), ${REFUSING}`;
