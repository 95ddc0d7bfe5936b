import { describe, expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "claim-refused";
const said = (text: string, minor?: number) => saidBy(RULE, text, minor);
const first = (text: string, minor?: number) => foundBy(RULE, text, minor)[0];

/** The spec of a claim, in one line, from its twelfth column. */
const claim = (spec: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:      ${spec}
`;
const statefulSet = (templates: string, rest = "") => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "example/db:1", volumeMounts: [{name: data, mountPath: /data}]}]${rest}
  volumeClaimTemplates:
${templates}`;
const TEN = "resources: {requests: {storage: 10Gi}}";

describe("access modes", () => {
  test.each([
    ["that are missing", `{${TEN}}`, '4:1-4:5 claim "data" has no access mode'],
    ["that are null", `{accessModes: , ${TEN}}`, '4:13-4:24 claim "data" has no access mode'],
    ["of an empty list", `{accessModes: [], ${TEN}}`, '4:26-4:28 claim "data" has no access mode'],
    [
      "in the short spelling",
      `{accessModes: [RWX], ${TEN}}`,
      '4:27-4:30 claim "data" asks for access mode "RWX", which Kubernetes does not know',
    ],
    [
      "that Kubernetes does not know",
      `{accessModes: [ReadWriteOnce, ReadWriteTwice], ${TEN}}`,
      '4:42-4:56 claim "data" asks for access mode "ReadWriteTwice", which Kubernetes does not know',
    ],
    ["that are no list", `{accessModes: RWO, ${TEN}}`, '4:26-4:29 accessModes of claim "data" is no list'],
    [
      "beside ReadWriteOncePod",
      `{accessModes: [ReadWriteOncePod, ReadWriteOnce], ${TEN}}`,
      '4:27-4:43 claim "data" asks for access mode "ReadWriteOncePod" beside others, but Kubernetes takes it only alone',
    ],
  ])("%s", (_, spec, expected) => {
    const [found] = foundBy(RULE, claim(spec));
    const { start, end } = found!.location;
    expect(`${start.line}:${start.column}-${end.line}:${end.column} ${found!.message}`).toBe(expected);
    expect(said(claim(spec))).toHaveLength(1);
    expect(found?.severity).toBe("error");
  });
  test("the words are the API server's", () => {
    const words = (spec: string) => first(claim(spec))?.then;
    expect(words(`{accessModes: [ReadWriteOncePod, ReadWriteOnce], ${TEN}}`)).toBe(
      "the API server refuses the PersistentVolumeClaim (spec.accessModes: Forbidden: may not use ReadWriteOncePod with other access modes)",
    );
    expect(words(`{accessModes: [RWO], ${TEN}}`)).toBe(
      'the API server refuses the PersistentVolumeClaim (spec.accessModes: Unsupported value: "RWO": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod")',
    );
    expect(words(`{accessModes: RWO, ${TEN}}`)).toBe(
      'the API server refuses the PersistentVolumeClaim (PersistentVolumeClaim in version "v1" cannot be handled as a PersistentVolumeClaim: json: cannot unmarshal string into Go struct field PersistentVolumeClaimSpec.spec.accessModes of type []v1.PersistentVolumeAccessMode)',
    );
  });
  test("the long name of a short spelling can be written safely, a guess only looked at", () => {
    const fixOf = (mode: string) => first(claim(`{accessModes: [${mode}], ${TEN}}`))?.fix;
    expect([fixOf("RWOP")?.title, fixOf("RWOP")?.safe]).toEqual(['write "ReadWriteOncePod"', true]);
    expect([fixOf("ReadWriteMny")?.title, fixOf("ReadWriteMny")?.safe]).toEqual(['write "ReadWriteMany"', false]);
    expect(fixOf("shared")).toBeUndefined();
    expect(first(claim(`{accessModes: [shared], ${TEN}}`))?.help).toBe(
      "write ReadOnlyMany, ReadWriteMany, ReadWriteOnce or ReadWriteOncePod",
    );
  });
  test("a mode that Kubernetes does not know is no other beside ReadWriteOncePod", () => {
    expect(said(claim(`{accessModes: [ReadWriteOncePod, RWO], ${TEN}}`))).toEqual([
      'error 4:45-48 claim "data" asks for access mode "RWO", which Kubernetes does not know',
    ]);
  });
});

describe("storage", () => {
  const modes = "accessModes: [ReadWriteOnce]";
  test.each([
    [
      "nothing",
      `{${modes}, resources: {limits: {storage: 1Gi}}}`,
      "does not say how much storage it needs",
      "[storage]: Required value",
    ],
    [
      "null, which Go reads as zero",
      `{${modes}, resources: {requests: {storage: }}}`,
      "asks for null of storage",
      '[storage]: Invalid value: "0": must be greater than zero',
    ],
    [
      "zero",
      `{${modes}, resources: {requests: {storage: 0Gi}}}`,
      'asks for "0Gi" of storage',
      '[storage]: Invalid value: "0": must be greater than zero',
    ],
    [
      "less than zero",
      `{${modes}, resources: {requests: {storage: -1Gi}}}`,
      'asks for "-1Gi" of storage',
      '[storage]: Invalid value: "-1Gi": must be greater than zero',
    ],
    [
      "a unit that Kubernetes has not",
      `{${modes}, resources: {requests: {storage: 10GB}}}`,
      'asks for "10GB" of storage, which is no quantity',
      "cannot be handled as a PersistentVolumeClaim: quantities must match the regular expression",
    ],
    [
      "a suffix in the wrong case",
      `{${modes}, resources: {requests: {storage: 10K}}}`,
      'asks for "10K" of storage, which is no quantity',
      "unable to parse quantity's suffix)",
    ],
    [
      "a boolean",
      `{${modes}, resources: {requests: {storage: yes}}}`,
      'asks for "true" of storage, which is no quantity',
      "quantities must match",
    ],
  ])("%s", (_, spec, message, then) => {
    const found = foundBy(RULE, claim(spec));
    expect(found.map((finding) => [finding.severity, finding.message.includes(message)])).toEqual([["error", true]]);
    expect(found[0]?.then).toContain(then);
    expect(found[0]?.then).toMatch(/^the API server refuses the PersistentVolumeClaim \(/);
  });
  test("what is there instead of a size is marked", () => {
    expect(said(claim(`{${modes}, resources: {requests: {storage: "5 GiB"}}}`))).toEqual([
      'error 4:75-82 claim "data" asks for "5 GiB" of storage, which is no quantity',
    ]);
    expect(first(claim(`{${modes}, resources: {requests: {storage: "5 GiB"}}}`))?.help).toBe('write "5Gi"');
  });
});

describe("volume modes and classes", () => {
  const rest = `accessModes: [ReadWriteOnce], ${TEN}`;
  test("a volume mode is spelt with a capital", () => {
    expect(said(claim(`{volumeMode: block, ${rest}}`))).toEqual([
      'error 4:25-30 claim "data" asks for volume mode "block", which Kubernetes does not know',
    ]);
    expect(first(claim(`{volumeMode: block, ${rest}}`))?.then).toContain(
      'spec.volumeMode: Unsupported value: "block": supported values: "Block", "Filesystem"',
    );
  });
  test("a class has the name of a subdomain; the nearest one of the input is meant", () => {
    const fast =
      "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast-ssd}\nprovisioner: ebs.csi.aws.com\n";
    expect(first(claim(`{storageClassName: fast_ssd, ${rest}}`) + fast)?.help).toBe('write "fast-ssd"');
    expect(first(claim(`{storageClassName: fast_ssd, ${rest}}`))?.then).toContain(
      `spec.storageClassName: Invalid value: "fast_ssd": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character)`,
    );
    expect(first(claim(`{storageClassName: ${"a".repeat(254)}, ${rest}}`))?.then).toContain("must be no more than 253");
  });
  test("the dash of charts' values is no class", () => {
    expect(first(claim(`{storageClassName: "-", ${rest}}`))?.help).toMatch(/^write "" for volumes made by hand/);
  });
});

describe("claim templates of a StatefulSet", () => {
  const empty = `    - metadata: {name: data}
      spec:
        accessModes:
        resources: {requests: {}}
`;
  test("are judged like claims, at their own places", () => {
    expect(said(statefulSet(empty))).toEqual([
      'error 14:9-20 claim template "data" of StatefulSet/db has no access mode',
      'error 15:21-29 claim template "data" of StatefulSet/db does not say how much storage it needs',
    ]);
  });
  test("are refused from 1.34 on; before, every claim is", () => {
    expect(foundBy(RULE, statefulSet(empty), 34).map(({ then }) => then)).toEqual([
      "Kubernetes 1.34 and newer refuse the StatefulSet (spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required); older ones accept it and create no pod",
      "Kubernetes 1.34 and newer refuse the StatefulSet (spec.volumeClaimTemplates[0].spec.resources[storage]: Required value); older ones accept it and create no pod",
    ]);
    expect(first(statefulSet(empty), 33)?.then).toBe(
      'Kubernetes 1.33 accepts the StatefulSet and creates no pod (FailedCreate: PersistentVolumeClaim "data-db-0" is invalid: spec.accessModes: Required value: at least 1 access mode is required)',
    );
  });
  test("with a size that is no quantity make the StatefulSet unreadable for every version", () => {
    const text = statefulSet(
      "    - {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1TB}}}}\n",
    );
    expect(first(text, 28)?.then).toMatch(
      /^the API server refuses the StatefulSet \(StatefulSet in version "v1" cannot be handled as a StatefulSet: quantities must match/,
    );
  });
  test("need a name, which becomes that of the volume and of the claims", () => {
    const text = statefulSet(`    - metadata: {labels: {app: db}}
      spec: {accessModes: [ReadWriteOnce], ${TEN}}
`);
    expect(said(text)).toEqual(["error 12:7-15 claim template of StatefulSet/db has no name"]);
    expect(first(text)?.then).toContain("(spec.template.spec.volumes[0].name: Required value)");
    expect(first(text, 30)?.then).toContain(
      'FailedCreate: PersistentVolumeClaim "-db-0" is invalid: metadata.name: Invalid value: "-db-0"',
    );
  });
  test("take a DNS label for a name: a dot does for claims, but not for volumes", () => {
    const text = (name: string) =>
      statefulSet(`    - metadata: {name: ${name}}
      spec: {accessModes: [ReadWriteOnce], ${TEN}}
`);
    expect(said(text("data.v1"))).toEqual([
      'error 12:24-31 claim template "data.v1" of StatefulSet/db cannot give a volume its name',
    ]);
    expect(first(text("data.v1"))?.help).toBe('name it "data-v1", in the mounts too');
    expect(first(text("data.v1"), 33)?.then).toContain("(FailedCreate: spec.volumes[0].name: Invalid value: ");
    expect(first(text("Data_1"), 33)?.then).toContain('PersistentVolumeClaim "Data_1-db-0" is invalid: metadata.name');
  });
});

describe("templates of ephemeral volumes", () => {
  const cronJob = (ephemeral: string) => `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: report, image: "example/report:1", volumeMounts: [{name: scratch, mountPath: /tmp}]}]
          volumes:
            - name: scratch
              ephemeral: ${ephemeral}
`;
  test("are judged where the pod is", () => {
    const text = cronJob("{volumeClaimTemplate: {spec: {accessModes: [RWO], resources: {requests: {storage: 1Gi}}}}}");
    expect(said(text)).toEqual([
      'error 14:70-73 ephemeral volume "scratch" of CronJob/report asks for access mode "RWO", which Kubernetes does not know',
    ]);
    expect(first(text)?.then).toMatch(
      /^the API server refuses the CronJob \(spec\.jobTemplate\.spec\.template\.spec\.volumes\[0\]\.ephemeral\.volumeClaimTemplate\.spec\.accessModes: Unsupported value/,
    );
  });
  test("must be there, and carry labels and annotations alone", () => {
    expect(said(cronJob("{}"))).toEqual([
      'error 14:15-24 ephemeral volume "scratch" of CronJob/report has no volumeClaimTemplate',
    ]);
    const named = cronJob(
      "{volumeClaimTemplate: {metadata: {name: scratch, labels: {app: report}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}",
    );
    expect(said(named)).toEqual([
      'error 14:66-73 claim template of ephemeral volume "scratch" of CronJob/report sets metadata.name, but takes only labels and annotations',
    ]);
    expect(first(named)?.then).toContain("volumeClaimTemplate.metadata.name: Forbidden: cannot be set");
  });
});

describe("custom resources of prometheus-operator", () => {
  const prometheus = (storage: string) => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main}
spec:
  storage: ${storage}
`;
  test("need no access mode: the operator has one", () => {
    expect(said(prometheus("{volumeClaimTemplate: {spec: {resources: {requests: {storage: 50Gi}}}}}"))).toEqual([]);
  });
  test("have an empty list for a likely fault", () => {
    const text = prometheus("{volumeClaimTemplate: {spec: {accessModes: [], resources: {requests: {storage: 50Gi}}}}}");
    expect(foundBy(RULE, text).map(({ severity, confidence }) => [severity, confidence])).toEqual([
      ["warning", "likely"],
    ]);
  });
  test("need a size: the operator has none", () => {
    const text = prometheus("{volumeClaimTemplate: {spec: {storageClassName: fast}}}");
    expect(said(text)).toEqual([
      'error 5:35-39 claim template "prometheus-main-db" of the StatefulSet that prometheus-operator makes of Prometheus/main does not say how much storage it needs',
    ]);
    expect(first(text)?.help).toBe(
      "set spec.storage.volumeClaimTemplate.spec.resources.requests.storage to the size of the disk, such as 10Gi",
    );
    expect(first(text)?.then).toContain("spec.volumeClaimTemplates[0].spec.resources[storage]: Required value");
  });
  test("with a size that is no quantity are refused themselves", () => {
    const text = prometheus("{volumeClaimTemplate: {spec: {resources: {requests: {storage: 50GB}}}}}");
    expect(first(text)?.then).toBe("the API server refuses the Prometheus");
  });
});

describe("nothing is said", () => {
  const rest = `accessModes: [ReadWriteOnce], ${TEN}`;
  test.each([
    ["of a claim that has all it needs", claim(`{${rest}, volumeMode: Block, storageClassName: fast.ssd}`)],
    ["of the class without a name, which asks for no provisioner", claim(`{storageClassName: "", ${rest}}`)],
    [
      "of a size in plain bytes",
      claim("{accessModes: [ReadWriteOncePod], resources: {requests: {storage: 1073741824}}}"),
    ],
    [
      "of values that another tool has yet to write",
      claim(
        `{accessModes: ["\${MODE}"], storageClassName: "{{ class }}", resources: {requests: {storage: "\${SIZE}"}}}`,
      ),
    ],
    ["of access modes that one tool writes as a whole", claim(`{accessModes: "\${MODES}", ${TEN}}`)],
    ["of a custom resource that nobody knows", claim("{}").replace("v1", "example.com/v1")],
    [
      "of claim templates that only a StatefulSet has",
      statefulSet("    - {spec: {}}\n").replace("StatefulSet", "Deployment"),
    ],
    ["of lists and mappings in the wrong places", statefulSet("    - null\n")],
    ["of a list where mappings belong", statefulSet("    {data: {spec: {}}}\n")],
  ])("%s", (_, text) => {
    expect(said(text)).toEqual([]);
  });
});

test("shapes that no claim has are survived", () => {
  for (const spec of [
    "[]",
    "text",
    "3",
    "{accessModes: {a: b}}",
    "{accessModes: [[], null, 3]}",
    "{resources: [1]}",
    "{resources: {requests: {storage: {}}}}",
  ])
    expect(() => said(claim(spec))).not.toThrow();
});

test("a claim without a name of its own is told by what its name is made of", () => {
  const text = claim(`{accessModes: [ReadWriteOncePod, ReadWriteMany], ${TEN}}`).replace(
    /name: [^,}\n]*/,
    "generateName: x-",
  );
  expect(said(text)).toEqual([
    expect.stringContaining('PersistentVolumeClaim/x- asks for access mode "ReadWriteOncePod" beside others'),
  ]);
});

test("the name that an operator makes of a resource's is not blamed on the claim", () => {
  const prometheus = (name: string, metadata = "") => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: ${name}}
spec: {storage: {volumeClaimTemplate: {${metadata}spec: {${TEN}}}}}
`;
  expect(said(prometheus("my.metrics"))).toEqual([]);
  expect(said(prometheus("metrics", "metadata: {name: My_Data}, "))).toHaveLength(1);
  expect(said(prometheus("my.metrics", "metadata: {name: My_Data}, "))).toHaveLength(1);
});

test("many templates whose names are none are judged in time that grows with their number", () => {
  const many = Array.from({ length: 24_000 }, (_, index) => `    - {metadata: {name: D_${index}}, spec: *spec}\n`);
  const text = statefulSet(
    `    - &first {metadata: {name: d}, spec: &spec {accessModes: [ReadWriteOnce], ${TEN}}}\n${many.join("")}`,
  );
  const start = performance.now();
  expect(foundBy(RULE, text).length).toBeGreaterThanOrEqual(10_000);
  expect(performance.now() - start).toBeLessThan(5000);
});
