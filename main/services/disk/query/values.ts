const UNITS: Readonly<Record<string, number>> = {
  ...{ b: 1, kb: 1e3, mb: 1e6, gb: 1e9, tb: 1e12, k: 1e3, m: 1e6, g: 1e9, t: 1e12 },
  ...{ kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, tib: 2 ** 40 },
};

/** Bytes of `1GB`, `512 MiB` or `100`; null: none. */
export function sizeOf(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]{0,3})$/i.exec(text) ?? [];
  const factor = unit === '' ? 1 : UNITS[unit.toLowerCase()];
  return count === '' || factor === undefined ? null : Number(count) * factor;
}

const SPANS: Readonly<Record<string, number>> = {
  ...{ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 },
};

/** A length of time, ms, or a moment, ms since the epoch. */
export type TimeValue =
  { readonly kind: 'span'; readonly ms: number } | { readonly kind: 'moment'; readonly ms: number };

/** `7d`, `12h`, `1h30m`; `2026-01-01`, `2026-01-01T12:00` by the clock of this computer; null: none. */
export function timeOf(text: string): TimeValue | null {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/gi)];
  if (parts.length > 0 && parts.map(([part]) => part).join('') === text)
    return {
      kind: 'span',
      ms: parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SPANS[unit.toLowerCase()] ?? 0), 0),
    };
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return null;
  // A day alone would be one of UTC.
  const ms = Date.parse(text.includes('T') ? text : `${text}T00:00`);
  return Number.isNaN(ms) ? null : { kind: 'moment', ms };
}
