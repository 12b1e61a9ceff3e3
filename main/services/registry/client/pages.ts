/** A part of a list of names. */
export interface Page {
  readonly names: readonly string[];
  /** What to ask the following page after; null: this is the last. */
  readonly next: string | null;
}

const PAGE = 100;

export const pageQuery = (after: string): string =>
  `?${new URLSearchParams({ n: String(PAGE), ...(after !== '' && { last: after }) }).toString()}`;

const NEXT = /<([^>]{1,8192})>\s*;\s*rel="?next"?/i;

/** Of a `Link` header. Its host is of no concern: only what it says to come after. */
export function nextOf(header: string | readonly string[] | undefined): string | null {
  const target = NEXT.exec([header ?? ''].flat().join(', '))?.[1];
  if (target === undefined || !URL.canParse(target, 'http://registry')) return null;
  const last = new URL(target, 'http://registry').searchParams.get('last');
  return last === null || last === '' ? null : last;
}
