import { existsSync, readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Finding, lint, readSource } from "../src/index.ts";

// Rendered public charts: beside the checkout, not in it.
const CORPUS = new URL("../../shared/corpus/rendered/", import.meta.url);

interface Manifest {
  readonly kind: string;
  readonly metadata?: { readonly name?: string };
  readonly spec?: {
    readonly accessModes?: readonly string[];
    readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxSurge?: string | number } };
    readonly template?: {
      readonly spec?: {
        readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
      };
    };
  };
}

describe.skipIf(!existsSync(CORPUS))(
  "rendered public charts, each a release (skipped where the shared corpus is absent)",
  () => {
    const findings: Finding[] = [];
    const values = new Map<string, readonly unknown[]>();
    const counts = { files: 0, objects: 0, unreadable: 0 };

    beforeAll(() => {
      for (const entry of readdirSync(CORPUS, { recursive: true, withFileTypes: true }).filter((found) =>
        found.isFile(),
      )) {
        const path = `${entry.parentPath}/${entry.name}`;
        const source = readSource(path.slice(CORPUS.pathname.length), readFileSync(path));
        values.set(
          source.file,
          source.documents.map(({ value }) => value),
        );
        const report = lint([source]);
        findings.push(...report.findings);
        counts.files++;
        counts.objects += report.summary.objects;
        counts.unreadable += report.summary.unreadable;
      }
    }, 60_000);

    const of = (rule: string) =>
      findings
        .filter((finding) => finding.rule === rule)
        .map(({ location }) => `${location.file}:${location.start.line}`)
        .sort();

    test("are all read", () => {
      expect(counts.files).toBe(278);
      expect(counts.objects).toBe(3904);
      expect(counts.unreadable).toBe(0);
    });
    test("hold one mount that no volume answers", () => {
      expect(of("volume-mount-not-found")).toEqual(["bitnami/seaweedfs.volume-permissions.yaml:1330"]);
    });
    test("roll with two pods on a disk of one node where they are said to", () => {
      const rolling = findings.filter(({ rule }) => rule === "rollout-claim-conflicts");
      expect(rolling).toHaveLength(44);
      for (const { location, resource } of rolling) {
        const objects = (values.get(location.file) ?? []) as readonly Manifest[];
        const named = (kind: string, name: string) =>
          objects.find((object) => object?.kind === kind && object.metadata?.name === name)?.spec;
        const deployment = named("Deployment", resource?.name ?? "");
        const { type = "RollingUpdate", rollingUpdate } = deployment?.strategy ?? {};
        expect([type, String(rollingUpdate?.maxSurge ?? "25%")]).toEqual([
          "RollingUpdate",
          expect.not.stringMatching(/^0/),
        ]);
        const modes = (deployment?.template?.spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
          persistentVolumeClaim ? named("PersistentVolumeClaim", persistentVolumeClaim.claimName)?.accessModes : [],
        );
        expect(modes).toContain("ReadWriteOnce");
      }
    });
    test("raise nothing else that was not read and found true", () => {
      const others = [...new Set(findings.map(({ rule }) => rule))]
        .filter((rule) => rule !== "volume-mount-not-found" && rule !== "rollout-claim-conflicts")
        .sort();
      expect(Object.fromEntries(others.map((rule) => [rule, of(rule)]))).toEqual({
        "init-container-chown": ["bitnami/seaweedfs.volume-permissions.yaml:1316"],
        // A claim that exists, and a claim template of the same name beside it.
        "volume-shadowed": ["bitnami/logstash.volume-permissions.yaml:316"],
        "value-not-text": ["bitnami/spark.default.yaml:433"],
        "key-duplicate": [
          "prometheus-community/kube-prometheus-stack.03-non-defaults.yaml:2285",
          "prometheus-community/kube-prometheus-stack.03-non-defaults.yaml:2286",
          "prometheus-community/kube-prometheus-stack.03-non-defaults.yaml:2375",
          "prometheus-community/kube-prometheus-stack.03-non-defaults.yaml:2376",
        ],
      });
    });
  },
);
