import { type ImageUser, imageUser } from "../kubernetes/image-users.ts";
import type { Release } from "./release.ts";

/** What was read of the image, unless the config says that it runs as another user: then it is some other build. */
export function imageRead(reference: string, release: Release): ImageUser | undefined {
  const image = imageUser(reference);
  if (!image?.verified) return undefined;
  const known = release.known.image(reference)?.uid;
  return known === undefined || known === image.uid ? image : undefined;
}
