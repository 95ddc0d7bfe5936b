import type { Container } from "../kubernetes/container.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { commandsOf } from "./container-commands.ts";
import { holdsKeys, objectsOf, textsOf } from "./mounted-files.ts";
import type { Release } from "./release.ts";

const CHANGING = /ch(own|grp|mod)|install|setfacl/;

/** False where no word of the container's commands, nor a script of the input that they lead to, can change who owns a file. */
export function mayChangeOwners(container: Container, release: Release | undefined): boolean {
  const texts = [...commandsOf(container)].flatMap(({ words }) => words.map(({ text }) => text ?? ""));
  return (
    texts.some((text) => CHANGING.test(text)) || (release !== undefined && mayRunScript(texts, container, release))
  );
}

function mayRunScript(texts: readonly string[], container: Container, release: Release): boolean {
  let isNamed = false;
  const objects: Resource[] = [];
  for (const mount of container.mounts) {
    const volume = container.volumeOf(mount);
    const path = mount.get("mountPath").text?.replace(/\/+$/, "");
    if (!path || !volume || !holdsKeys(volume)) continue;
    isNamed ||= texts.some((text) => text.includes(path));
    objects.push(...objectsOf(volume, container, release));
  }
  return isNamed && objects.some(mayHoldScript);
}

/** Many containers mount one object. */
const HOLDS = new WeakMap<Resource, boolean>();

function mayHoldScript(object: Resource): boolean {
  let holds = HOLDS.get(object);
  if (holds === undefined) {
    holds = [...textsOf(object)].some((text) => CHANGING.test(text));
    HOLDS.set(object, holds);
  }
  return holds;
}
