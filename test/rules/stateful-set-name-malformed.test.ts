import { describe, expect, test } from "vitest";
import { foundBy } from "./found.ts";
import { said } from "./said.ts";

const RULE = "stateful-set-name-malformed";
const set = (name: string, kind = "StatefulSet") => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "example/web:1"}]}
`;
const ofLength = (length: number) => "a".repeat(length);
const first = (name: string, minor?: number) => foundBy(RULE, set(name), minor)[0];

describe("a name leaves room", () => {
  test("with 52 characters", () => {
    expect(said(RULE, set(ofLength(52)))).toEqual([]);
    expect(said(RULE, set(ofLength(63), "Deployment"))).toEqual([]);
  });

  test("for no hash of the usual length with more, which is likely", () => {
    const name = ofLength(53);
    expect(said(RULE, set(name))).toEqual([
      `warning 4:9-62 name "${name}" of a StatefulSet has 53 characters, but 52 is the most that leaves room for its pods`,
    ]);
    expect(first(name)).toMatchObject({
      confidence: "likely",
      help: "shorten it by 1 character",
      then: `the API server accepts it, and refuses each pod whose revision has a hash of more than 9 characters, which is three in four (FailedCreate: metadata.labels: Invalid value: "${name}-<hash>": must be no more than 63 characters)`,
    });
    expect(first(ofLength(61))).toMatchObject({ severity: "warning", help: "shorten it by 9 characters" });
  });

  test("for hardly a hash with 54", () => {
    expect(first(ofLength(54))?.then).toContain("a hash of more than 8 characters, which is nearly every one");
  });

  test("for no pod at all from 62 on, which is certain", () => {
    for (const length of [62, 63])
      expect(first(ofLength(length))).toMatchObject({
        severity: "error",
        confidence: "certain",
        then: `the API server accepts it, and refuses each pod (FailedCreate: metadata.labels: Invalid value: "${ofLength(length)}-0": must be no more than 63 characters)`,
      });
  });

  test("and is refused itself with 64, in the eyes of 1.27 and newer", () => {
    const name = ofLength(64);
    expect(said(RULE, set(name), 27)).toEqual([
      `error 4:9-73 name "${name}" of a StatefulSet has 64 characters, but 52 is the most that leaves room for its pods`,
    ]);
    expect(first(name, 27)?.then).toBe(
      `the API server refuses the StatefulSet (metadata.name: Invalid value: "${name}": must be no more than 63 characters)`,
    );
    expect(first(name, 26)?.then).toBe(
      `Kubernetes 1.26 accepts it and creates no pod (FailedCreate: spec.hostname: Invalid value: "${name}-0": must be no more than 63 characters)`,
    );
  });
});

describe("a name is a DNS label", () => {
  test.each([
    ["web.db", "web-db"],
    ["Web", "web"],
    ["web_db", "web-db"],
  ])("%s is none, and %s is", (name, meant) => {
    expect(said(RULE, set(name))).toEqual([
      `error 4:9-${9 + name.length} name "${name}" of a StatefulSet is no DNS label: lower-case letters, digits and hyphens`,
    ]);
    expect(first(name)?.help).toBe(`name it "${meant}"`);
  });

  test("that is short enough, too", () => {
    expect(first(`${ofLength(60)}.b`)?.help).toBe(
      "shorten it by 10 characters, and write it with lower-case letters, digits and hyphens",
    );
    expect(first("ž")?.help).toBe("name it with lower-case letters, digits and hyphens");
  });

  test("at the API server from 1.27 on, in its pods before", () => {
    expect(first("web.db", 27)?.then).toMatch(
      /^the API server refuses the StatefulSet \(metadata\.name: Invalid value: "web\.db": a lowercase RFC 1123 label/,
    );
    expect(first("web.db", 26)?.then).toMatch(
      /^Kubernetes 1\.26 accepts it and creates no pod \(FailedCreate: spec\.hostname: Invalid value: "web\.db-0": a lowercase/,
    );
  });

  test.each(["Web", "web_db", "web..db"])("%s is no name of an object in any version", (name) => {
    expect(first(name, 26)?.then).toContain(
      `the API server refuses the StatefulSet (metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must`,
    );
  });
});

test.each(["", "null", "5", "[a]", `"\${NAME}.db"`, '"{{ .Release.Name }}_db"', "RELEASE-NAME-db", "db", "0-db"])(
  "nothing is said of %s",
  (name) => {
    expect(said(RULE, set(name))).toEqual([]);
  },
);

test("what an operator makes has the longer name", () => {
  const prometheus = (name: string) => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: ${name}
`;
  expect(said(RULE, prometheus(ofLength(41)))).toEqual([]);
  expect(said(RULE, prometheus(ofLength(42)))).toEqual([
    `warning 4:9-51 name "prometheus-${ofLength(42)}" of the StatefulSet that prometheus-operator makes of Prometheus/${ofLength(42)} has 53 characters, but 52 is the most that leaves room for its pods`,
  ]);
  expect(foundBy(RULE, prometheus(ofLength(42)))[0]?.help).toBe("shorten the name of the Prometheus by 1 character");
  expect(foundBy(RULE, prometheus("my.metrics"))[0]).toMatchObject({
    message:
      'name "prometheus-my.metrics" of the StatefulSet that prometheus-operator makes of Prometheus/my.metrics is no DNS label: lower-case letters, digits and hyphens',
    help: 'name the Prometheus "my-metrics"',
  });
  expect(foundBy(RULE, prometheus(`${ofLength(42)}.b`))[0]?.help).toBe(
    "shorten the name of the Prometheus by 3 characters, and write it with lower-case letters, digits and hyphens",
  );
});
