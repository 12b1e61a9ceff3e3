import type { VolumeWork } from '../../contract/volumes';
import { createWorkTable, type WorkTable } from '../helpers/works';
import { VolumeFault } from './fault';
import type { Unfinished } from './unfinished';

type Failure = NonNullable<VolumeWork['failure']>;
export type Explain = (error: unknown) => Failure;

export interface WorkBegin extends Pick<VolumeWork, 'kind' | 'volume' | 'target'> {
  /** It only reads what no other work changes: several may do so at once. */
  readonly shared?: boolean;
}

/** One work under way, as who does it sees it. */
export interface Running {
  readonly id: string;
  /** Aborted when the user cancels it, and when Slipway ends. */
  readonly signal: AbortSignal;
  readonly note: (words: string) => void;
  readonly moved: (bytes: number) => void;
  readonly total: (bytes: number | null) => void;
  readonly sha256: (hex: string) => void;
}

/** Works on volumes, at most one that changes it on each. */
export interface Works extends Pick<WorkTable<VolumeWork>, 'list' | 'onChange' | 'cancel' | 'dismiss' | 'close'> {
  /** Throws VolumeFault `busy`. The work's own failure is told by the list; `done` never rejects. */
  start(
    begin: WorkBegin,
    run: (running: Running) => Promise<void>,
  ): { readonly id: string; readonly done: Promise<boolean> };
  isBusy(volume: string): boolean;
}

const KIND_WORDS: Readonly<Record<VolumeWork['kind'], string>> = {
  clone: 'it is being cloned',
  empty: 'it is being emptied',
  export: 'it is being exported',
  import: 'a tar is being imported into it',
  backup: 'it is being backed up',
  restore: 'it is being restored',
  check: 'a backup of it is being checked',
};

type Table = WorkTable<VolumeWork>;

function runningOf(table: Table, id: string, signal: AbortSignal): Running {
  let bytes = 0;
  return {
    ...{ id, signal },
    note: (note) => table.set(id, { note }),
    moved: (more) => table.set(id, { bytes: (bytes += more) }),
    total: (total) => table.set(id, { total }),
    sha256: (hex) => table.set(id, { sha256: hex }),
  };
}

export function createWorks(explain: Explain, unfinished: Unfinished, now: () => number = Date.now): Works {
  const table = createWorkTable<Failure, VolumeWork>(explain, now);
  /** Ids of those that may go on beside one another. */
  const sharing = new Set<string>();
  const refuseBusy = ({ volume, shared = false }: WorkBegin): void => {
    const other = table.running().find((each) => each.volume === volume && !(shared && sharing.has(each.id)));
    if (other !== undefined) throw new VolumeFault('busy', volume, KIND_WORDS[other.kind]);
  };
  return {
    ...table,
    start(begin, run) {
      refuseBusy(begin);
      const { kind, volume, target, shared = false } = begin;
      const id = table.nextId();
      if (shared) sharing.add(id);
      const work: VolumeWork = {
        ...{ id, kind, volume, target, state: 'running', note: '', bytes: 0, total: null, sha256: null },
        ...{ startedAt: now(), endedAt: null, failure: null },
      };
      const done = table.start(work, (signal) =>
        unfinished
          .begin(work)
          .then(() => run(runningOf(table, id, signal)))
          .finally(() => unfinished.end(work)),
      );
      const ended = (isDone: boolean) => (): boolean => {
        sharing.delete(id);
        return isDone;
      };
      return { id, done: done.then(ended(true), ended(false)) };
    },
    isBusy: (volume) => table.running().some((work) => work.volume === volume),
  };
}
