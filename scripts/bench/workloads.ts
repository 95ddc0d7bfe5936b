import { type App, type Make, meta, selector } from "./app.ts";
import type { Dice } from "./dice.ts";
import { podSpec } from "./pods.ts";

const template = (dice: Dice, app: App, indent: number, storage?: string): string => {
  const text = `template:
  metadata:
    annotations:
      checksum/config: ${Array.from({ length: 8 }, () => dice.between(2 ** 28, 2 ** 31).toString(16)).join("")}
    labels:
      app.kubernetes.io/name: ${app.name}
      app.kubernetes.io/instance: ${app.name}
  spec:
${podSpec(dice, app, 4, storage)}`;
  return text.replaceAll(/^(?=.)/gm, " ".repeat(indent));
};

export const workload =
  (kind: string, fields: string): Make =>
  (dice, app) =>
    `apiVersion: apps/v1\nkind: ${kind}\n${meta(app)}spec:\n${fields}${selector(app)}${template(dice, app, 2)}`;

export const statefulSet: Make = (dice, app) => `apiVersion: apps/v1
kind: StatefulSet
${meta(app)}spec:
  serviceName: ${app.name}
  replicas: ${dice.between(1, 5)}
${selector(app)}${template(dice, app, 2, "")}  volumeClaimTemplates:
  - metadata:
      name: storage
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: ${dice.between(1, 200)}Gi
`;

export const pod: Make = (dice, app) => `apiVersion: v1\nkind: Pod\n${meta(app)}spec:\n${podSpec(dice, app, 2)}`;

export const job: Make = (dice, app) => `apiVersion: batch/v1
kind: Job
${meta(app, "  annotations:\n    helm.sh/hook: pre-install\n")}spec:
  backoffLimit: 2
${template(dice, app, 2)}      restartPolicy: Never
`;

export const cronJob: Make = (dice, app) => `apiVersion: batch/v1
kind: CronJob
${meta(app)}spec:
  schedule: "${dice.below(60)} ${dice.below(24)} * * *"
  jobTemplate:
    spec:
${template(dice, app, 6)}          restartPolicy: OnFailure
`;
