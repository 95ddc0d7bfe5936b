import type { Container } from "../kubernetes/container.ts";
import { rawValue } from "../kubernetes/raw-value.ts";
import { remembered } from "../kubernetes/remembered.ts";
import type { Resource } from "../kubernetes/resource.ts";
import { isMapping, member } from "../yaml/node.ts";
import { commandsOf } from "./container-commands.ts";
import { objectsOf, textsOf } from "./mounted-files.ts";
import type { Release } from "./release.ts";

const WORDS = ["chown", "chgrp", "chmod", "install", "setfacl"];
const CHANGING = new RegExp(WORDS.join("|"));

/** False where no word of the container's commands, nor a script of the input that they lead to, can change who owns a file. */
export function mayChangeOwners(container: Container, release: Release | undefined): boolean {
  const { document } = container.workload.resource;
  // To search the bytes of its document costs less than to look at each container.
  if (!WORDS.some((word) => document.mentions(word)) && !(release && mayHoldScripts(release))) return false;
  const texts = [...commandsOf(container)].flatMap(({ words }) => words.map(({ text }) => text ?? ""));
  return (
    texts.some((text) => CHANGING.test(text)) || (release !== undefined && mayRunScript(texts, container, release))
  );
}

/** A script may run another one: where a command names one mount, the scripts of all mounts count. */
function mayRunScript(texts: readonly string[], container: Container, release: Release): boolean {
  const mounts = container.mounts.flatMap((mount) => {
    const volume = container.volumeOf(mount);
    const path = mount.get("mountPath").text?.replace(/\/$/, "");
    return path && volume?.holdsKeys ? [{ path, volume }] : [];
  });
  return (
    mounts.some(({ path }) => texts.some((text) => text.includes(path))) &&
    mounts.some(({ volume }) => [...objectsOf(volume, container, release)].some(mayHoldScript))
  );
}

/** Many containers mount one object. */
const mayHoldScript = remembered((object: Resource): boolean =>
  [...textsOf(object)].some((text) => CHANGING.test(text)),
);

/** True where a ConfigMap of the input may hold such a script, or a Secret: that is in base64, so the name of its key has to tell. */
const mayHoldScripts = remembered(({ resources }: Release): boolean =>
  resources.some(
    (resource) =>
      (resource.kind === "ConfigMap" && WORDS.some((word) => resource.document.mentions(word))) ||
      (resource.kind === "Secret" && namesScript(rawValue(resource)) && mayHoldScript(resource)),
  ),
);

const namesScript = (secret: unknown): boolean =>
  [member(secret, "data"), member(secret, "stringData")].some(
    (texts) => isMapping(texts) && Object.keys(texts).some((name) => name.endsWith("sh")),
  );
