import { join } from "node:path";
import { quote } from "../rule/text.ts";
import type { Source } from "../yaml/document.ts";
import { fileIn, readableYaml } from "./chart.ts";
import { type Failing, type Failure, startOf, toldOnOneLine } from "./failure.ts";

/** What Helm could not read, with the place that it does not tell; undefined where it speaks of something else. */
export function unreadableYaml(failing: Failing, said: string): readonly Failure[] | undefined {
  const source = sourceOf(failing, said);
  if (!source) return undefined;
  const cannot = `${quote(failing.chart.shown)} cannot be rendered`;
  const document = source.documents.find(({ refusal }) => refusal);
  // What can be read may still be a list where Helm wants a mapping.
  if (!document?.refusal)
    return [{ location: startOf(source.file), message: `${cannot}: Helm says: ${toldOnOneLine(said)}` }];
  const { at, message, help } = document.refusal;
  return [{ location: document.locate(at), message: `${cannot}: ${message}`, ...(help !== undefined && { help }) }];
}

function sourceOf({ io, chart, values }: Failing, said: string): Source | undefined {
  const own = /^cannot load (Chart|values|requirements)\.yaml: /.exec(said)?.[1];
  if (own !== undefined) return readableYaml(io, join(chart.path, `${own}.yaml`), fileIn(chart.shown, `${own}.yaml`));
  const given = values.find(({ path }) => said.startsWith(`failed to parse ${path}: `));
  return given && readableYaml(io, given.path, given.shown);
}
