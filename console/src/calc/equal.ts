/** Whether two plain values are the same all the way down: what was read again need not be shown again. */
export function equal(one: unknown, two: unknown): boolean {
  if (Object.is(one, two)) return true;
  if (typeof one !== 'object' || typeof two !== 'object' || one === null || two === null) {
    return false;
  }
  if (Array.isArray(one)) {
    return (
      Array.isArray(two) &&
      one.length === two.length &&
      one.every((item, n) => equal(item, two[n] as unknown))
    );
  }
  if (one instanceof Map) {
    return (
      two instanceof Map &&
      one.size === two.size &&
      [...one].every(([key, item]) => two.has(key) && equal(item, two.get(key)))
    );
  }
  const [first, second] = [Object.entries(one), Object.entries(two)];
  const other = two as Record<string, unknown>;
  return (
    first.length === second.length &&
    first.every(([key, item]) => key in other && equal(item, other[key]))
  );
}
