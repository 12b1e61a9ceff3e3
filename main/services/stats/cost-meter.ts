import { engineCpuSeconds } from './engine-process';
import { msg } from '../../../texts/msg';
import { sayMsg } from '../../../texts/say';

/** Rounds between two looks at the engine's own process. */
const ENGINE_EVERY = 6;
/** A figure is over so much time at least, so that it holds still. */
const KEPT_ROUNDS = 30;

interface Spent {
  readonly seconds: number;
  readonly overMs: number;
}

export interface CostMeter {
  /** A question begins; what it returns is called when it is answered. */
  begin(): () => void;
  roundOver(periodMs: number): void;
  /** Percents of one processor; null: not measured yet, or not to be measured. */
  own(): number | null;
  engine(): number | null;
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
  let rounds = 0;
  let unknown = '';
  let engineBefore: { readonly seconds: number; readonly at: number } | null = null;
  const own: Spent[] = [];
  const engine: Spent[] = [];
  const keep = (list: Spent[], spent: Spent): void => {
    list.push(spent);
    list.splice(0, list.length - KEPT_ROUNDS);
  };
  const lookAtEngine = async (): Promise<void> => {
    const seconds = await engineCpuSeconds(url());
    unknown = seconds === null ? sayMsg(NOT_HERE) : '';
    const now = seconds === null ? null : { seconds, at: performance.now() };
    if (now !== null && engineBefore !== null && now.seconds >= engineBefore.seconds)
      keep(engine, { seconds: now.seconds - engineBefore.seconds, overMs: now.at - engineBefore.at });
    engineBefore = now;
  };

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
    roundOver(periodMs) {
      if (loud) engineBefore = null;
      else keep(own, { seconds: ownSeconds, overMs: periodMs });
      if (rounds % ENGINE_EVERY === 0 && !loud) void lookAtEngine();
      rounds += 1;
      ownSeconds = 0;
      loud = !quiet();
    },
    own: () => percent(own),
    engine: () => percent(engine),
    engineUnknown: () => unknown,
  };
}
