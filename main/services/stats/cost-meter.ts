import { engineCpuSeconds } from './engine-process';
import { msg } from '../../../texts/msg';
import { sayMsg } from '../../../texts/say';

/** `shown`: some page is in sight. Each has rounds of its own. */
export type Rhythm = 'shown' | 'hidden';

/** Rounds between two looks at the engine's own process: a minute of either. */
const ENGINE_EVERY: Readonly<Record<Rhythm, number>> = { shown: 6, hidden: 1 };
/** A figure is over so much time at least, so that it holds still. */
const KEPT_ROUNDS = 30;

interface Spent {
  readonly seconds: number;
  readonly overMs: number;
}

/** Percents of one processor; null: not measured yet, or not to be measured. */
export interface Percents {
  readonly own: number | null;
  readonly engine: number | null;
}

export interface CostMeter {
  /** A question begins; what it returns is called when it is answered. */
  begin(): () => void;
  /** @param rhythm Null: it changed meanwhile, the round says nothing of either. */
  roundOver(periodMs: number, rhythm: Rhythm | null): void;
  percents(rhythm: Rhythm): Percents;
  engineUnknown(): string;
}

const NOT_HERE = msg(
  'The engine is not a dockerd on this machine whose process can be seen, so its own part cannot be measured from here.',
);

const percent = (all: readonly Spent[]): number | null => {
  const overMs = all.reduce((sum, spent) => sum + spent.overMs, 0);
  return overMs === 0 ? null : (100_000 * all.reduce((sum, spent) => sum + spent.seconds, 0)) / overMs;
};

/**
 * What is spent from the first question in flight to the last answer, over the whole time. Whatever else happens meanwhile is
 * counted in, so the figures are upper bounds.
 * @param quiet Whether nothing but the slow rounds asks; only such rounds count.
 */
export function createCostMeter(url: () => string, quiet: () => boolean): CostMeter {
  let flying = 0;
  let usage = process.cpuUsage();
  let ownSeconds = 0;
  let loud = false;
  const own = createKept();
  const engine = createEngineMeter(url);
  return {
    begin() {
      if (flying === 0) usage = process.cpuUsage();
      flying += 1;
      loud ||= !quiet();
      return () => {
        flying -= 1;
        if (flying > 0) return;
        const { user, system } = process.cpuUsage(usage);
        ownSeconds += (user + system) / 1e6;
      };
    },
    roundOver(periodMs, rhythm) {
      if (loud || rhythm === null) engine.broken();
      else {
        own.keep(rhythm, { seconds: ownSeconds, overMs: periodMs });
        engine.roundOver(rhythm);
      }
      ownSeconds = 0;
      loud = !quiet();
    },
    percents: (rhythm) => ({ own: own.percent(rhythm), engine: engine.percent(rhythm) }),
    engineUnknown: () => engine.unknown(),
  };
}

function createKept() {
  const kept: Readonly<Record<Rhythm, Spent[]>> = { shown: [], hidden: [] };
  return {
    keep: (rhythm: Rhythm, spent: Spent): void => {
      kept[rhythm].push(spent);
      kept[rhythm].splice(0, kept[rhythm].length - KEPT_ROUNDS);
    },
    percent: (rhythm: Rhythm) => percent(kept[rhythm]),
  };
}

/** Reads the engine's own process now and then. */
function createEngineMeter(url: () => string) {
  const kept = createKept();
  let rounds = 0;
  let unknown = '';
  let before: { readonly seconds: number; readonly at: number; readonly rhythm: Rhythm } | null = null;
  const look = async (rhythm: Rhythm): Promise<void> => {
    const seconds = await engineCpuSeconds(url());
    unknown = seconds === null ? sayMsg(NOT_HERE) : '';
    const now = seconds === null ? null : { seconds, at: performance.now(), rhythm };
    if (now !== null && before?.rhythm === rhythm && now.seconds >= before.seconds)
      kept.keep(rhythm, { seconds: now.seconds - before.seconds, overMs: now.at - before.at });
    before = now;
  };
  return {
    roundOver: (rhythm: Rhythm): void => {
      if (rounds % ENGINE_EVERY[rhythm] === 0) void look(rhythm);
      rounds += 1;
    },
    /** What is spent meanwhile is not the rounds' alone. */
    broken: (): void => {
      rounds = 0;
      before = null;
    },
    percent: kept.percent,
    unknown: () => unknown,
  };
}
