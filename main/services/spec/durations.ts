const SECONDS = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 } as const;
type Unit = keyof typeof SECONDS;
const NS = 1e9;
const NS_IN_MS = 1e6;

const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const WHOLE = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const isUnit = (word: string): word is Unit => word in SECONDS;

/** `1m30s`, `500ms`: seconds, as Go reads them; null: not a duration. */
export function readDuration(said: string): number | null {
  if (/^[+-]?0$/.test(said)) return 0;
  if (!WHOLE.test(said)) return null;
  let ns = 0;
  for (const [, amount = '', unit = ''] of said.matchAll(PART))
    if (isUnit(unit)) ns += Math.round(Number(amount) * SECONDS[unit] * NS);
  return (said.startsWith('-') ? -ns : ns) / NS;
}

export const nanoseconds = (seconds: number): number => Math.round(seconds * NS);
export const secondsOf = (ns: number): number => ns / NS;

/** As Go and the CLI take it: `90s`, `500ms`. */
export function durationText(seconds: number): string {
  const ns = nanoseconds(seconds);
  if (ns % NS === 0) return `${String(ns / NS)}s`;
  return ns % NS_IN_MS === 0 ? `${String(ns / NS_IN_MS)}ms` : `${String(ns)}ns`;
}
