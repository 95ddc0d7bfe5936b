import { SEVERITIES, type Severity } from "../finding/severity.ts";
import { PLATFORMS, type Platform } from "../kubernetes/platform.ts";
import type { Known } from "../release/known.ts";
import { READ_FAILURE } from "../rule/read-failure.ts";
import { PROFILES, type Profile } from "../rule/rule.ts";
import { type Options, optionFields } from "./option-shape.ts";
import { either, list, mapping, number, optional, type Reading, required, type Shape, text, word } from "./shape.ts";
import { DAY, DNS_LABEL, KIND, KUBERNETES_VERSION } from "./text-formats.ts";

/** What the config must know of a rule. */
export interface ConfigurableRule {
  readonly id: string;
  /** Absent where nobody reads the schema or the docs. */
  readonly summary?: string;
  readonly options?: Options;
}

const ALL_RULES = '"plimsoll rules" lists every rule';

const profile = word<Profile | "all">("profile", [...PROFILES, "all"]);

const severity = word<Severity | "off">("severity", ["off", ...SEVERITIES.toReversed()]);

const names = list(text());

/** What `only` and `except` hold. */
export const selector = mapping(
  {
    kinds: optional(list(text(KIND)), "Kinds of objects.", "[Job, CronJob]"),
    names: optional(names, "Names of objects.", '["*-migration"]'),
    namespaces: optional(names, "Namespaces of objects.", "[monitoring]"),
    containers: optional(names, "Names of containers.", "[init-chown-data]"),
    hooks: optional(names, "Helm hooks that the object belongs to.", "[test]"),
  },
  { definition: "selector" },
);

/** The keys that the mapping of every rule may hold, beside its options. */
export const SETTING = {
  severity: optional(severity, "Takes the place of the rule's own severity; off switches the rule off.", "info"),
  only: optional(selector, "The rule speaks only about what this selects.", "{ kinds: [StatefulSet] }"),
  except: optional(selector, "The rule is silent about what this selects.", '{ names: ["*-migration"] }'),
};

/** What is written for a rule; its options stand beside the keys that every rule has. */
export type WrittenSetting = Severity | "off" | Reading<typeof SETTING>;

const failureSeverity = word<Severity>(
  "severity",
  SEVERITIES,
  'files that may be unreadable are named by the "path" of an entry of "ignore"',
);

const optionless = mapping(SETTING, { definition: "setting" });

function settingOf({ id, options }: ConfigurableRule): Shape<WrittenSetting> {
  if (id === READ_FAILURE) return failureSeverity;
  return either(severity, options ? mapping({ ...optionFields(options), ...SETTING }) : optionless);
}

const ignoreOf = (rule: Shape<string>) =>
  mapping(
    {
      rule: required(rule, "The rule to silence.", "init-container-chown"),
      kind: optional(text(KIND), "Kind of the object.", "StatefulSet"),
      name: optional(text(), "Name of the object.", '"legacy-*"'),
      namespace: optional(text(), "Namespace of the object.", "monitoring"),
      container: optional(text(), "Name of the container.", "init-chown-data"),
      path: optional(
        text(),
        `Path of the input file, or of the template as findings name it; ${READ_FAILURE} needs it.`,
        "vendor/**",
      ),
      reason: required(text(), "Why the findings may stay.", "replaced in the next release of the chart"),
      expires: optional(text(DAY), "The last day on which the entry works.", "2027-01-31"),
    },
    { when: { field: "rule", is: READ_FAILURE, needs: "path" } },
  );

const id = number({ integer: true, minimum: 0, maximum: 2147483647 });

const known = mapping({
  kind: required(text(), "Kind of the object; Image for a container image.", "ConfigMap"),
  name: required(text(), "Name of the object; of an image its repository, with a tag or without.", "cluster-ca"),
  namespace: optional(text(DNS_LABEL), "Namespace of the object; left out, the release's.", "platform"),
  keys: optional(names, "Keys of a ConfigMap or Secret; no rule of this version asks for them.", "[ca.crt]"),
  ports: optional(
    list(either(text(), number({ integer: true, minimum: 1, maximum: 65535 }))),
    "Ports of a Service, by name or number; no rule of this version asks for them.",
    "[http, 9090]",
  ),
  provisioner: optional(text(), "CSI driver of a StorageClass.", "cinder.csi.openstack.org"),
  fstype: optional(
    text(),
    "File system that a StorageClass names, or that the provisioner of a CSIDriver fills in.",
    "ext4",
  ),
  fsGroupPolicy: optional(
    word<NonNullable<Known["fsGroupPolicy"]>>("policy", ["File", "None", "ReadWriteOnceWithFSType"]),
    "Policy of a CSIDriver; left out, ReadWriteOnceWithFSType.",
    "File",
  ),
  uid: optional(id, "User that the process of an image runs as.", "1001"),
  gid: optional(id, "Group that the process of an image runs as.", "1001"),
  fsGroup: optional(id, "Group that the volumes of an image should have.", "1001"),
});

const EXAMPLES = {
  rules: `
  key-duplicate: error
  storage-class-fstype-missing: off
  init-container-chown:
    severity: info
    except:
      names: ["*-migration"]
      hooks: [test]`,
  ignore: `
  - rule: init-container-chown
    kind: StatefulSet
    name: legacy-*
    path: vendor/**
    reason: replaced in the next release of the chart
    expires: 2027-01-31`,
  known: `
  - kind: StorageClass
    name: fast
    provisioner: cinder.csi.openstack.org
    fstype: ext4
  - kind: CSIDriver
    name: cinder.csi.openstack.org
    fsGroupPolicy: File
  - kind: Image
    name: registry.example.com/team/shop
    uid: 1001
    gid: 1001
    fsGroup: 1001
  - kind: ConfigMap
    name: cluster-ca
    namespace: platform
    keys: [ca.crt]`,
};

/** All of plimsoll.yaml. The walker, the JSON Schema and the documentation are made of it. */
export function configShape(rules: readonly ConfigurableRule[]) {
  const ids = rules.map(({ id }) => id);
  const settings = rules.map((rule) => [rule.id, optional(settingOf(rule), rule.summary ?? "", "warning")] as const);
  return mapping(
    {
      rules: optional(
        mapping(Object.fromEntries(settings), { noun: "rule", more: ALL_RULES, mayBeEmpty: true }),
        "What each rule is to do: a severity, or a mapping that may also hold the rule's options.",
        EXAMPLES.rules,
      ),
      profile: optional(
        either(profile, list(profile)),
        "Which rules are on beside the default ones: a profile or a list of them.",
        "[security, reliability]",
      ),
      ignore: optional(
        list(ignoreOf(word("rule", ids, ALL_RULES)), { mayBeEmpty: true }),
        "Findings that may stay, each with a reason; an entry meets what all of its keys meet.",
        EXAMPLES.ignore,
      ),
      known: optional(
        list(known, { mayBeEmpty: true }),
        "Objects that live in the cluster and not in the input, which references may lead to.",
        EXAMPLES.known,
      ),
      namespace: optional(
        text(DNS_LABEL),
        "Where objects land that name no namespace, as with --namespace.",
        "monitoring",
      ),
      kubeVersion: optional(text(KUBERNETES_VERSION), "The version of the cluster, as with --kube-version.", '"1.34"'),
      platform: optional(
        word<Platform>("platform", PLATFORMS),
        "What the cluster is, as with --platform.",
        "openshift",
      ),
      baseline: optional(
        text(),
        "Path of the baseline, relative to this file: findings that stand in it are counted, and not reported again.",
        "plimsoll-baseline.json",
      ),
    },
    { mayBeEmpty: true },
  );
}

export type WrittenConfig = NonNullable<ReturnType<typeof configShape>["reads"]>;
