import type { Container } from "../kubernetes/container.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { cleanPath } from "../shell/path.ts";
import { member } from "../yaml/node.ts";
import { someWord } from "./container-commands.ts";
import { isChanging } from "./may-change-owners.ts";
import { namesMountedKeys } from "./names-mounted-keys.ts";

/** A call up to the end of its command: chmod -R 0750 /data/cache /data/tmp */
const CALL = /chmod (?:-R )?[0-7]{3,4}((?: \/[\w./-]+)+)[ \t]*(?=$|[\n;&|])/g;
/** More mounts than any container has: each path is held against each of them. */
const MOST_MOUNTS = 100;

/**
 * True where a container that a person wrote is certainly not root, and all that it changes are modes below mounts that it
 * may write: whatever they are, its own files are its own affair. From the plain values: of the containers of the public
 * charts whose commands speak of owners or modes, one in five is such.
 */
export function changesOwnModes({ node, workload }: Container): boolean {
  if (workload.isMade || namesMountedKeys(workload) !== "never") return false;
  const { raw } = node;
  const uid = userIn(raw) ?? userIn(workload.pod.raw);
  if (typeof uid !== "number" || uid <= 0) return false;
  const areOwn = (paths: string): boolean =>
    paths
      .trim()
      .split(" ")
      .every((path) => isBelowMount(path, raw, workload));
  return !someWord(raw, (word) =>
    isChanging(
      word.replace(CALL, (call, paths: string, at: number) => (beginsCommand(word, at) && areOwn(paths) ? "" : call)),
    ),
  );
}

function beginsCommand(word: string, at: number): boolean {
  let before = at - 1;
  while (word[before] === " " || word[before] === "\t") before--;
  return before < 0 || "\n;&|".includes(word[before]!);
}

const userIn = (holder: unknown): unknown => member(member(holder, "securityContext"), "runAsUser") ?? undefined;

/** True of a path that is no mount, has none below it, and lies below one that takes what is written. */
function isBelowMount(path: string, container: unknown, workload: Workload): boolean {
  const mounts = member(container, "volumeMounts");
  if (!Array.isArray(mounts) || mounts.length > MOST_MOUNTS || cleanPath(path) !== path) return false;
  let nearest = "";
  let holder: unknown;
  for (const mount of mounts) {
    const mountPath = member(mount, "mountPath");
    if (typeof mountPath !== "string") return false;
    const at = cleanPath(mountPath);
    if (`${at}/`.startsWith(`${path}/`)) return false;
    if (path.startsWith(`${at}/`) && at.length > nearest.length) {
      nearest = at;
      holder = mount;
    }
  }
  return (
    holder !== undefined &&
    (member(holder, "readOnly") ?? false) === false &&
    isWritable(member(holder, "name"), workload)
  );
}

function isWritable(name: unknown, { pod, claimTemplates }: Workload): boolean {
  const has = (list: unknown, test: (item: unknown) => boolean) => Array.isArray(list) && list.some(test);
  const isNamed = (item: unknown) => member(item, "name") === name;
  return (
    has(claimTemplates?.raw, (template) => isNamed(member(template, "metadata"))) ||
    has(member(pod.raw, "volumes"), (volume) => {
      const claim = member(volume, "persistentVolumeClaim");
      const isDisk = typeof claim === "object" && claim !== null && (member(claim, "readOnly") ?? false) === false;
      return (
        isNamed(volume) && (isDisk || (member(volume, "emptyDir") ?? member(volume, "ephemeral") ?? null) !== null)
      );
    })
  );
}
