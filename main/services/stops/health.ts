import type { HealthFacts, Probe } from '../../contract/stops';
import { cut, list, number, record, text, time } from '../engine/loose';

/** The engine keeps 5. */
const PROBES_LIMIT = 10;
/** The engine keeps 4 KiB. */
const OUTPUT_LIMIT = 4096;
const WORD_LIMIT = 2000;
const WORDS_LIMIT = 50;

const NS_PER_MS = 1e6;
/** What the engine does where nothing is set. */
const DEFAULTS = { intervalMs: 30_000, timeoutMs: 30_000, startPeriodMs: 0, retries: 3 } as const;

const ms = (value: unknown, otherwise: number): number => {
  const ns = number(value) ?? 0;
  return ns > 0 ? ns / NS_PER_MS : otherwise;
};

const count = (value: unknown, otherwise: number): number => {
  const set = number(value) ?? 0;
  return set > 0 ? set : otherwise;
};

function readTest(value: unknown): HealthFacts['test'] {
  const words = list(value)
    .slice(0, WORDS_LIMIT)
    .map((word) => cut(text(word), WORD_LIMIT));
  const [kind, ...rest] = words;
  if (kind === 'CMD') return { kind: 'exec', words: rest };
  return kind === 'CMD-SHELL' ? { kind: 'shell', words: rest } : null;
}

const readProbe = (value: unknown): Probe => {
  const { Start, End, ExitCode, Output } = record(value);
  return {
    start: time(Start),
    end: time(End),
    exitCode: number(ExitCode) ?? 0,
    output: cut(text(Output), OUTPUT_LIMIT),
  };
};

/** Of an answer to inspect; null: it has no health check, or it is switched off. */
export function readHealth(said: Readonly<Record<string, unknown>>): HealthFacts | null {
  const state = record(said.State);
  // Podman has had both names.
  const now = record(state.Health ?? state.Healthcheck);
  const check = record(record(said.Config).Healthcheck);
  const test = readTest(check.Test);
  if (test === null && list(now.Log).length === 0) return null;
  return {
    status: cut(text(now.Status), WORD_LIMIT),
    failingStreak: number(now.FailingStreak) ?? 0,
    probes: list(now.Log).slice(-PROBES_LIMIT).map(readProbe),
    test,
    intervalMs: ms(check.Interval, DEFAULTS.intervalMs),
    timeoutMs: ms(check.Timeout, DEFAULTS.timeoutMs),
    startPeriodMs: ms(check.StartPeriod, DEFAULTS.startPeriodMs),
    retries: count(check.Retries, DEFAULTS.retries),
  };
}
