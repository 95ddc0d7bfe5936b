import type { Container } from "./container.ts";
import type { Workload } from "./workload.ts";

/** A look at containers that begins with their workload. */
export interface ContainerLook<Context> {
  (container: Container, context: Context): boolean;
  /** False where no container of the workload needs a look of its own: those of most workloads are never made. */
  readonly atWorkload: (workload: Workload, context: Context) => boolean;
}

/** `atWorkload` is asked of each workload, from plain values at best; `atContainer` of the containers that it leaves. */
export const containerLook = <Context>(
  atWorkload: (workload: Workload, context: Context) => boolean,
  atContainer: (container: Container, context: Context) => boolean = () => true,
): ContainerLook<Context> =>
  Object.assign(
    (container: Container, context: Context) =>
      atWorkload(container.workload, context) && atContainer(container, context),
    { atWorkload },
  );
