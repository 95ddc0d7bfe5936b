import * as manifests from "./manifests.ts";
import * as yaml from "./yaml.ts";

/** A file that somebody hands to Plimsoll to hurt it, or by accident. */
export interface HostileFile {
  readonly name: string;
  readonly write: () => Buffer | string;
  /** Of the call, beside the file. */
  readonly options?: readonly string[];
}

const file = (name: string, write: HostileFile["write"], ...options: string[]): HostileFile => ({
  name,
  write,
  options,
});

const MB = 1_000_000;

/** Control characters other than tab and line breaks, and what else no YAML may hold. */
const FORBIDDEN = [...Array.from({ length: 32 }, (_, code) => code), 0x7f, 0x80, 0x9f, 0xfffe, 0xffff].filter(
  (code) => code !== 0x09 && code !== 0x0a && code !== 0x0d,
);

export const HOSTILE_FILES: readonly HostileFile[] = [
  file("billion laughs", () => yaml.billionLaughs(9, 9)),
  file("100k opening brackets", () => yaml.brackets(100_000)),
  file("100k dashes", () => yaml.dashes(100_000)),
  file("20k question marks", () => yaml.questions(20_000)),
  file("mappings nested 3,000 deep", () => yaml.nestedMappings(3000)),
  file("200k keys in one mapping", () => yaml.keys(200_000)),
  file("200k duplicate keys", () => yaml.duplicateKeys(200_000)),
  file("100k anchors and aliases", () => yaml.anchorsAndAliases(100_000)),
  file("an alias to what holds it", () => yaml.cycle()),
  file("900 nested merges of 20k fields", () => yaml.nestedMerges(900, 20_000)),
  file("20k merges of 1,000 fields", () => yaml.mergesOfOne(20_000, 1000)),

  file("1M documents", () => yaml.documents(MB)),
  file("2.5M empty documents", () => yaml.emptyDocuments(2.5 * MB)),
  file("1M documents of a comment", () => yaml.documentsOfAComment(MB)),
  file("1M unreadable documents", () => yaml.unreadableDocuments(MB)),
  file("1M leftovers", () => yaml.leftovers(MB)),
  file("100k templates", () => yaml.templates(100_000)),
  file("200k documents with a duplicate", () => yaml.documentsWithDuplicates(200_000)),
  file("500k documents behind a byte order mark", () => yaml.markedDocuments(500_000)),
  file("2M separators behind NEL", () => yaml.separatorsBehindNel(2 * MB)),
  file("900k documents with CR LF", () => yaml.documentsWithCrLf(900_000)),

  file("2M comments", () => yaml.comments(2 * MB)),
  file("10M empty lines", () => yaml.emptyLines(10 * MB)),
  file("a plain scalar of 50 MB", () => yaml.plainScalar(50 * MB)),
  file("a plain scalar of 2.5M lines", () => yaml.plainScalarOfLines(10 * MB)),
  file("a text of 2M carriage returns", () => yaml.carriageReturns(4 * MB)),
  file("2.5M items behind carriage returns", () => yaml.itemsBehindCarriageReturns(10 * MB)),
  file("10M escapes", () => yaml.escapes(10 * MB)),
  file("quotes that never close", () => yaml.openQuotes(10 * MB)),
  file("a literal of 32 MB", () => yaml.literal(32 * MB)),
  file("a key of 5 MB", () => yaml.longKey(5 * MB)),
  file("a list on one line of 10 MB", () => yaml.flowList(10 * MB)),
  file("mappings on one line of 10 MB", () => yaml.flowMappings(10 * MB)),
  file("10 MB of accents", () => yaml.accents(10 * MB)),
  file("a tab for indentation", () => yaml.tab()),

  file("every forbidden character", () => FORBIDDEN.map((code) => `---\n${yaml.character(code)}`).join("")),
  file("5M bytes that are no UTF-8", () => yaml.brokenLines(5 * MB)),
  file("1M documents with a byte that is no UTF-8", () => yaml.brokenDocuments(MB)),
  file("noise", () => yaml.noise(MB)),
  file("UTF-16 LE with its mark", () => yaml.utf16(400_000, "little-endian", true)),
  file("UTF-16 of halves of characters", () => yaml.halfCharacters(4 * MB)),
  file("UTF-16 BE with its mark", () => yaml.utf16(100_000, "big-endian", true)),
  file("UTF-16 LE without its mark", () => yaml.utf16(400_000, "little-endian", false)),
  file("UTF-16 BE without its mark", () => yaml.utf16(100_000, "big-endian", false)),
  file("UTF-32 LE", () => yaml.utf32(100_000, "little-endian")),
  file("UTF-32 BE", () => yaml.utf32(100_000, "big-endian")),

  file("100k mounts of missing volumes", () => manifests.missingVolumes(100_000)),
  file("100k mounts of missing volumes on one line", () => manifests.missingVolumesOnOneLine(100_000)),
  file("the same as SARIF", () => manifests.missingVolumesOnOneLine(50_000), "--format", "sarif"),
  file("the same as JSON", () => manifests.missingVolumesOnOneLine(50_000), "--format", "json"),
  file("the same as a job summary", () => manifests.missingVolumesOnOneLine(50_000), "--format", "markdown"),
  file("40k pods without their volumes", () => manifests.podsWithoutVolume(40_000)),
  file("10k mounts of volumes with nearly their names", () => manifests.nearVolumes(10_000)),
  file("2,000 containers with 50 mounts of 3,000 volumes", () => manifests.containersAndVolumes(2000, 50, 3000)),
  file("80 containers that share 2,000 mounts", () => manifests.sharedMounts(80, 2000)),
  file("30k mounts of a path from 30k variables", () => manifests.expandedMounts(30_000)),
  file("30k claims that none of 30k containers mounts", () => manifests.unusedClaims(30_000, 30_000)),
  file("20k devices without a name beside 20k claims", () => manifests.namelessDevices(20_000, 20_000)),
  file("2,000 mounts at 2,000 directories deep", () => manifests.nestedMounts(2000, 2000)),
  file("100k calls of chown", () => manifests.chowns(100_000)),
  file("20k calls of chown", () => manifests.chowns(20_000)),
  file("9 pods with 20k calls of chown each", () => manifests.podsOfChowns(9, 20_000)),
  file("10k calls of chown for 10k mounts", () => manifests.chownsOfMounts(10_000)),
  file("one call of chown for 20k mounts", () => manifests.chownOfPaths(20_000)),
  file("10k numbers beside an alias", () => manifests.numbersBesideAnAlias(10_000)),
  file("10k items beside an alias", () => manifests.itemsBesideAnAlias(10_000)),
  file("500k labels", () => manifests.configMapOfLabels(500_000)),
  file("a List of 200k items", () => manifests.list(200_000)),
  file("a List of 20k items with suppressions", () => manifests.listOfSuppressions(20_000)),
  file("100k twins", () => manifests.twins(100_000)),
  file("100k namesakes", () => manifests.namesakes(100_000)),
  file("50k suppressions of one line", () => manifests.suppressions(50_000)),
  file("50k suppressions of no rule", () => manifests.suppressionsOfNoRule(50_000)),
  file("50k documents with a suppression", () => manifests.documentsWithSuppressions(50_000)),
  file("8k StatefulSets with a class each", () => manifests.statefulSetsAndClasses(8000)),
  file("8k claims, each of another missing class, beside 8k other classes", () => manifests.claimsAndClasses(8000)),
  file("8k claims of classes that can have no such name, beside 8k classes", () => manifests.claimsOfNoClass(8000)),
  file("8k pods whose claims have names of 127 words, beside a custom resource", () => manifests.wordyClaims(8000)),
  file("1,500 Prometheuses", () => manifests.prometheuses(1500)),
  file("a definition with schemas indented by chance", () => manifests.customResourceDefinition(100, 2000)),
];
