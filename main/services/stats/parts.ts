import path from 'node:path';
import type { ContainerChange } from '../../contract/containers';
import type { History, Overview, Sample } from '../../contract/stats';
import type { Engine } from '../engine/types';
import { type CostMeter, createCostMeter } from './cost-meter';
import { createHistory, type HistoryKeeper, type Subject } from './history/history';
import { createLive, type Live } from './live';
import { createRecorder, type Recorder } from './recorder';
import { createRoster, type Roster } from './roster';

export interface StatsOptions {
  readonly engine: Pick<Engine, 'client' | 'state' | 'facts' | 'subscribe'>;
  /** The engine's containers, as they are and as they change. */
  readonly rows: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
  /** Its folder `stats` holds the history. */
  readonly dataDir: string;
  readonly recording: boolean;
  readonly log: (line: string) => void;
}

/** On disk, of all engines together. */
const MOST_DISK_BYTES = 64 * 1024 * 1024;

/** What the parts share. */
export interface Parts {
  readonly options: StatsOptions;
  readonly roster: Roster;
  readonly live: Live;
  readonly history: HistoryKeeper;
  readonly recorder: Recorder;
  readonly meter: CostMeter;
  readonly notify: () => void;
  readonly state: {
    recording: boolean;
    visible: boolean;
    overviews: number;
    machine: Overview['machine'];
  };
}

interface Wakes {
  readonly onRoster: () => void;
  readonly onInterest: () => void;
}

export function createParts(options: StatsOptions, notify: () => void, { onRoster, onInterest }: Wakes): Parts {
  const { engine, dataDir, log } = options;
  const status = () => engine.state().status;
  const roster = createRoster(onRoster);
  const history = createHistory({
    dir: path.join(dataDir, 'stats'),
    maxBytes: MOST_DISK_BYTES,
    log,
    now: () => Date.now() + status().clockSkewMs,
  });
  const live = createLive({ onInterest, seed: (id) => seedOf(history.read(subjectOf(roster, id), '15m')) });
  const isQuiet = (): boolean => live.wanted('list').length + live.wanted('detail').length === 0;
  return {
    ...{ options, roster, history, live, notify },
    recorder: createRecorder(history, roster, notify),
    meter: createCostMeter(() => status().engine?.url ?? '', isQuiet),
    state: { recording: options.recording, visible: true, overviews: 0, machine: null },
  };
}

export const subjectOf = (roster: Roster, id: string): Subject => ({ id, place: roster.get(id)?.place ?? null });

/** A small chart's width of the history, so that it need not begin empty. */
const SEED_STEPS = 12;

function seedOf({ from, stepMs, series }: Omit<History, 'recording'>): readonly Sample[] {
  const steps = series.cpu.avg.length;
  const value = (metric: keyof typeof series, step: number): number | null => series[metric].avg[step] ?? null;
  return Array.from({ length: SEED_STEPS }, (_, index) => steps - SEED_STEPS + index)
    .filter((step) => value('memory', step) !== null)
    .map((step) => ({
      at: from + (step + 0.5) * stepMs,
      ...{ cpu: value('cpu', step), memory: value('memory', step), cache: value('cache', step) },
      ...{ netRx: value('netRx', step), netTx: value('netTx', step), pids: value('pids', step) },
      ...{ blockRead: value('blockRead', step), blockWrite: value('blockWrite', step) },
      throttled: value('throttled', step),
    }));
}
