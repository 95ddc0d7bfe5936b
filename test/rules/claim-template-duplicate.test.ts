import { expect, test, vi } from "vitest";
import { foundBy, relatedOf } from "./found.ts";
import { said as saidBy } from "./said.ts";

const RULE = "claim-template-duplicate";
const said = (text: string) => saidBy(RULE, text);
const template = (name: string, size: string) =>
  `    - {metadata: {name: ${name}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: ${size}}}}}\n`;
const statefulSet = (...templates: readonly string[]) => `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  template: {spec: {containers: [{name: db, image: "example/db:1"}]}}
  volumeClaimTemplates:
${templates.join("")}`;

test("the last template of a name counts, whatever the others say", () => {
  const text = statefulSet(
    template("data", "9Gi"),
    template("log", "1Gi"),
    template("data", "5Gi"),
    template("data", "1Gi"),
  );
  expect(said(text)).toEqual([
    'warning 7:25-29 claim template "data" of StatefulSet/db stands twice, and only the last one counts',
    'warning 9:25-29 claim template "data" of StatefulSet/db stands twice, and only the last one counts',
  ]);
  const [finding] = foundBy(RULE, text);
  expect(relatedOf(finding!)).toEqual(["10:25-10:29 the one that counts is here"]);
  expect(finding?.confidence).toBe("certain");
  expect(finding?.then).toMatch(/^no version of Kubernetes refuses it/);
});

test("templates that are the same are only mentioned", () => {
  const text = statefulSet(template("data", "9Gi"), template("data", "9Gi"));
  expect(said(text)).toEqual(['info 7:25-29 claim template "data" of StatefulSet/db stands twice']);
  expect(foundBy(RULE, text)[0]?.help).toBe("remove one of them");
});

test.each([
  ["templates of several names", statefulSet(template("data", "1Gi"), template("log", "1Gi"))],
  ["templates without a name, which are refused", statefulSet(template("", "1Gi"), template("", "2Gi"))],
  [
    "templates that a Deployment does not have",
    statefulSet(template("a", "1Gi"), template("a", "2Gi")).replace("StatefulSet", "Deployment"),
  ],
  ["no list", statefulSet().replace("volumeClaimTemplates:", "volumeClaimTemplates: {a: {}, b: {}}")],
])("nothing is said of %s", (_, text) => {
  expect(said(text)).toEqual([]);
});

test("the one that counts is written out once, not anew for each of the others", () => {
  const last = template("data", "1Gi").replace("{name: data}", "{name: data, annotations: {a: last}}");
  const written = vi.spyOn(JSON, "stringify");
  const found = said(statefulSet(...Array.from({ length: 20 }, () => template("data", "2Gi")), last));
  const ofLast = written.mock.results.filter(({ value }) => /^\{"metadata":.*"last"/.test(String(value)));
  written.mockRestore();
  expect(found).toHaveLength(20);
  expect(ofLast).toHaveLength(1);
});
