import type { Cost } from '../../contract/stats';
import type { EngineClient } from '../engine/types';
import type { Rhythm } from './cost-meter';
import type { Parts } from './parts';
import { sampleOf } from './rates';
import { type Rounds, startRounds } from './rounds';
import { createSampler, type Sampler } from './sampler';
import { standingOf } from './standing';
import { type Manner, mannerOf } from './take';

/** The slow rounds, which the history is made of: one step each. */
const SLOW_MS = 10_000;
/** While no page is in sight: as seldom as a chart can bear, as what is hidden is to cost next to nothing. */
const HIDDEN_MS = 60_000;
const LIST_MS = 2_000;
const DETAIL_MS = 1_000;
/** A reading that somebody who looks has asked for does for the slow round too. */
const FRESH_MS = 2_500;

export type LastRound = Pick<Cost, 'containers' | 'roundMs' | 'plannedMs' | 'periodMs'>;

export interface StatsSession {
  /** Somebody looks, or stopped; the containers are others. */
  wake(): void;
  /** The last of the slow ones. */
  round(): LastRound;
  close(): void;
}

/** What a connection is measured with. */
interface Line {
  readonly client: EngineClient;
  readonly epoch: AbortSignal;
  readonly manner: Manner;
}

const OLDEST: Manner = { oneShot: false, waits: true, local: false };

/** Measures over one connection after another, until `closing`. */
export function createSession(parts: Parts, closing: AbortSignal): StatsSession {
  const { options, roster, recorder, live, state, log } = { ...parts, log: parts.options.log };
  let line: Line = { client: options.engine.client, epoch: closing, manner: OLDEST };
  let rounds: readonly Rounds[] = [];
  let last: LastRound = { containers: 0, roundMs: 0, plannedMs: SLOW_MS, periodMs: SLOW_MS };
  const sampler = createSampler(
    {
      client: () => line.client,
      manner: () => line.manner,
      log,
      onReading: (id, reading, before) =>
        live.add(id, sampleOf(before, reading), standingOf(reading, state.machine?.memoryBytes ?? null)),
    },
    () => line.epoch,
  );
  const begin = async (client: EngineClient, epoch: AbortSignal): Promise<void> => {
    const { status } = options.engine.state();
    await parts.history.use(status.engine?.key ?? '');
    const facts = await options.engine.facts().catch(() => null);
    if (epoch.aborted) return;
    if (facts !== null) state.machine = { cpus: facts.cpus, memoryBytes: facts.memoryBytes };
    line = { client, epoch, manner: mannerOf(status.engine?.url ?? '', facts?.negotiatedApiVersion ?? '1.24') };
    rounds = startAll(parts, sampler, { line, onRound: (round) => (last = round) });
  };
  const stop = options.engine.subscribe({
    connected: (client, epoch) => void begin(client, epoch),
    event: (event) => recorder.event(event, state.recording),
    disconnected: () => undefined,
  });
  return {
    wake: () => {
      const isThere = (id: string): boolean => roster.get(id) !== undefined;
      sampler.forget(isThere);
      recorder.forget(isThere);
      for (const each of rounds) each.wake();
    },
    round: () => last,
    close: stop,
  };
}

interface Running {
  readonly line: Line;
  readonly onRound: (round: LastRound) => void;
}

/** Three kinds of rounds, until the connection is over: for the list, for details, and the slow ones for everything. */
function startAll(parts: Parts, sampler: Sampler, { line, onRound }: Running): readonly Rounds[] {
  const { live, roster, state, recorder, meter, notify } = parts;
  const { epoch } = line;
  const manner = (): Manner => line.manner;
  const isAlive = (id: string): boolean => roster.get(id)?.alive === true;
  const lookedAt = (pace: 'list' | 'detail') => (): readonly string[] =>
    state.visible ? live.wanted(pace).filter(isAlive) : [];
  const fast = { manner, ask: (id: string) => sampler.ask(id), urgent: (id: string) => sampler.isNew(id) };

  const isWatched = (): boolean => state.overviews > 0 && state.visible;
  const slowly = async (id: string): Promise<void> => {
    if (performance.now() - (sampler.last(id)?.cameAt ?? -Infinity) > FRESH_MS) {
      const answered = meter.begin();
      await sampler.ask(id);
      answered();
    }
    const member = roster.get(id);
    const taken = sampler.last(id);
    if (member === undefined || taken === undefined || epoch.aborted) return;
    recorder.record(member, taken.reading, state.recording);
    notify();
  };
  const slowMs = (): number => (state.visible ? SLOW_MS : HIDDEN_MS);
  /** Null: it was another one when that was planned. */
  const rhythmOf = (plannedMs: number): Rhythm | null =>
    plannedMs !== slowMs() ? null : state.visible ? 'shown' : 'hidden';
  const slow = startRounds(
    {
      ids: () => (state.recording || isWatched() ? roster.alive().map(({ id }) => id) : []),
      periodMs: slowMs,
      // As close together as ever, so that each container's readings are a whole period apart, whatever the period.
      spreadMs: SLOW_MS,
      manner,
      ask: slowly,
      urgent: (id) => isWatched() && sampler.isNew(id),
      onRound: ({ count, tookMs, plannedMs, periodMs }) => {
        meter.roundOver(Math.max(tookMs, periodMs), rhythmOf(plannedMs));
        onRound({ containers: count, roundMs: tookMs, plannedMs, periodMs });
        notify();
      },
    },
    epoch,
  );
  return [
    startRounds({ ...fast, ids: lookedAt('list'), periodMs: () => LIST_MS }, epoch),
    startRounds({ ...fast, ids: lookedAt('detail'), periodMs: () => DETAIL_MS }, epoch),
    slow,
  ];
}
