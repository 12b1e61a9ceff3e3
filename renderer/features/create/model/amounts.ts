const KIB = 1024;
const UNITS = ['', 'k', 'm', 'g', 't'] as const;
const BYTES = /^(-?\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i;

/** `512m`, `1.5g`, `1048576`, as `docker run` reads it: powers of 1024; NaN: no amount. */
export function bytesOf(text: string): number {
  const [, digits, unit = ''] = BYTES.exec(text.trim()) ?? [];
  const power = UNITS.findIndex((each) => each === unit.toLowerCase());
  const amount = digits === undefined ? Number.NaN : Number(digits) * KIB ** power;
  return amount === -1 ? -1 : Math.floor(amount);
}

/** The shortest way to type it. */
export function bytesText(bytes: number): string {
  if (bytes <= 0) return String(bytes);
  let value = bytes;
  let unit = 0;
  while (value % KIB === 0 && unit < UNITS.length - 1) {
    value /= KIB;
    unit += 1;
  }
  return `${value}${UNITS[unit] ?? ''}`;
}

const SPAN = /(\d+(?:\.\d+)?)(ms|us|µs|ns|h|m|s)/g;
const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** `1m30s`, `500ms`, and a bare number of seconds; NaN: no span. */
export function secondsOf(text: string): number {
  const typed = text.trim();
  if (/^\d+(\.\d+)?$/.test(typed)) return Number(typed);
  if (typed === '' || typed.replace(SPAN, '') !== '') return Number.NaN;
  const parts = [...typed.matchAll(SPAN)];
  return parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (SECONDS[unit] ?? 0), 0);
}

const NUMBER = /^-?\d+(\.\d+)?$/;
export const numberOf = (text: string): number => (NUMBER.test(text.trim()) ? Number(text) : Number.NaN);
