import type { Dice } from "./dice.ts";

/** What the objects of one chart have in common. */
export interface App {
  readonly name: string;
  readonly namespace: string;
  /** One of so many mounts what its pod does not declare. */
  readonly containersPerFault: number;
}

/** Writes an object of the app, its separator left out. */
export type Make = (dice: Dice, app: App) => string;

export const meta = ({ name, namespace }: App, more = ""): string => `metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/instance: ${name}
    app.kubernetes.io/managed-by: Helm
    helm.sh/chart: ${name}-1.4.2
${more}`;

export const clusterMeta = (app: App): string => meta(app).replace(`  namespace: ${app.namespace}\n`, "");

export const selector = ({ name }: App): string => `  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
      app.kubernetes.io/instance: ${name}
`;
