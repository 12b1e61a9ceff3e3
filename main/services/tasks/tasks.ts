import type { Task, TaskLog } from '../../contract/tasks';
import type { RowChange } from '../../contract/rows';
import { cut } from '../engine/loose';
import { watchTold } from '../engine/told-rows';
import type { RunningTask, TaskBegin, Tasks } from '../shell/tasks';
import { createTaskLog, type Log } from './log';

/** Of those that are over, these many stay. */
const KEPT = 100;
/** What is over within it was seen where it was begun, ms. */
const MOMENT_MS = 1000;
const TITLE_LIMIT = 300;
const WORDS_LIMIT = 2000;

/** All that takes a while: what runs, and what ended last. What ends well within a moment never stands here. */
export interface TaskCentre extends Tasks {
  list(): readonly Task[];
  onChange(listener: () => void): () => void;
  /** Called with each that ends, but the quiet ones. */
  onEnd(listener: (task: Task) => void): () => void;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<Task>, void, undefined>;
  log(id: string, signal: AbortSignal): AsyncGenerator<TaskLog, void, undefined>;
  cancel(id: string): void;
  /** Without effect on those that run; null: all that are over. */
  dismiss(id: string | null): void;
}

interface Entry {
  task: Task;
  readonly log: Log;
  readonly begin: TaskBegin;
  /** It stands in the list. */
  isShown: boolean;
  /** Until it stands there by itself. */
  timer: NodeJS.Timeout | undefined;
}

/** What time it is, ms since the epoch, and how long a moment is, ms. */
export interface TaskClock {
  readonly now: () => number;
  readonly momentMs: number;
}

interface Table extends TaskClock {
  readonly entries: Map<string, Entry>;
  readonly listeners: Set<() => void>;
  readonly endings: Set<(task: Task) => void>;
}

const isOver = ({ task }: Entry): boolean => task.state !== 'running';

/** It has run for a moment, whenever it was first heard of. */
const tookAWhile = ({ now, momentMs }: Table, { task }: Entry): boolean => now() - task.startedAt >= momentMs;

const tell = ({ listeners }: Table): void => {
  for (const listener of [...listeners]) listener();
};

function addTo<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => void set.delete(item);
}

function trim({ entries }: Table): void {
  const over = [...entries].filter(([, entry]) => isOver(entry));
  for (const [id] of over.slice(0, Math.max(0, over.length - KEPT))) entries.delete(id);
}

const CLOCK: TaskClock = { now: Date.now, momentMs: MOMENT_MS };

export function createTasks(clock: Partial<TaskClock> = {}): TaskCentre {
  const table: Table = { ...CLOCK, ...clock, entries: new Map(), listeners: new Set(), endings: new Set() };
  const { entries } = table;
  let last = 0;
  const list = (): readonly Task[] => [...entries.values()].filter(({ isShown }) => isShown).map(({ task }) => task);
  return {
    begin(begin) {
      const entry = entryOf(begin, String(++last), table.now());
      entries.set(entry.task.id, entry);
      if (tookAWhile(table, entry)) show(table, entry);
      else entry.timer = setTimeout(() => show(table, entry), table.momentMs).unref();
      return running(table, entry);
    },
    list,
    onChange: (listener) => addTo(table.listeners, listener),
    onEnd: (listener) => addTo(table.endings, listener),
    watch: (signal) =>
      watchTold(
        { read: list, keyOf: ({ id }) => id, onChange: (listener) => addTo(table.listeners, listener) },
        signal,
      ),
    log: (id, signal) => (entries.get(id)?.log ?? createTaskLog()).read(signal),
    cancel(id) {
      const entry = entries.get(id);
      if (entry !== undefined && !isOver(entry)) entry.begin.cancel?.();
    },
    dismiss(id) {
      for (const [each, entry] of entries) if (isOver(entry) && (id === null || id === each)) entries.delete(each);
      tell(table);
    },
  };
}

function show(table: Table, entry: Entry): void {
  clearTimeout(entry.timer);
  entry.isShown = true;
  tell(table);
}

/** It is over: it stays where somebody may look for it. */
function settle(table: Table, entry: Entry): void {
  const { task, begin } = entry;
  const isWorthIt = task.state === 'failed' && begin.momentary !== true;
  if (!entry.isShown && !isWorthIt && !tookAWhile(table, entry)) {
    clearTimeout(entry.timer);
    table.entries.delete(task.id);
    return;
  }
  trim(table);
  show(table, entry);
}

const entryOf = (begin: TaskBegin, id: string, at: number): Entry => ({
  task: {
    ...{ id, kind: begin.kind, title: cut(begin.title, TITLE_LIMIT), engine: cut(begin.engine ?? '', TITLE_LIMIT) },
    ...{ state: 'running', fraction: null, words: '', startedAt: begin.startedAt ?? at, endedAt: null },
    ...{ cancellable: begin.cancel !== undefined, route: begin.route, lines: 0 },
  },
  ...{ log: createTaskLog(), begin, isShown: false, timer: undefined },
});

function running(table: Table, entry: Entry): RunningTask {
  const set = (change: Partial<Task>): void => {
    if (isOver(entry)) return;
    entry.task = { ...entry.task, ...change };
    if (entry.isShown) tell(table);
  };
  return {
    id: entry.task.id,
    progress: (fraction, words) =>
      set({
        fraction: fraction === null || Number.isNaN(fraction) ? null : Math.min(1, Math.max(0, fraction)),
        words: cut(words, WORDS_LIMIT),
      }),
    line(text) {
      if (isOver(entry)) return;
      entry.log.add(text);
      set({ lines: entry.task.lines + 1 });
    },
    end(state, words = '') {
      if (isOver(entry)) return;
      entry.task = {
        ...entry.task,
        ...{ state, words: cut(words, WORDS_LIMIT), endedAt: table.now(), cancellable: false },
      };
      settle(table, entry);
      if (entry.begin.quiet !== true) for (const ending of [...table.endings]) ending(entry.task);
    },
  };
}
