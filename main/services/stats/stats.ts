import type { Cost, History, HistoryRange, LiveBatch, Looking, Overview, Sample } from '../../contract/stats';
import { throttle } from '../engine/throttle';
import { createParts, type Parts, type StatsOptions, subjectOf } from './parts';
import { createSession, type LastRound } from './session';

export interface Stats {
  live(looking: Looking, signal: AbortSignal): AsyncGenerator<LiveBatch, void, undefined>;
  history(id: string, range: HistoryRange): History;
  overview(): Omit<Overview, 'own'>;
  /** All running containers are measured until what it returns is called. */
  enterOverview(): () => void;
  cost(): Cost;
  /** Called after each slow round, and every two seconds while one goes on; returns how to stop it. */
  onRound(listener: () => void): () => void;
  /** Whether any page can be seen: while none is, nobody's look counts. */
  setVisible(visible: boolean): void;
  setRecording(recording: boolean): void;
  clear(): Promise<void>;
  /** Resolves when the history is on disk, or is known not to get there. */
  close(): Promise<void>;
}

const FLUSH_MS = 60_000;
const NOTIFY_MS = 2_000;

export function createStats(options: StatsOptions): Stats {
  const news = createNews();
  const closing = new AbortController();
  const parts = createParts(options, news.tell, {
    onRoster: () => session.wake(),
    onInterest: () => session.wake(),
  });
  const { history, live, roster, state } = parts;
  const session = createSession(parts, closing.signal);
  const flush = setInterval(() => void history.flush(), FLUSH_MS);
  flush.unref();
  void roster.follow(options.rows(closing.signal));

  return {
    live: (looking, signal) => live.watch(looking, signal),
    history: (id, range) => ({ ...history.read(subjectOf(roster, id), range), recording: state.recording }),
    overview: () => overviewOf(parts),
    enterOverview: () => {
      state.overviews += 1;
      session.wake();
      return () => void (state.overviews -= 1);
    },
    cost: () => costOf(parts, session.round()),
    onRound: (listener) => news.listen(listener),
    setVisible: (visible) => {
      state.visible = visible;
      session.wake();
    },
    setRecording: (recording) => {
      if (state.recording === recording) return;
      state.recording = recording;
      session.wake();
      news.tell();
    },
    clear: async () => {
      await history.clear();
      news.tell();
    },
    close: async () => {
      closing.abort();
      clearInterval(flush);
      news.stop();
      session.close();
      await history.flush();
    },
  };
}

/** Tells its listeners at most every two seconds. */
function createNews() {
  const listeners = new Set<() => void>();
  const told = throttle(() => {
    for (const listener of [...listeners]) listener();
  }, NOTIFY_MS);
  return {
    tell: () => told.call(),
    listen: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => told.cancel(),
  };
}

function overviewOf({ roster, recorder, state }: Parts): Omit<Overview, 'own'> {
  const alive = roster.alive();
  const consumers = alive.flatMap(({ id, name, project }) => {
    const sample = recorder.latest(id);
    return sample === undefined ? [] : [{ id, name, project, ...withoutTime(sample) }];
  });
  return { machine: state.machine, running: alive.length, consumers };
}

const withoutTime = ({ at: _at, ...values }: Sample): Omit<Sample, 'at'> => values;

const costOf = ({ state, meter, history }: Parts, round: LastRound): Cost => ({
  ...round,
  recording: state.recording,
  shown: meter.percents('shown'),
  hidden: meter.percents('hidden'),
  engineUnknown: meter.engineUnknown(),
  memoryBytes: history.memoryBytes(),
  diskBytes: history.diskBytes(),
  diskTrouble: history.trouble(),
});
