/** In the order of the values; those without a key are left out. */
export function grouped<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K | undefined,
): ReadonlyMap<K, readonly [V, ...V[]]> {
  const groups = new Map<K, [V, ...V[]]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
