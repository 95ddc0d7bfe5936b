import type { Edit, Finding, Report } from "../finding/finding.ts";
import { byPlace } from "../finding/order.ts";
import { isRendered } from "../release/helm-source.ts";
import type { Source } from "../yaml/document.ts";
import { Apart, EditedText, isEditableText } from "../yaml/edited-text.ts";
import { objectionTo } from "./objection.ts";

/** An input, by the name that findings have for it. */
export interface FixInput {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** False for what is no file, such as a pipe: its fixes are told and not made. */
  readonly isEditable?: boolean;
}

/** What is fixed, and how the text is judged before and after. */
export interface FixSettings {
  /** True makes the fixes too that may change what the author meant. */
  readonly unsafe: boolean;
  /** Ids of the rules whose findings are fixed; undefined for all. */
  readonly only: readonly string[] | undefined;
  read(file: string, bytes: Uint8Array): Source;
  lint(sources: readonly Source[]): Report;
}

export interface RefusedFix {
  readonly finding: Finding;
  /** Why it was not made: a clause. */
  readonly reason: string;
}

export interface FixOutcome {
  /** The inputs whose bytes have changed, as they should be. */
  readonly changed: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  /** Findings whose fixes were made, where they stood then; in the order of a report. */
  readonly applied: readonly Finding[];
  /** Of the report, as `advised` and `unsafe` are. */
  readonly refused: readonly RefusedFix[];
  /** With a fix for a text that Helm has rendered, or that is no file: what to change where it came from. */
  readonly advised: readonly Finding[];
  /** With a fix that was not asked for, since it is unsafe. */
  readonly unsafe: readonly Finding[];
  /** On the text after the fixes. */
  readonly report: Report;
}

/** Each is a run of all rules. One is enough where no fix is refused or in another's way. */
const MOST_TRIALS = 200;

/**
 * Makes the fixes of the findings and lints again, until none is left. A fix that does not remove its finding or adds one
 * is not made; of those in one place the first is made, and the others are looked at anew.
 */
export function fixAll(inputs: readonly FixInput[], settings: FixSettings): FixOutcome {
  const fixing = new Fixing(settings, Draft.of(inputs, settings), inputs);
  fixing.finish();
  return fixing.outcome(inputs);
}

const editsOf = ({ fix }: Finding): readonly Edit[] => fix?.edits ?? [];

/** The inputs at some moment, and what is found in them. */
class Draft {
  private constructor(
    readonly bytes: ReadonlyMap<string, Uint8Array>,
    readonly sources: ReadonlyMap<string, Source>,
    readonly report: Report,
  ) {}

  static of(inputs: readonly FixInput[], { read, lint }: FixSettings): Draft {
    const bytes = new Map(inputs.map((input) => [input.file, input.bytes]));
    const sources = new Map(inputs.map((input) => [input.file, read(input.file, input.bytes)]));
    return new Draft(bytes, sources, lint([...sources.values()]));
  }
  with(fixed: readonly Finding[], { read, lint }: FixSettings): Draft {
    const edits = new Map<string, Edit[]>();
    for (const edit of fixed.flatMap(editsOf)) {
      const ofFile = edits.get(edit.location.file);
      if (ofFile) ofFile.push(edit);
      else edits.set(edit.location.file, [edit]);
    }
    const bytes = new Map(this.bytes);
    const sources = new Map(this.sources);
    for (const [file, ofFile] of edits) {
      const edited = new EditedText(this.bytes.get(file)!).with(ofFile);
      bytes.set(file, edited);
      sources.set(file, read(file, edited));
    }
    return new Draft(bytes, sources, lint([...sources.values()]));
  }
}

/** Why no fix is made in an input: of what is rendered or no file, fixes are told all the same. */
type Obstacle = "advised" | { readonly reason: string };

class Fixing {
  readonly #obstacles: ReadonlyMap<string, Obstacle | undefined>;
  readonly #applied: Finding[] = [];
  /** Reasons by fingerprint. */
  readonly #refused = new Map<string, string>();
  #trials = 0;

  constructor(
    private readonly settings: FixSettings,
    private draft: Draft,
    inputs: readonly FixInput[],
  ) {
    this.#obstacles = new Map(inputs.map((input) => [input.file, obstacleIn(input, draft.sources.get(input.file))]));
  }

  finish(): void {
    for (let batch = this.#nextBatch(); batch.length > 0 && this.#trials < MOST_TRIALS; batch = this.#nextBatch()) {
      const accepted: Finding[] = [];
      this.#try(batch, this.draft, accepted);
      this.#applied.push(...accepted);
    }
  }

  outcome(inputs: readonly FixInput[]): FixOutcome {
    const { bytes, report } = this.draft;
    const refused: RefusedFix[] = [];
    const advised: Finding[] = [];
    const unsafe: Finding[] = [];
    for (const finding of report.findings) {
      if (!this.#isChosen(finding)) continue;
      const obstacle = this.#obstacleTo(finding);
      if (obstacle === "advised") advised.push(finding);
      else if (!this.#isAsked(finding)) unsafe.push(finding);
      else refused.push({ finding, reason: obstacle?.reason ?? this.#refused.get(finding.fingerprint) ?? TIRED });
    }
    const changed = inputs.flatMap(({ file, bytes: before }) => {
      const after = bytes.get(file) ?? before;
      return after === before || Buffer.compare(before, after) === 0 ? [] : [{ file, bytes: after }];
    });
    return { changed, applied: [...this.#applied].sort(byPlace), refused, advised, unsafe, report };
  }

  /** Makes fixes on top of the accepted ones of a draft; where that does not hold, each half of them, down to a single one. */
  #try(group: readonly Finding[], from: Draft, accepted: Finding[]): void {
    if (this.#trials >= MOST_TRIALS) return;
    this.#trials++;
    const fixed = [...accepted, ...group];
    const next = from.with(fixed, this.settings);
    const objection = objectionTo(fixed, from, next);
    if (objection === undefined) {
      accepted.push(...group);
      this.draft = next;
    } else if (group.length === 1) this.#refused.set(group[0]!.fingerprint, objection);
    else {
      const half = Math.ceil(group.length / 2);
      this.#try(group.slice(0, half), from, accepted);
      this.#try(group.slice(half), from, accepted);
    }
  }

  /** Findings to fix at once, in the order of the report: no edit of one is near an edit of another. */
  #nextBatch(): readonly Finding[] {
    const texts = new Map<string, { readonly text: EditedText; readonly taken: Apart }>();
    const textOf = (file: string) => {
      const known = texts.get(file) ?? { text: new EditedText(this.draft.bytes.get(file)!), taken: new Apart() };
      texts.set(file, known);
      return known;
    };
    return this.draft.report.findings.filter((finding) => {
      const isOpen = this.#isChosen(finding) && this.#isAsked(finding) && !this.#refused.has(finding.fingerprint);
      if (!isOpen || this.#obstacleTo(finding)) return false;
      const places = editsOf(finding).map((edit) => {
        const { text, taken } = textOf(edit.location.file);
        return { taken, span: text.reachOf(edit) };
      });
      if (!places.every(({ taken, span }) => taken.hasRoomFor(span))) return false;
      for (const { taken, span } of places) taken.add(span);
      return true;
    });
  }

  #isChosen({ rule, fix }: Finding): boolean {
    return fix !== undefined && (this.settings.only?.includes(rule) ?? true);
  }
  #isAsked({ fix }: Finding): boolean {
    return fix?.safe === true || this.settings.unsafe;
  }
  #obstacleTo(finding: Finding): Obstacle | undefined {
    for (const { location } of editsOf(finding)) {
      const obstacle = this.#obstacles.has(location.file) ? this.#obstacles.get(location.file) : NO_INPUT;
      if (obstacle) return obstacle;
    }
    return undefined;
  }
}

const NO_INPUT: Obstacle = { reason: "what it changes is no input" };
const TIRED = `fixes were tried ${MOST_TRIALS} times: run it again`;

function obstacleIn({ bytes, isEditable = true }: FixInput, source: Source | undefined): Obstacle | undefined {
  const documents = source?.documents ?? [];
  if (!isEditable || isRendered(documents)) return "advised";
  if (!isEditableText(bytes)) return { reason: "its file is not UTF-8" };
  if (documents.some(({ refusal }) => refusal)) return { reason: "another document of its file cannot be read" };
  return undefined;
}
