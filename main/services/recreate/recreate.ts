import path from 'node:path';
import type {
  CloneProgress,
  CommitWish,
  ComposeText,
  Edited,
  KeptRow,
  RecreatePlan,
  RecreateProgress,
  Settled,
  UnderWay,
  UpdateProgress,
} from '../../contract/recreate';
import type { RowChange } from '../../contract/rows';
import type { ContainerSpec } from '../../contract/spec';
import type { TransferTicket } from '../../contract/transfers';
import { type LiveRows, watchRows } from '../engine/live-rows';
import { identityOf } from '../process/identity';
import type { Transfers } from '../shell/transfers';
import { createCalls } from './calls';
import { beginClone, type CloneWish } from './clone';
import { commit } from './commit';
import { composeText } from './compose';
import { exportFiles } from './export';
import { openJournal } from './journal';
import { bringBack, keptRows, letGo } from './kept';
import { planOf } from './plan';
import { editedOf, readContainer } from './reading';
import { recover, settle, type Told, underWayNow } from './recover';
import { beginRun, beginUpdate, type RunWish, type UpdateWish } from './run';
import type { RecreateOptions, Work } from './work';

/** Edits of containers with a way back, and what else is made from a container. Rejects with EngineError or RecreateConflict. */
export interface Recreate {
  read(id: string): Promise<Edited>;
  plan(id: string, spec: ContainerSpec): Promise<RecreatePlan>;
  /** Goes on when nobody reads. */
  run(wish: RunWish, signal: AbortSignal): AsyncIterable<RecreateProgress>;
  updateImage(wish: UpdateWish, signal: AbortSignal): AsyncIterable<UpdateProgress>;
  settle(operation: string, choice: 'rollback' | 'keep'): Promise<Settled>;
  underWay(): Promise<UnderWay[]>;
  onUnderWay(listener: () => void): () => void;
  seen(operation: string): void;
  kept(signal: AbortSignal): AsyncIterable<RowChange<KeptRow>>;
  bringBack(id: string): Promise<void>;
  letGo(id: string): Promise<void>;
  commit(wish: CommitWish): Promise<string>;
  /** Undone whole, and told to its end, when `signal` is aborted. */
  cloneState(wish: CloneWish, signal: AbortSignal): AsyncIterable<CloneProgress>;
  exportFiles(id: string): Promise<TransferTicket>;
  compose(ids: readonly string[]): Promise<ComposeText>;
  close(): void;
}

export interface RecreateServiceOptions extends RecreateOptions {
  readonly transfers: Transfers;
}

/** What is begun goes on after `close`: its journal is taken up by the next start. */
export function createRecreate(options: RecreateServiceOptions): Recreate {
  const { engine, transfers } = options;
  const listeners = new Set<() => void>();
  const told: Told = { rows: new Map() };
  const work: Work = createWork(options, {
    changed: () => {
      for (const listener of listeners) listener();
    },
    // While it is away, `connected` comes with it.
    cutOff: () => {
      if (engine.state().status.state === 'connected') void recover(work, told);
    },
  });
  const { calls } = work;
  const stop = engine.subscribe({
    connected: () => void recover(work, told),
    event: () => undefined,
    disconnected: () => undefined,
  });
  return {
    read: async (id) => editedOf(await readContainer(calls, id)),
    plan: (id, spec) => planOf(calls, id, spec),
    run: (wish, signal) => beginRun(work, wish).read(signal),
    updateImage: (wish, signal) => beginUpdate(work, wish).read(signal),
    settle: (operation, choice) => settle(work, told, operation, choice),
    underWay: () => underWayNow(work, told),
    onUnderWay(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    seen(operation) {
      told.rows.delete(operation);
      work.changed();
    },
    kept: (signal) => watchRows(engine, keptList(work), signal),
    bringBack: (id) => bringBack(work, id),
    letGo: (id) => letGo(work, id),
    commit: (wish) => commit(calls, wish),
    cloneState: (wish, signal) => beginClone(calls, wish, signal).read(never),
    exportFiles: (id) => exportFiles(calls, transfers, id),
    compose: (ids) => composeText(calls, ids),
    close: stop,
  };
}

const never = new AbortController().signal;

const keptList = (work: Work): LiveRows<KeptRow> => ({
  read: (_client, over) => keptRows(work, over),
  keyOf: ({ id }) => id,
  concerns: ({ type, action }) => type === 'container' && /^(?:create|destroy|rename)$/.test(action),
});

function createWork(
  { engine, record, pull, log, dir, onStep, owner }: RecreateOptions,
  hooks: Pick<Work, 'changed' | 'cutOff'>,
): Work {
  return {
    ...{ engine, pull, log, ...hooks },
    ...{ calls: createCalls(engine, record), journal: openJournal(path.join(dir, 'recreate')) },
    onStep: onStep ?? (async () => undefined),
    owner: async () => (owner === undefined ? identityOf(process.pid) : owner),
    running: new Set(),
  };
}
