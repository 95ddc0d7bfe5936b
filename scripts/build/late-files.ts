import { readdirSync } from "node:fs";

const RULES = "src/rules";

interface LateFile {
  /** Why most runs do without it. */
  readonly reason: string;
  /** All that they export are functions and types. */
  readonly modules: readonly string[];
}

/**
 * What few runs need, though other modules import it as a matter of course: the library has it all as it is. What is needed
 * together stands together, because to open one more file costs as much as to read ten thousand bytes of it.
 */
const LATE_MODULES: Readonly<Record<string, LateFile>> = {
  "late-baseline": {
    reason: "only a project that has found much at once has a baseline",
    modules: [
      "src/cli/baseline/baseline-file.ts",
      "src/cli/baseline/read-baseline-file.ts",
      "src/cli/baseline/usable-baseline.ts",
      "src/engine/known-findings.ts",
      "src/finding/baseline.ts",
    ],
  },
  "late-charts": {
    reason: "only charts are rendered, for the command or for the Action",
    modules: ["src/cli/chart/chart-call.ts", "src/cli/chart/lint-charts.ts"],
  },
  "late-complaints": {
    reason: "only a call or a file that cannot be used is complained of",
    modules: [
      "src/cli/defect.ts",
      "src/cli/did-you-mean.ts",
      "src/cli/missing-file.ts",
      "src/cli/option-prose.ts",
      "src/cli/system-error.ts",
      "src/cli/thrown.ts",
      "src/cli/unwritable.ts",
    ],
  },
  "late-config": {
    reason: "most runs have neither a config nor a baseline: what checks one is read only for one",
    modules: [
      "src/cli/read-config-file.ts",
      "src/config/config-template.ts",
      "src/config/read-baseline.ts",
      "src/config/read-config.ts",
    ],
  },
  "late-destinations": {
    reason: "only a report that goes to a file may go over another",
    modules: ["src/cli/check-destinations.ts"],
  },
  "late-faults": {
    reason: "only what is odd about a pod or a claim is looked at closely",
    modules: [
      "src/kubernetes/api-error.ts",
      "src/kubernetes/api-refusal.ts",
      "src/kubernetes/dns-label.ts",
      "src/kubernetes/dns-subdomain.ts",
      "src/kubernetes/misplaced-fields.ts",
      "src/kubernetes/placeholder.ts",
      "src/kubernetes/quantity.ts",
      "src/kubernetes/unknown-field.ts",
    ],
  },
  "late-failures": {
    reason: "only a defect makes a rule throw",
    modules: ["src/engine/failures.ts"],
  },
  "late-findings": {
    reason: "only a problem is settled into a finding, and its document read again for the places",
    modules: ["src/engine/settle.ts", "src/yaml/places.ts"],
  },
  "late-fixes": {
    reason: "only fix makes the fixes of what was found",
    modules: ["src/engine/fix.ts"],
  },
  "late-folders": {
    reason: "only a folder among the arguments is searched",
    modules: ["src/cli/manifests-below.ts"],
  },
  "late-image-users": {
    reason: "only where a manifest names no user is the image's asked for",
    modules: ["src/kubernetes/image-users.ts"],
  },
  "late-modes": {
    reason: "only of a container that changes modes is it asked whether they are its own",
    modules: ["src/release/changes-own-modes.ts"],
  },
  "late-mounted-files": {
    reason: "only a command that names a mount of keys may run a script of the release",
    modules: ["src/release/mounted-files.ts"],
  },
  "late-nearest": {
    reason: "only a name that is not known has a nearest one",
    modules: ["src/rule/nearest.ts"],
  },
  "late-outlines": {
    reason: "only of a CustomResourceDefinition is the header alone read",
    modules: ["src/yaml/outlined.ts"],
  },
  "late-ownership": {
    reason: "only checks ask for the disk of a pod, and for who changes the owners of files on it",
    modules: [
      "src/kubernetes/claim-class.ts",
      "src/kubernetes/process.ts",
      "src/release/claims.ts",
      "src/release/data-writer.ts",
      "src/release/image-read.ts",
      "src/release/mounted-path.ts",
      "src/release/off-mount-change.ts",
      "src/release/ownership.ts",
      "src/release/ownership-judgement.ts",
    ],
  },
  "late-prometheus-operator": {
    reason: "only of its own kinds does an operator make anything",
    modules: ["src/operators/prometheus-operator/kinds.ts", "src/yaml/grown.ts"],
  },
  "late-refusals": {
    reason: "only what cannot be read needs the reasons why",
    modules: ["src/yaml/scan/refusals.ts", "src/yaml/scan/unrendered.ts", "src/yaml/stream-anchors.ts"],
  },
  "late-repository": {
    reason: "only formats that point into a repository ask where in it the command runs",
    modules: ["src/cli/repository-folder.ts"],
  },
  "late-rules-yaml": {
    reason: "only their checks tell how a number was written",
    modules: ["src/kubernetes/scientific-number.ts"],
  },
  "late-selectors": {
    reason: "only a config chooses among objects",
    modules: ["src/config/selector.ts"],
  },
  "late-shell": {
    reason: "only a container that may change owners has its script read",
    modules: ["src/shell/ownership.ts"],
  },
  "late-storage-drivers": {
    reason: "only a class or a volume of the input leads to a driver",
    modules: ["src/kubernetes/storage-drivers.ts"],
  },
  "late-suppressions": {
    reason: "only a document that holds our name can suppress anything",
    modules: ["src/config/suppressions.ts", "src/engine/judged-suppressions.ts", "src/engine/suppressions.ts"],
  },
  "late-types": {
    reason: "only an object that holds something unusual is held against the types of its fields",
    modules: ["src/kubernetes/suspect-value.ts", "src/kubernetes/suspects-in.ts"],
  },
  "late-yaml": {
    reason: "only few manifests hold an anchor, an alias, a tag, a directive or a key that is no text",
    modules: [
      "src/yaml/parse/aliases.ts",
      "src/yaml/resolve/key-name.ts",
      "src/yaml/resolve/tagged.ts",
      "src/yaml/scan/directives.ts",
      "src/yaml/scan/properties.ts",
    ],
  },
};

/** Modules by the name of the late file that holds them. The checks of a topic's rules stand together: what one is about, others are. */
export function lateFiles(): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const topic of readdirSync(RULES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const file = `late-rules-${topic.name}.cjs`;
    const rules = readdirSync(`${RULES}/${topic.name}`).sort();
    files.set(file, [...(files.get(file) ?? []), ...rules.map((rule) => `${RULES}/${topic.name}/${rule}`)]);
  }
  for (const [name, { modules }] of Object.entries(LATE_MODULES))
    files.set(`${name}.cjs`, [...(files.get(`${name}.cjs`) ?? []), ...modules]);
  return files;
}
