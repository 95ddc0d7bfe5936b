/** Longer than any name of Kubernetes and any path of Linux: such a text is an attack, not a match. */
const LONGEST = 4096;

/**
 * True where the glob means the whole text: * is any characters but /, ? is one of them, ** is any characters at all, and
 * a folder named ** is any number of folders, also none. All ways to read the glob are followed at once, so that the time
 * is bounded by the product of both lengths.
 */
export function isGlobMatch(glob: string, text: string): boolean {
  if (!/[*?]/.test(glob)) return glob === text;
  if (text.length > LONGEST) return false;
  const tokens = glob.match(/\*\*|./gsu) ?? [];
  // reached[n]: the first n tokens can mean the text so far.
  let reached = withEmptyStars(tokens, [true]);
  for (const character of text)
    reached = withEmptyStars(tokens, [
      false,
      ...tokens.map((token, n) => fits(token, character) && reached[isStar(token) ? n + 1 : n] === true),
    ]);
  return reached[tokens.length] === true;
}

const isStar = (token: string): boolean => token === "*" || token === "**";

const fits = (token: string, character: string): boolean =>
  token === "**" || (token === "*" || token === "?" ? character !== "/" : token === character);

function withEmptyStars(tokens: readonly string[], reached: boolean[]): readonly boolean[] {
  tokens.forEach((token, n) => {
    if (!reached[n] || !isStar(token)) return;
    reached[n + 1] = true;
    const isFolder = token === "**" && tokens[n + 1] === "/" && (n === 0 || tokens[n - 1] === "/");
    if (isFolder) reached[n + 2] = true;
  });
  return reached;
}
