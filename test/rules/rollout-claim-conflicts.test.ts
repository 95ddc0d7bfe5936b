import { describe, expect, test } from "vitest";
import { foundBy, placeOf, relatedOf } from "./found.ts";
import { said } from "./said.ts";

const RULE = "rollout-claim-conflicts";

interface Shape {
  readonly spec?: string;
  readonly pod?: string;
  readonly modes?: string;
  readonly claim?: string;
  readonly source?: string;
  readonly kind?: string;
  readonly rest?: string;
}

/** Lines: 4 the claim's spec, 9 what stands in the Deployment's spec. */
const deployment = ({
  spec = "",
  pod = "",
  modes = "[ReadWriteOnce]",
  claim = "",
  source = "persistentVolumeClaim: {claimName: kv}",
  kind = "Deployment",
  rest = "",
}: Shape) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: kv}
spec: {accessModes: ${modes}, resources: {requests: {storage: 2Gi}}${claim}}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: kv}
spec: {selector: {matchLabels: {app: kv}}, template: {metadata: {labels: {app: kv}}, spec: {containers: [{name: kv, image: "example/kv:1", volumeMounts: [{name: data, mountPath: /kv}]}], volumes: [{name: data, ${source}}]${pod}}}${spec}}
${rest}`;

const count = (shape: Shape) => said(RULE, deployment(shape)).length;

describe("a Deployment that rolls on a claim of one node", () => {
  const BLOCK = `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: store}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: store}
spec:
  replicas: 1
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
        - name: store
          image: example/store:1
          volumeMounts: [{name: data, mountPath: /store}]
      volumes:
        - name: data
          persistentVolumeClaim: {claimName: store}
`;

  test("likely waits for its own old pod, which is said at spec where no strategy is written", () => {
    const [finding, ...others] = foundBy(RULE, BLOCK);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      confidence: "likely",
      message:
        'Deployment/store starts a new pod before it stops the old one, but both need claim "store", and only one node may use it at a time (ReadWriteOnce)',
      help: 'set spec.strategy.type to "Recreate"',
      location: { start: { line: 9, column: 1 } },
    });
    expect(finding?.then).toContain("Multi-Attach error for volume");
    expect(finding && relatedOf(finding)).toEqual([
      '21:46-21:51 claim "store" is used here',
      "4:22-4:35 ReadWriteOnce is asked for here",
    ]);
    expect(finding?.fix?.edits[0]?.text).toContain("Recreate");
  });

  test("hangs certainly where one pod may use it", () => {
    const [finding] = foundBy(RULE, BLOCK.replace("ReadWriteOnce", "ReadWriteOncePod"));
    expect(finding).toMatchObject({ severity: "error", confidence: "certain" });
    expect(finding?.message).toContain("only one pod may use it at a time (ReadWriteOncePod)");
    expect(finding?.then).toMatch(/^the new pod stays Pending \(FailedScheduling: node\(s\) unavailable due to/);
  });

  test("is pointed at where its strategy names the type", () => {
    const text = BLOCK.replace("  replicas: 1\n", "  strategy: {type: RollingUpdate}\n");
    expect(foundBy(RULE, text).map(({ location }) => placeOf(location))).toEqual(["10:20-10:33"]);
  });

  test("is mended by maxSurge 0 where a rollingUpdate is written, which Recreate would forbid", () => {
    const text = BLOCK.replace("  replicas: 1\n", "  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n");
    const [finding] = foundBy(RULE, text);
    expect(finding?.help).toBe(
      'set spec.strategy.rollingUpdate.maxSurge to 0 and maxUnavailable to 1, or spec.strategy.type to "Recreate" without rollingUpdate',
    );
    expect(finding?.fix?.edits.map(({ text: edit }) => edit)).toEqual(["0", "1"]);
  });

  test("is mended by Recreate where a rollingUpdate is null, but not where it is merely empty", () => {
    const help = (rolling: string) =>
      foundBy(
        RULE,
        BLOCK.replace("  replicas: 1\n", `  strategy: {type: RollingUpdate, rollingUpdate: ${rolling}}\n`),
      )[0]?.help;
    expect(help("null")).toBe('set spec.strategy.type to "Recreate"');
    expect(help("{}")).toBe(
      'set spec.strategy.rollingUpdate.maxSurge to 0, or spec.strategy.type to "Recreate" without rollingUpdate',
    );
  });
});

describe("a new pod comes before the old one goes", () => {
  test.each<[string, Shape]>([
    ["by default", {}],
    ["with a strategy that is null", { spec: ", strategy: null" }],
    [
      "with the default shares written out",
      { spec: ', strategy: {rollingUpdate: {maxSurge: "25%", maxUnavailable: "25%"}}' },
    ],
    ["with a share of one pod, rounded up", { spec: ', strategy: {rollingUpdate: {maxSurge: "1%"}}' }],
    ["on a claim of a class that nobody knows", { claim: ", storageClassName: fast" }],
    ["with a raw device", { claim: ", volumeMode: Block" }],
    ["with an autoscaler that stays at one pod", { rest: autoscaler(1) }],
    [
      "with an affinity to other pods",
      {
        pod: ", affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: other}}}]}}",
      },
    ],
    [
      "with an affinity to its own zone",
      {
        pod: ", affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: kv}}}]}}",
      },
    ],
  ])("%s", (_, shape) => {
    expect(count(shape)).toBe(1);
  });
});

describe("nothing is said", () => {
  test.each<[string, Shape]>([
    ["of Recreate", { spec: ", strategy: {type: Recreate}" }],
    ["of a type that is filled in later", { spec: ', strategy: {type: "{{ .type }}"}' }],
    ["of a surge of 0", { spec: ", strategy: {rollingUpdate: {maxSurge: 0}}" }],
    ["of a surge of 0%", { spec: ', strategy: {rollingUpdate: {maxSurge: "0%"}}' }],
    ["of a surge that is filled in later", { spec: ', strategy: {rollingUpdate: {maxSurge: "{{ .surge }}"}}' }],
    ["where the old pod may go first", { spec: ", strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}" }],
    ["where all old pods may go first", { spec: ', strategy: {rollingUpdate: {maxUnavailable: "100%"}}' }],
    ["of one that is paused", { spec: ", paused: true" }],
    ["of one without replicas", { spec: ", replicas: 0" }],
    ["of replicas that are filled in later", { spec: ', replicas: "{{ .replicas }}"' }],
    ["of several replicas, which is another rule's", { spec: ", replicas: 2" }],
    ["of an autoscaler to several, which is another rule's", { rest: autoscaler(3) }],
    ["of a StatefulSet, which stops before it starts", { kind: "StatefulSet" }],
    ["of a DaemonSet, which is another rule's", { kind: "DaemonSet" }],
    ["of a claim that all nodes may use", { modes: "[ReadWriteMany]" }],
    ["of a claim that may also be shared", { modes: "[ReadWriteOnce, ReadOnlyMany]" }],
    ["of modes that are filled in later", { modes: '["{{ .mode }}"]' }],
    ["of modes that are null", { modes: "null" }],
    ["of modes that are text", { modes: "ReadWriteOnce" }],
    ["of a claim outside the input", { source: "persistentVolumeClaim: {claimName: other}" }],
    [
      "of a claim that has the pod's lifetime",
      { source: "ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}" },
    ],
    ["of an emptyDir", { source: "emptyDir: {}" }],
    ["of a volume made by hand", { claim: ', storageClassName: ""' }],
    ["of a pod bound to a node", { pod: ", nodeName: one" }],
    ["of a pod bound to a node's label", { pod: ", nodeSelector: {kubernetes.io/hostname: one}" }],
    [
      "of a pod bound to one node by affinity",
      {
        pod: ", affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [one]}]}]}}}",
      },
    ],
    [
      "of a pod that seeks its own",
      {
        pod: ", affinity: {podAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, podAffinityTerm: {topologyKey: kubernetes.io/hostname, labelSelector: {matchExpressions: [{key: app, operator: In, values: [kv]}]}}}]}}",
      },
    ],
    ["of a network file system", { claim: ", storageClassName: s", rest: storageClass("efs.csi.aws.com") }],
    ["of a directory of the node", { claim: ", storageClassName: s", rest: storageClass("rancher.io/local-path") }],
    ["of a disk of the node", { claim: ", storageClassName: s", rest: storageClass("topolvm.io") }],
    ["of a spec that is a list", { spec: ", strategy: [RollingUpdate], replicas: [1]" }],
  ])("%s", (_, shape) => {
    expect(count(shape)).toBe(0);
  });

  test("of a volume that no container mounts", () => {
    expect(
      said(RULE, deployment({}).replace("volumeMounts: [{name: data, mountPath: /kv}]", "volumeMounts: []")),
    ).toEqual([]);
  });

  test("of a claim in another namespace", () => {
    expect(
      said(
        RULE,
        deployment({}).replace("metadata: {name: kv}\nspec: {acc", "metadata: {name: kv, namespace: a}\nspec: {acc"),
      ),
    ).toEqual([]);
  });

  test("but a pod bound to one node still waits under ReadWriteOncePod", () => {
    expect(count({ pod: ", nodeName: one", modes: "[ReadWriteOncePod]" })).toBe(1);
    expect(
      count({ claim: ", storageClassName: s", modes: "[ReadWriteOncePod]", rest: storageClass("topolvm.io") }),
    ).toBe(1);
    expect(count({ claim: ", storageClassName: s", rest: storageClass("ebs.csi.aws.com") })).toBe(1);
  });
});

function storageClass(provisioner: string): string {
  return `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: s}
provisioner: ${provisioner}
parameters: {csi.storage.k8s.io/fstype: ext4}
`;
}

function autoscaler(most: number): string {
  return `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: kv}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: kv}, maxReplicas: ${most}}
`;
}
