// Validates what the format sarif writes, by SARIF's rules and GitHub's, and records it in docs/sarif-validation.md.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VERSION } from "../src/tool-version.ts";
import { brokenLog, sarifLogs } from "./validate-sarif/logs.ts";
import { multitoolIn, validated } from "./validate-sarif/multitool.ts";
import { isRefusal, type Judged, validationPage } from "./validate-sarif/page.ts";

const PAGE = "docs/sarif-validation.md";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-sarif-"));
try {
  const multitool = multitoolIn(folder);
  const broken = brokenLog();
  const control = validated(multitool, folder, broken.name, broken.text);
  if (!control.remarks.some(({ rule }) => rule.startsWith("GH")))
    throw new Error("the SARIF multitool passes a result without a location: GitHub's rules were not asked");

  const judged = sarifLogs().map(({ name, about, text }): Judged => {
    const { remarks } = validated(multitool, folder, name, text);
    return { name, about, results: JSON.parse(text).runs[0].results.length, remarks };
  });
  for (const { name, results, remarks } of judged) {
    console.log(`${name}: ${results} results, ${remarks.length} remarks`);
    for (const { rule, level, message } of remarks.filter(isRefusal)) console.log(`  ${level} ${rule}: ${message}`);
  }
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(PAGE, validationPage(judged, { date, plimsoll: VERSION, multitool: control.version }));
  console.log(`written: ${PAGE}`);
  if (judged.some(({ remarks }) => remarks.some(isRefusal))) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
