import type { BuildStep } from '../../../contract/builds';
import { cut } from '../../engine/loose';
import { createKeptLines, type KeptLines, type Slice } from './kept-lines';

/** One step, as whoever builds tells it. */
export type StepChange = Partial<Omit<BuildStep, 'index'>>;

/** All that is told of one build: its steps and their logs, with bounds. */
export interface Ledger {
  /** The step of this key of the builder's; made where there is none. */
  step(key: string, change: StepChange): BuildStep;
  find(key: string): BuildStep | undefined;
  /** All that have not ended are cancelled, and those that did not come from the cache are asked about once more. */
  endAll(): void;
  /** A line of a step's log; null: of the build itself. */
  log(key: string | null, line: string): void;
  steps(): readonly BuildStep[];
  /** Another number after each change of that step. */
  revisionOf(index: number): number;
  slice(step: number | null, from: number): Slice;
  onChange(listener: () => void): () => void;
}

const FIRST_LINES = 1000;
const LAST_LINES = 5000;
const MOST_STEPS = 2000;
/** Characters. */
const LONGEST_LINE = 16_384;
const LONGEST_NAME = 4096;
const LONGEST_ERROR = 65_536;
const LARGEST_LOG = 32 * 1024 * 1024;

const blank = (index: number): BuildStep => ({
  ...{ index, name: '', stage: '', line: null, state: 'waiting', startedAt: null },
  ...{ durationMs: null, missed: '', error: '' },
});

const isMissed = ({ state, missed }: BuildStep): boolean => missed === '' && (state === 'done' || state === 'failed');
const isOpen = ({ state }: BuildStep): boolean => state === 'running' || state === 'waiting';

const bounded = (step: BuildStep): BuildStep => ({
  ...step,
  name: cut(step.name, LONGEST_NAME),
  error: cut(step.error, LONGEST_ERROR),
});

/** The steps of a build, by their builder's keys. */
function createStepTable(missed: (step: BuildStep) => string) {
  const steps: BuildStep[] = [];
  const indices = new Map<string, number>();
  const revisions: number[] = [];
  const put = (index: number, change: StepChange): BuildStep => {
    const told = bounded({ ...(steps[index] ?? blank(index)), ...change });
    const step = isMissed(told) ? { ...told, missed: missed(told) } : told;
    steps[index] = step;
    revisions[index] = (revisions[index] ?? 0) + 1;
    return step;
  };
  return {
    ...{ steps, put },
    revisionOf: (index: number): number => revisions[index] ?? 0,
    known: (key: string): number | undefined => indices.get(key),
    indexOf(key: string): number {
      const known = indices.get(key);
      if (known !== undefined) return known;
      // Nobody writes so many: what comes then is told as the last.
      const index = Math.min(steps.length, MOST_STEPS - 1);
      indices.set(key, index);
      return index;
    },
  };
}

function createLogs() {
  const logs = new Map<number | null, KeptLines>();
  let size = 0;
  const room = { first: FIRST_LINES, last: LAST_LINES, isFull: () => size > LARGEST_LOG };
  return {
    add(index: number | null, line: string): void {
      const lines = logs.get(index) ?? createKeptLines(room);
      logs.set(index, lines);
      size += lines.add(cut(line, LONGEST_LINE));
    },
    read: (index: number | null, from: number): Slice => logs.get(index)?.read(from) ?? { parts: [], next: from },
  };
}

/** @param missed Why a step that is over did not come from the cache; '': nobody knows. */
export function createLedger(missed: (step: BuildStep) => string): Ledger {
  const table = createStepTable(missed);
  const logs = createLogs();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };
  return {
    step(key, change) {
      const step = table.put(table.indexOf(key), change);
      changed();
      return step;
    },
    endAll() {
      for (const step of [...table.steps]) {
        if (isOpen(step)) table.put(step.index, { state: 'cancelled' });
        else if (isMissed(step)) table.put(step.index, {});
      }
      changed();
    },
    find: (key) => table.steps[table.known(key) ?? -1],
    log(key, line) {
      logs.add(key === null ? null : (table.known(key) ?? null), line);
      changed();
    },
    steps: () => table.steps,
    revisionOf: (index) => table.revisionOf(index),
    slice: (step, from) => logs.read(step, from),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
