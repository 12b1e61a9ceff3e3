import type { WakeReport } from '../../contract/diagnostics';
import { pause } from '../engine/pause';
import { type Clocks, type Jump, systemClocks, watchClocks } from './clock-watch';

type Finding = WakeReport['findings'][number];

export interface Found {
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly words: string;
}

/** Something that may not have come back by itself. */
export interface Probe {
  readonly what: string;
  readonly look: (signal: AbortSignal) => Promise<Found>;
  /** Does what there is to do about it; left out: it comes back by itself, or not at all. */
  readonly mend?: (signal: AbortSignal) => Promise<void>;
}

export interface WakeGuard {
  report(): WakeReport | null;
  onChange(listener: () => void): () => void;
  /** The system says that it has woken. What the clocks tell is noticed without it. */
  resumed(): void;
  /** Looks now; resolves when all is looked at. */
  look(jump: Jump): Promise<void>;
  close(): void;
}

export interface WakeOptions {
  readonly probes: readonly Probe[];
  readonly log: (line: string) => void;
  readonly clocks?: Clocks;
  readonly againMs?: number;
  readonly patienceMs?: number;
}

/** A network needs seconds to be there again. */
const AGAIN_MS = 2_000;
const PATIENCE_MS = 30_000;
/** The system's word and the clocks' come within this. */
const SAME_MS = 15_000;

const failedBy = (error: unknown): Found => ({
  state: 'failed',
  words: error instanceof Error ? error.message : String(error),
});

/** Looks again and again, until it is well or patience ends. */
async function probed(
  { what, look, mend }: Probe,
  { clocks = systemClocks, againMs = AGAIN_MS, patienceMs = PATIENCE_MS }: WakeOptions,
  signal: AbortSignal,
): Promise<Finding> {
  const until = clocks.steady() + patienceMs;
  for (let tries = 1; ; tries++) {
    const { state, words } = await look(signal).catch(failedBy);
    if (state !== 'failed') return { what, state: state === 'ok' && tries > 1 ? 'mended' : state, words };
    if (signal.aborted || clocks.steady() >= until) return { what, state, words };
    await mend?.(signal).catch(() => undefined);
    await pause(againMs, signal);
  }
}

/** After a sleep or a jump of the clock: probes, mends what it can, and says what it could not. */
export function createWakeGuard(options: WakeOptions): WakeGuard {
  const { probes, log, clocks = systemClocks } = options;
  const listeners = new Set<() => void>();
  let report: WakeReport | null = null;
  let current = new AbortController();

  const set = (next: WakeReport): void => {
    report = next;
    for (const listener of listeners) listener();
  };
  const look = async (jump: Jump): Promise<void> => {
    // Whatever was being looked at is looked at again.
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const begun: WakeReport = { at: clocks.wall(), ...jump, state: 'looking', findings: [] };
    set(begun);
    log(`wake: ${jump.kind}, ${String(Math.round(jump.ms / 1000))} s`);
    const findings = await Promise.all(probes.map((probe) => probed(probe, options, signal)));
    if (signal.aborted) return;
    for (const { what, state, words } of findings) log(`wake: ${what}: ${state}${words === '' ? '' : `, ${words}`}`);
    set({ ...begun, state: findings.some(({ state }) => state === 'failed') ? 'failed' : 'well', findings });
  };
  const stop = watchClocks((jump) => void look(jump), { clocks });
  return {
    report: () => report,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    resumed: () => {
      const known = report !== null && clocks.wall() - report.at < SAME_MS && report.kind === 'slept';
      void look({ kind: 'slept', ms: known ? (report?.ms ?? 0) : 0 });
    },
    look,
    close: () => {
      stop();
      current.abort();
    },
  };
}
