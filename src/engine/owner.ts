import { Container } from "../kubernetes/container.ts";
import { Resource } from "../kubernetes/resource.ts";
import { Workload } from "../kubernetes/workload.ts";
import type { Subjects } from "../rule/rule.ts";

export interface Owner {
  /** undefined where the subject is no object of Kubernetes: a document, a suppression. */
  readonly resource: Resource | undefined;
  readonly container: Container | undefined;
}

/** The object that a subject is, or belongs to. */
export function ownerOf(subject: Subjects[keyof Subjects]): Owner {
  if (subject instanceof Container) return { resource: subject.workload.resource, container: subject };
  const resource = subject instanceof Workload ? subject.resource : subject instanceof Resource ? subject : undefined;
  return { resource, container: undefined };
}
