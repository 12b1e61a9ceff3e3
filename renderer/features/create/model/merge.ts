type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was changed between `before` and `mine`, on top of `theirs`. A list is changed as a whole. */
export function merged<T>(before: T, mine: T, theirs: T): T {
  if (isSame(before, mine)) return theirs;
  if (!isFields(before) || !isFields(mine) || !isFields(theirs)) return mine;
  const entries = Object.keys(mine).map((key) => [key, merged(before[key], mine[key], theirs[key])] as const);
  // Each key is that of `mine`, and each value one of its kind.
  return Object.fromEntries(entries) as T;
}
