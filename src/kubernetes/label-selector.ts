import type { LabelSelector } from "kubernetes-types/meta/v1.js";
import type { Node } from "../yaml/node.ts";

type Labels = Node<Readonly<Record<string, string>>>;

/** False too for a selector that is not written: it selects nothing (apimachinery, LabelSelectorAsSelector). */
export function selects(selector: Node<LabelSelector>, labels: Labels): boolean {
  if (selector.state !== "present") return false;
  const isEqual = selector
    .get("matchLabels")
    .entries()
    .every(({ name, value }) => value.text !== undefined && labels.get(name).text === value.text);
  return (
    isEqual &&
    selector
      .get("matchExpressions")
      .items()
      .every((expression) => {
        const label = labels.get(expression.get("key").text ?? "");
        const isListed = expression
          .get("values")
          .items()
          .some(({ text }) => text !== undefined && text === label.text);
        switch (expression.get("operator").text) {
          case "In":
            return isListed;
          case "NotIn":
            return !isListed;
          case "Exists":
            return label.state !== "absent";
          case "DoesNotExist":
            return label.state === "absent";
          default:
            return false;
        }
      })
  );
}
