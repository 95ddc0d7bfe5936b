import { describe, expect, test } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "stateful-set-refused";
const SELECTOR = "selector: {matchLabels: {app: web}}";
/** The fields of the spec stand in line 5, those of the pod in line 8. */
const set = (spec: string, { labels = "{app: web}", pod = "", kind = "StatefulSet" } = {}) => `apiVersion: apps/v1
kind: ${kind}
metadata: {name: web}
spec:
  ${spec}
  template:
    metadata: {labels: ${labels}}
    spec: {${pod}containers: [{name: web, image: "example/web:1"}]}
`;
const withField = (field: string) => set(`${SELECTOR}\n  ${field}`);
const words = (text: string, minor?: number) =>
  foundBy(RULE, text, minor).map(
    ({ then }) => /^the API server refuses the StatefulSet \((.*)\)$/.exec(then ?? "")?.[1],
  );

describe("a selector", () => {
  test("must be there, and must select", () => {
    expect(said(RULE, set("serviceName: web"))).toEqual(["error 4:1-5 StatefulSet/web has no selector"]);
    expect(said(RULE, set("selector:"))).toEqual(["error 5:3-11 StatefulSet/web has no selector"]);
    expect(words(set("selector:"))).toEqual(["spec.selector: Required value"]);
    expect(said(RULE, set("selector: {}"))).toEqual(["error 5:13-15 StatefulSet/web has an empty selector"]);
    expect(words(set("selector: {}"))).toEqual([
      "spec.selector: Invalid value: {}: empty selector is invalid for statefulset",
    ]);
  });

  test.each([
    "{matchLabels: {}}",
    "{matchLabels: }",
    "{matchExpressions: []}",
    "{matchLabels: {}, matchExpressions: }",
  ])("of values that were not set selects nothing: %s", (selector) => {
    expect(said(RULE, set(`selector: ${selector}`))).toEqual([
      `error 5:13-${13 + selector.length} StatefulSet/web has an empty selector`,
    ]);
  });

  test("selects the pods of its own template", () => {
    const text = set("selector: {matchLabels: {app: web, tier: back}}", { labels: "{tier: front, app: web}" });
    expect(said(RULE, text)).toEqual([
      'error 5:44-48 selector of StatefulSet/web wants label tier to be "back", but its pods have "front"',
    ]);
    expect(words(text)).toEqual([
      'spec.template.metadata.labels: Invalid value: {"app":"web","tier":"front"}: `selector` does not match template `labels`',
    ]);
    expect(foundBy(RULE, text).flatMap(relatedOf)).toEqual(["7:31-7:36 its pods get it here"]);
  });

  test("of very many labels is told without them", () => {
    const labels = Array.from({ length: 21 }, (_, index) => `l${index}: a`).join(", ");
    expect(words(set(SELECTOR, { labels: `{${labels}}` }))).toEqual([
      "spec.template.metadata.labels: Invalid value: ...: `selector` does not match template `labels`",
    ]);
  });

  test("selects labels that the template has", () => {
    const text = set("selector: {matchLabels: {app: web, tier: back}}");
    expect(said(RULE, text)).toEqual([
      'error 5:44-48 selector of StatefulSet/web wants label tier to be "back", but its pods have no such label',
    ]);
    expect(foundBy(RULE, text).flatMap(relatedOf)).toEqual(["7:24-7:34 its pods get their labels here"]);
  });

  test.each([
    ["selector: {matchLabels: {app: web}}", "{app: web, more: yes}"],
    ["selector: {matchExpressions: [{key: app, operator: In, values: [db]}]}", "{app: web}"],
    ["selector: {matchLabels: {app: db}, matchExpressions: [{key: app, operator: Exists}]}", "{app: web}"],
    [`selector: {matchLabels: {app: "\${APP}"}}`, "{app: web}"],
    ["selector: {matchLabels: {app: web}}", '{app: "{{ .Values.app }}"}'],
    ["selector: {matchLabels: {app: 5}}", "{app: web}"],
    ["selector: {matchLabels: text}", "{app: web}"],
    ["selector: {matchLabel: {app: web}}", "{app: web}"],
    ["selector: {matchLabel: {}}", "{app: web}"],
    ["selector: text", "{app: web}"],
  ])("is right, or not ours: %s of %s", (selector, labels) => {
    expect(said(RULE, set(selector, { labels }))).toEqual([]);
  });
});

describe("the spec", () => {
  test.each<[string, string, string, string]>([
    [
      "podManagementPolicy: parallel",
      'error 6:24-32 spec.podManagementPolicy of StatefulSet/web is "parallel", which Kubernetes does not know',
      `spec.podManagementPolicy: Invalid value: "parallel": must be 'OrderedReady' or 'Parallel'`,
      "write Parallel",
    ],
    [
      "updateStrategy: {type: Recreate}",
      'error 6:26-34 spec.updateStrategy.type of StatefulSet/web is "Recreate", which Kubernetes does not know',
      "spec.updateStrategy: Invalid value: ...: must be 'RollingUpdate' or 'OnDelete'",
      "write RollingUpdate or OnDelete",
    ],
    [
      "updateStrategy: {type: OnDelete, rollingUpdate: {}}",
      'error 6:36-49 updateStrategy of StatefulSet/web has rollingUpdate, but its type is "OnDelete"',
      "spec.updateStrategy.rollingUpdate: Invalid value: ...: only allowed for updateStrategy 'RollingUpdate'",
      "remove rollingUpdate, or write type: RollingUpdate",
    ],
    [
      "persistentVolumeClaimRetentionPolicy: {whenDeleted: delete}",
      'error 6:55-61 spec.persistentVolumeClaimRetentionPolicy.whenDeleted of StatefulSet/web is "delete", which Kubernetes does not know',
      'spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "delete": supported values: "Retain", "Delete"',
      "write Delete",
    ],
    [
      "serviceName: web.default",
      'error 6:16-27 serviceName of StatefulSet/web is "web.default", which is no DNS label: lower-case letters, digits and hyphens',
      `spec.serviceName: Invalid value: "web.default": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character`,
      "write the name of its Service alone, without a namespace or domain",
    ],
  ])("{%s}", (field, finding, refusal, help) => {
    expect(said(RULE, withField(field))).toEqual([finding]);
    expect(words(withField(field))).toEqual([refusal]);
    expect(foundBy(RULE, withField(field))[0]?.help).toBe(help);
  });

  test.each([
    "podManagementPolicy: ",
    'podManagementPolicy: ""',
    "podManagementPolicy: Parallel",
    "updateStrategy: {type: OnDelete}",
    "updateStrategy: {type: OnDelete, rollingUpdate: }",
    "updateStrategy: {rollingUpdate: {partition: 1}}",
    "updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}",
    "updateStrategy: text",
    "persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Retain}",
    'serviceName: ""',
    "serviceName: 5",
    `serviceName: "\${NAME}.db"`,
    "serviceName: RELEASE-NAME-db",
  ])("may say %s", (field) => {
    expect(said(RULE, withField(field))).toEqual([]);
  });

  test("is looked at in the versions that do", () => {
    const retention = withField("persistentVolumeClaimRetentionPolicy: {whenScaled: Keep}");
    expect([foundBy(RULE, retention, 26).length, foundBy(RULE, retention, 27).length]).toEqual([0, 1]);
    expect(foundBy(RULE, withField("serviceName: web.default"), 32)[0]?.then).toMatch(
      /^Kubernetes 1\.32 accepts the StatefulSet and creates no pod \(FailedCreate: spec\.subdomain: Invalid value: "web\.default": a lowercase/,
    );
  });
});

describe("its pods", () => {
  test("always restart", () => {
    const text = set(SELECTOR, { pod: "restartPolicy: OnFailure, " });
    for (const minor of [25, 36]) {
      expect(said(RULE, text, minor)).toEqual([
        'error 8:27-36 restartPolicy of StatefulSet/web is "OnFailure", but its pods always restart',
      ]);
      expect(words(text, minor)).toEqual([
        'spec.template.spec.restartPolicy: Unsupported value: "OnFailure": supported values: "Always"',
      ]);
    }
    expect(said(RULE, set(SELECTOR, { pod: "restartPolicy: Always, " }))).toEqual([]);
  });

  test("have no deadline", () => {
    const text = set(SELECTOR, { pod: "activeDeadlineSeconds: 60, " });
    expect(said(RULE, text)).toEqual([
      "error 8:35-37 StatefulSet/web has activeDeadlineSeconds, which only Pods and Jobs take",
    ]);
    expect(words(text)).toEqual([
      "spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported",
    ]);
  });
});

test("other kinds, and what is no mapping, are not ours", () => {
  expect(said(RULE, set("selector: {}", { kind: "Deployment" }))).toEqual([]);
  expect(said(RULE, "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: text\n")).toEqual([]);
});
