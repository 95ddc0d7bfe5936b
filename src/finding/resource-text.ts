import type { Finding } from "./finding.ts";

/** Deployment/shop/web: how an object is named in one word. Its parts are as the input has them: escape it where it is printed. */
export const resourceText = ({ kind, namespace, name }: NonNullable<Finding["resource"]>): string =>
  [kind, ...(namespace ? [namespace] : []), name].join("/");
