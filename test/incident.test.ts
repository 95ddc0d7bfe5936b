import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Finding, lint, readSource } from "../src/index.ts";

// The incident that the project exists for, rendered from the real chart: beside the checkout, not in it.
const INCIDENT = new URL("../../shared/corpus/incident/", import.meta.url);
const isHere = existsSync(INCIDENT);

const read = (name: string) => readSource(name, readFileSync(new URL(name, INCIDENT)));
const lintFiles = (...names: readonly string[]) => lint(names.map(read), { namespace: "monitoring" }).findings;
const spanOf = ({ location: { file, start, end } }: Finding) =>
  `${file} ${start.line}:${start.column} to ${end.line}:${end.column}`;
const found = (findings: readonly Finding[], rule: string): Finding => {
  const matching = findings.filter((finding) => finding.rule === rule);
  expect(matching.map(spanOf), rule).toHaveLength(1);
  return matching[0]!;
};

describe.skipIf(!isHere)("the incident (skipped where the shared corpus is absent)", () => {
  test("stage 1: the mount that no volume answers, the chown, and the class without a file system", () => {
    const findings = lintFiles("rendered.1-broken.yaml", "storage.before.yaml", "edge.yaml");
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "warning init-container-chown",
      "error volume-mount-not-found",
      "warning storage-class-fstype-missing",
    ]);
    const mount = found(findings, "volume-mount-not-found");
    expect(spanOf(mount)).toBe("rendered.1-broken.yaml 1397:15 to 1397:28");
    expect(mount.help).toContain('"prometheus-kps-kube-prometheus-stack-prometheus-db"');
    expect(mount.related.map(({ location }) => location.start.line)).toEqual([1367]);
    expect(spanOf(found(findings, "init-container-chown"))).toBe("rendered.1-broken.yaml 1389:9 to 1389:39");
    expect(spanOf(found(findings, "storage-class-fstype-missing"))).toBe("storage.before.yaml 6:1 to 6:11");
  });

  test("stage 2: the volume has its name, and the disk belongs to root all the same", () => {
    const findings = lintFiles("rendered.2-named.yaml", "storage.before.yaml", "edge.yaml");
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "warning fs-group-missing",
      "warning init-container-chown",
      "warning storage-class-fstype-missing",
    ]);
    expect(spanOf(found(findings, "fs-group-missing"))).toBe("rendered.2-named.yaml 1349:3 to 1349:18");
    expect(spanOf(found(findings, "init-container-chown"))).toBe("rendered.2-named.yaml 1390:9 to 1390:39");
    const missing = found(findings, "fs-group-missing");
    expect(missing.help).toContain("spec.securityContext.fsGroup to 2000 (its runAsGroup)");
    expect(missing.then).toContain('kubelet makes the subPath "prometheus-db" as root');
  });

  test("stage 3: nothing is left", () => {
    expect(lintFiles("rendered.3-fixed.yaml", "storage.after.yaml", "edge.yaml")).toEqual([]);
  });

  test("the same is said of three files and of one stream of them", () => {
    const names = ["rendered.1-broken.yaml", "storage.before.yaml", "edge.yaml"];
    const stream = names.map((name) => readFileSync(new URL(name, INCIDENT), "utf8")).join("---\n");
    const facts = ({ rule, resource, path, message, fingerprint }: Finding) => ({
      rule,
      resource,
      path,
      message,
      fingerprint,
    });
    const joined = lint([readSource("stdin", new TextEncoder().encode(stream))], { namespace: "monitoring" });
    expect(joined.findings.map(facts)).toEqual(lintFiles(...names).map(facts));
  });
});
