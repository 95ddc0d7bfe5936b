import type { ConfigMap, Secret } from "kubernetes-types/core/v1.js";
import { showApiError } from "../../kubernetes/api-error.ts";
import { apiRefusal } from "../../kubernetes/api-refusal.ts";
import { MOST_DATA } from "../../kubernetes/most-data.ts";
import type { Resource } from "../../kubernetes/resource.ts";
import { configMapData, type Datum, secretData } from "../../release/data-size.ts";
import { defineRule } from "../../rule/rule.ts";
import { quote } from "../../rule/text.ts";

export default defineRule({
  id: "data-too-large",
  summary: "A ConfigMap or Secret holds more than 1 MiB.",
  rationale: `The API server refuses a ConfigMap whose values take more than 1,048,576 bytes together, in \`data\` and \`binaryData\`, and a Secret likewise. What stands in base64 is decoded before it is counted, \`stringData\` takes the place of \`data\` under the same key, and the names of the keys do not count.

Dashboards, rules, certificates and archives grow into it one by one. Put some of the keys into an object of their own, which a \`projected\` volume brings back into one directory; or keep the files in an image or on a disk. What is compressed before it is put into \`binaryData\` counts as what it then is.

Well below that, from 262,144 bytes of JSON on, \`kubectl apply\` fails with \`metadata.annotations: Too long\`, because it keeps the whole object in an annotation; \`kubectl apply --server-side\` and Helm do not. That is not reported: it depends on who applies.

The finding points at the largest key. It has no example here, which would be a megabyte long.`,
  topic: "storage",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/concepts/configuration/configmap/",
    "https://kubernetes.io/docs/concepts/configuration/secret/#restriction-data-size",
  ],
  examples: [],
  on: "resource",
  concerns: ({ document }) => document.size > MOST_DATA,
  *check(resource, { kubernetes }) {
    const data = dataOf(resource);
    const [first, ...others] = data;
    const total = data.reduce((sum, { size }) => sum + size, 0);
    if (!first || total <= MOST_DATA) return;
    const { kind, label } = resource;
    const { entry, size } = others.reduce((most, datum) => (datum.size > most.size ? datum : most), first);
    yield {
      at: entry.key,
      names: [entry.name],
      label: `${size} of ${total} bytes`,
      message: `${label} holds ${total} bytes, and ${MOST_DATA} are the most that a ${kind} may hold`,
      help: remedy(kind, entry.name, size, total, data.length),
      then: apiRefusal(
        kind,
        showApiError(kind === "Secret" ? "data" : "[]", { is: "too-long", most: MOST_DATA }),
        kubernetes,
      ),
    };
  },
});

/** What takes the largest key away, or, where that is not enough, more of them. */
function remedy(kind: string, name: string, size: number, total: number, keys: number): string {
  if (size > MOST_DATA) return `keep ${quote(name)} in an image or on a disk`;
  return total - size > MOST_DATA
    ? `divide its ${keys} keys among several objects of kind ${kind}, or keep them in an image`
    : `keep ${quote(name)} in a ${kind} of its own, or in an image`;
}

function dataOf(resource: Resource): readonly Datum[] {
  if (resource.group !== "") return [];
  if (resource.kind === "ConfigMap") return configMapData(resource.as<ConfigMap>());
  return resource.kind === "Secret" ? secretData(resource.as<Secret>()) : [];
}
