/** A path as a word of a POSIX shell's command that no program takes for an option. */
export function shellWord(path: string): string {
  const operand = path.startsWith("-") ? `./${path}` : path;
  return /^[\w./-]+$/.test(operand) ? operand : `'${operand.replaceAll("'", "'\\''")}'`;
}
