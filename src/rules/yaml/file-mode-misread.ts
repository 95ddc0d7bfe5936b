import { HIGHEST_MODE, isUsualMode, modeOfDigits, octal } from "../../kubernetes/file-mode.ts";
import type { SuspectValue } from "../../kubernetes/suspect-value.ts";
import { suspectValues } from "../../kubernetes/suspect-values.ts";
import type { KubernetesVersion } from "../../kubernetes/version.ts";
import { defineRule, type Problem } from "../../rule/rule.ts";

export default defineRule({
  id: "file-mode-misread",
  summary: "The mode of a volume's files is not read as the octal number that is meant.",
  rationale: `\`defaultMode\` and \`mode\` are plain numbers to Kubernetes. Only the zero in front makes YAML read them as octal: \`0400\` is 256, which is r-- for the owner, and \`400\` is 0620, which nobody wants. JSON has no octal numbers at all.

More than 511, which is 0777, is refused: \`644\`, \`755\`. So is text: \`"0644"\`. What is accepted silently is a smaller number: \`400\`, \`440\`, \`444\`. The rule speaks of one whose digits are a usual mode, where the number itself is none; 256, 292, 420 and 493 are 0400, 0444, 0644 and 0755, and right.`,
  topic: "yaml",
  severity: "error",
  profile: "default",
  since: "0.1.0",
  references: [
    "https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/",
    "https://github.com/rancher/server-chart/issues/34",
  ],
  examples: [
    {
      bad: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: keys, mountPath: /etc/keys}
        - {name: scripts, mountPath: /scripts}
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 400 # bad
    - name: scripts
      configMap:
        name: scripts
        defaultMode: 755 # bad
    - name: settings
      configMap:
        name: settings
        defaultMode: "0644" # bad
`,
      good: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: example/web:1
      volumeMounts:
        - {name: keys, mountPath: /etc/keys}
        - {name: scripts, mountPath: /scripts}
        - {name: settings, mountPath: /etc/web}
  volumes:
    - name: keys
      secret:
        secretName: keys
        defaultMode: 0400
    - name: scripts
      configMap:
        name: scripts
        defaultMode: 493
    - name: settings
      configMap:
        name: settings
        defaultMode: 420
`,
    },
  ],
  on: "release",
  concerns: (release) => suspectValues(release).some(isMode),
  *check(release, { kubernetes }) {
    for (const value of suspectValues(release)) {
      const problem = isMode(value) ? problemOf(value, kubernetes) : undefined;
      if (problem) yield problem;
    }
  },
});

const isMode = ({ type }: SuspectValue): boolean => type.reads === "mode";

function problemOf(value: SuspectValue, kubernetes: KubernetesVersion): Problem | undefined {
  const { node, label } = value;
  const { number } = node;
  if (value.isPlaceholder) return undefined;
  if (number === undefined || !Number.isInteger(number)) return misfit(value);

  const written = value.written ?? String(number);
  const meant = modeOfDigits(written);
  if (number < 0 || number > HIGHEST_MODE)
    return {
      at: node,
      names: [written],
      label: "outside 0 to 0777",
      message: `${label} is ${written}, but a mode is a number from 0 to 511 (0777)`,
      then: value.rejection("must be a number between 0 and 0777 (octal), both inclusive", kubernetes),
      ...remedy(value, meant),
    };
  // A zero in front, or 0x, shows that its author knows what is read.
  if (meant === undefined || isUsualMode(number) || written !== String(number)) return undefined;
  return {
    at: node,
    names: [written],
    severity: "warning",
    confidence: "likely",
    label: `read as ${octal(number)}`,
    message: `${label} is ${written}, which is ${octal(number)} in octal; ${octal(meant)} is meant, most likely`,
    then: `its files get mode ${octal(number)}`,
    ...remedy(value, meant),
  };
}

function misfit(value: SuspectValue): Problem {
  const { node, label, shown } = value;
  const { text } = node;
  return {
    at: node,
    names: [shown],
    label: "not an integer",
    message: `${label} is ${shown}, but Kubernetes takes only an integer there`,
    then: value.refusal,
    ...remedy(value, text === undefined ? undefined : modeOfDigits(text.replace(/^0o/, "0"))),
  };
}

/** A number is all that an edit can write, and 256 is read alike by every reader of YAML and JSON. */
function remedy({ node }: SuspectValue, meant: number | undefined): Pick<Problem, "help" | "fix"> {
  if (meant === undefined) return { help: "write an octal number with a zero in front, such as 0644" };
  return {
    help: `write ${octal(meant)} without quotes, or ${meant}, which is the same and the only way in JSON`,
    fix: { title: `write ${meant}, which is ${octal(meant)}`, patches: [{ set: node, to: meant }], safe: false },
  };
}
