/** Offsets in this file count UTF-16 code units from the start of the script's text; `end` is exclusive. */

export type WordPart =
  | {
      readonly kind: "text";
      readonly text: string;
      /** Quoted text is neither split into words nor matched against file names. */
      readonly quoted: boolean;
      /** Where the text stands letter by letter; undefined where escapes were removed from it. */
      readonly start: number | undefined;
    }
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly quoted: boolean;
      readonly alternative: Alternative | undefined;
    }
  | {
      readonly kind: "substitution";
      readonly commands: CommandList;
      readonly quoted: boolean;
      /** NAME where $(NAME) may be Kubernetes' own reference to an environment variable. */
      readonly reference: string | undefined;
    }
  /** Arithmetic, ${x%...}, process substitution: something, but nobody reads what. */
  | { readonly kind: "opaque"; readonly quoted: boolean };

/** What stands behind the name in ${NAME:-word}. */
export interface Alternative {
  readonly operator: "-" | "=" | "?" | "+";
  /** True for the forms with a colon, which take an empty value for none. */
  readonly orEmpty: boolean;
  readonly parts: readonly WordPart[];
}

export interface Word {
  readonly parts: readonly WordPart[];
  readonly start: number;
  readonly end: number;
}

export interface Assignment {
  readonly name: string;
  /** undefined for arrays and for NAME+=. */
  readonly value: Word | undefined;
}

export interface SimpleCommand {
  readonly kind: "simple";
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
}

export interface FunctionCommand {
  readonly kind: "function";
  readonly name: string;
  readonly body: Command;
  readonly length: number;
}

export type Command =
  | SimpleCommand
  /** [[ ... ]] and (( ... )): they decide something and change nothing. */
  | { readonly kind: "test" }
  | { readonly kind: "group"; readonly body: CommandList; readonly subshell: boolean }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: CommandList | undefined }
  | { readonly kind: "while"; readonly until: boolean; readonly test: CommandList; readonly body: CommandList }
  | {
      readonly kind: "for";
      /** undefined for the arithmetic form. */
      readonly name: string | undefined;
      /** undefined where the loop runs over the positional parameters. */
      readonly words: readonly Word[] | undefined;
      readonly body: CommandList;
    }
  | { readonly kind: "case"; readonly subject: Word; readonly arms: readonly CommandList[] }
  | FunctionCommand;

export interface Branch {
  readonly test: CommandList;
  readonly body: CommandList;
}

export interface Pipeline {
  /** True after an odd number of "!". */
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

/** Pipelines joined by && and ||, which bind alike and to the left. */
export interface AndOr {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: "&&" | "||"; readonly pipeline: Pipeline }[];
  readonly background: boolean;
}

export interface CommandList {
  readonly items: readonly AndOr[];
  /** Of the text it was read from. */
  readonly length: number;
}
