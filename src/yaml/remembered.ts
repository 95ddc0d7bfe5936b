/** The same answer, worked out once for each object, and kept as long as that is. */
export function remembered<K extends object, V>(answer: (about: K) => V): (about: K) => V {
  const known = new WeakMap<K, V>();
  return (about) => {
    let is = known.get(about);
    if (is === undefined) {
      is = answer(about);
      known.set(about, is);
    }
    return is;
  };
}
