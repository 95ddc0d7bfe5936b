import type { Container } from "../kubernetes/container.ts";
import type { Resource } from "../kubernetes/resource.ts";
import type { Workload } from "../kubernetes/workload.ts";
import { isMapping, member } from "../yaml/node.ts";
import { remembered } from "../yaml/remembered.ts";
import { somePodText, someText } from "./container-commands.ts";
import { objectsOf, textsOf } from "./mounted-files.ts";
import { namesMountedKeys } from "./names-mounted-keys.ts";
import type { Release } from "./release.ts";

const CHANGING = /ch(?:own|grp|mod)|install|setfacl/;

/** False where no word of the container's commands, nor a script of the input that they lead to, can change who owns a file. */
export function mayChangeOwners(container: Container, release: Release): boolean {
  if (!mayAnyChangeOwners(container.workload, release)) return false;
  return someText(container, isChanging) || mayRunScript(container, release);
}

/** The same of all containers of a pod, of nearly all of which it is false. */
export const mayAnyChangeOwners = (workload: Workload, release: Release): boolean =>
  workload.isMade || speaksOfOwners(workload) || (mayHoldScripts(release) && namesMountedKeys(workload) !== "never");

export const isChanging = (text: string): boolean => CHANGING.test(text);

/** Several rules ask. */
const speaksOfOwners = remembered((workload: Workload): boolean => somePodText(workload, isChanging));

/** A script may run another one: where a command names one mount, the scripts of all mounts count. */
function mayRunScript(container: Container, release: Release): boolean {
  if (!mayHoldScripts(release)) return false;
  const mounts = container.mounts.flatMap((mount) => {
    const volume = container.volumeOf(mount);
    const path = mount.get("mountPath").text?.replace(/\/$/, "");
    return path && volume?.holdsKeys ? [{ path, volume }] : [];
  });
  return (
    mounts.some(({ path }) => someText(container, (text) => text.includes(path))) &&
    mounts.some(({ volume }) => [...objectsOf(volume, container, release)].some(mayHoldScript))
  );
}

/** Many containers mount one object. */
const mayHoldScript = remembered((object: Resource): boolean => [...textsOf(object)].some(isChanging));

/** True where a ConfigMap of the input may hold such a script, or a Secret: that is in base64, so the name of its key has to tell. */
const mayHoldScripts = remembered(({ resources }: Release): boolean =>
  resources.some((resource) => {
    if (resource.kind !== "ConfigMap" && resource.kind !== "Secret") return false;
    const object = resource.node.raw;
    const keys = [member(object, "data"), member(object, "stringData")].flatMap((texts) =>
      isMapping(texts) ? Object.entries(texts) : [],
    );
    return resource.kind === "Secret"
      ? keys.some(([name]) => name.endsWith("sh")) && mayHoldScript(resource)
      : keys.some(([, text]) => typeof text === "string" && isChanging(text));
  }),
);
