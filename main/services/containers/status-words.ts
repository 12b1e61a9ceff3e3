import type { Health } from '../../contract/containers';

/** What the engine's status words say: "Up 2 hours (healthy)", "Exited (137) 3 minutes ago". */
export interface StatusWords {
  readonly health: Health;
  readonly paused: boolean;
  readonly exitCode: number | null;
  /** How long ago it began ("Up") or ended ("Exited"), ms, rounded down to `resolutionMs`; null where no time is said. */
  readonly ageMs: number | null;
  readonly resolutionMs: number;
}

const SECOND = 1000;
const UNITS: Readonly<Record<string, number>> = {
  second: SECOND,
  minute: 60 * SECOND,
  hour: 3600 * SECOND,
  day: 86_400 * SECOND,
  week: 7 * 86_400 * SECOND,
  month: 30 * 86_400 * SECOND,
  year: 365 * 86_400 * SECOND,
};

/** No status is longer; what is, is not read further. */
const WORDS_LIMIT = 200;

const HEALTH = /\((?:health: )?(starting|healthy|unhealthy)\)/;
const AGE = /\b(?:(\d{1,6})|(About an?)|(Less than a)) (second|minute|hour|day|week|month|year)s?\b/;

const isHealth = (word: string | undefined): word is Health =>
  word === 'starting' || word === 'healthy' || word === 'unhealthy';

export function readStatusWords(status: string): StatusWords {
  const words = status.slice(0, WORDS_LIMIT);
  const health = HEALTH.exec(words)?.[1];
  const code = /^(?:Exited|Restarting|Dead) \((-?\d{1,10})\)/.exec(words)?.[1];
  const age = AGE.exec(words);
  const unit = UNITS[age?.[4] ?? ''] ?? 0;
  const count = age?.[3] === undefined ? Number(age?.[1] ?? 1) : 0;
  return {
    health: isHealth(health) ? health : 'none',
    paused: words.includes('(Paused)'),
    exitCode: code === undefined ? null : Number(code),
    ageMs: age === null ? null : count * unit,
    resolutionMs: unit,
  };
}
