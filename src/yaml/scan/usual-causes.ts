/** Why a refused text is usually written so; for `Refusal.usually`. Templates make most manifests, and most of their mistakes. */
export const UNQUOTED = "a template printed a value without quotes: {{ .Values.x | quote }} writes them";
export const QUOTED_BY_HAND =
  "a template put quotes round a value that holds some itself: {{ .Values.x | quote }} escapes them";
export const TOO_DEEP = "a template's indent or nindent was given too many spaces";
export const MISINDENTED = "a template's indent or nindent was given another number of spaces than the lines around it";
export const NOT_INDENTED = "a text of several lines was printed without nindent, which indents all of them";
export const ON_KEY_LINE =
  "a template printed a list on the line of its key: {{ toYaml .Values.x | nindent 2 }} starts a new line";
export const TRIMMED = 'a template trimmed the line break behind "---" with the dash of "{{-" or "-}}"';
export const PRINTF = "printf in a template was given a value of another type than its verb expects";
