import { list, mapping, number, optional, required, text } from "./shape.ts";
import { FINGERPRINT } from "./text-formats.ts";

const entry = mapping({
  rule: required(text(), "The rule that finds it.", "volume-mount-not-found"),
  resource: required(
    text(),
    "The object that it is about, as KIND/NAMESPACE/NAME, or the file where it is about none.",
    "StatefulSet/shop/db",
  ),
  path: optional(text(), "The field in the object.", "spec.template.spec.containers[db].image"),
  message: required(text(), "What was found, when the entry was written.", "..."),
  fingerprint: required(text(FINGERPRINT), "What the finding is recognised by.", "0123456789abcdef"),
});

/** All of plimsoll-baseline.json. */
export const BASELINE_SHAPE = mapping({
  version: required(number({ integer: true, minimum: 1 }), "The version of this format, which is 1.", "1"),
  findings: required(list(entry, { mayBeEmpty: true }), "The findings that may stay.", "[]"),
});
