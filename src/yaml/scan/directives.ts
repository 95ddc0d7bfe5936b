import { endsWord, isBlank, isNameCharacter } from "./characters.ts";
import { tagHandle, tagUri } from "./properties.ts";
import type { Scanner } from "./scanner.ts";
import type { TagHandles } from "./tag-handles.ts";

/** Reads the "%" lines above a document's "---". True if there was one. */
export function directives(scanner: Scanner, handles: TagHandles): boolean {
  let versions = 0;
  let count = 0;
  for (; scanner.column === 0 && scanner.text[scanner.at] === "%"; count++) {
    const start = scanner.at++;
    while (isNameCharacter(scanner.text.charCodeAt(scanner.at))) scanner.at++;
    const name = scanner.text.slice(start + 1, scanner.at);
    if (name === "YAML" && endsWord(scanner.text.charCodeAt(scanner.at))) {
      if (versions++ > 0)
        throw scanner.refusedWord(start, "%YAML stands twice above one document", "remove one of them");
      readVersion(scanner);
    } else if (name === "TAG" && endsWord(scanner.text.charCodeAt(scanner.at))) readTag(scanner, handles, start);
    else {
      throw scanner.refusedWord(
        start,
        'a line that starts with "%" is a directive, and only %YAML and %TAG are known',
        "put the text in quotes, or indent it",
      );
    }
    scanner.endLine();
  }
  return count > 0;
}

function readVersion(scanner: Scanner): void {
  scanner.skipBlanks();
  const start = scanner.at;
  while (!endsWord(scanner.text.charCodeAt(scanner.at)) && scanner.text[scanner.at] !== "#") scanner.at++;
  if (!/^0?1\.0?1$/.test(scanner.text.slice(start, scanner.at))) {
    throw scanner.refused(start, scanner.at, "Kubernetes reads YAML 1.1 alone", "remove the %YAML line");
  }
}

function readTag(scanner: Scanner, handles: TagHandles, start: number): void {
  scanner.skipBlanks();
  const handle = scanner.text[scanner.at] === "!" ? tagHandle(scanner) : "";
  const separated = isBlank(scanner.text.charCodeAt(scanner.at));
  scanner.skipBlanks();
  const prefix = handle !== "" && separated && (handle === "!" || handle.endsWith("!")) ? tagUri(scanner) : "";
  if (prefix === "" || !endsWord(scanner.text.charCodeAt(scanner.at))) {
    throw scanner.refusedWord(start, "%TAG needs a handle such as !a! and a prefix behind it");
  }
  if (!handles.declare(handle, prefix)) throw scanner.refusedWord(start, `%TAG declares "${handle}" twice`);
}
