/** The same answer, worked out once for each object. */
export function remembered<T extends object>(answer: (about: T) => boolean): (about: T) => boolean {
  const known = new WeakMap<T, boolean>();
  return (about) => {
    let is = known.get(about);
    if (is === undefined) {
      is = answer(about);
      known.set(about, is);
    }
    return is;
  };
}
