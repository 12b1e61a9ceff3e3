import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { ContainerChange } from '../../contract/containers';
import type { LogSelection, LogStatus } from '../../contract/logs';
import type { TransferTicket } from '../../contract/transfers';
import type { Engine } from '../engine/types';
import type { Transfers } from '../shell/transfers';
import { openDirectory, type OpenDirectory } from './directory';
import { downloadOf, type ExportFormat } from './export';
import { createLibrary } from './library';
import { createScanner } from './scan/scanner';
import { createSpoolFolder } from './store/spool';
import { createMembers, type Directory } from './view/members';
import type { TimeRange } from './view/time-range';
import { createView, type View } from './view/view';

export class NoSuchView extends Error {
  override readonly name = 'NoSuchView';
}

/** The logs of containers, read whole and kept on disk while Slipway runs. */
export interface Logs {
  /** A view, for as long as the signal says: its status, again after each change. */
  open(selection: LogSelection, range: TimeRange, signal: AbortSignal): AsyncIterable<LogStatus>;
  /** Throws NoSuchView. */
  view(id: string): View;
  /** Throws NoSuchView. */
  export(id: string, what: 'all' | 'shown', format: ExportFormat): TransferTicket;
  close(): Promise<void>;
}

export interface LogsOptions {
  readonly engine: Engine;
  /** The containers as they are now, then as they change. */
  readonly containers: (signal: AbortSignal) => AsyncIterable<ContainerChange>;
  readonly transfers: Transfers;
  /** Holds what is read, until Slipway ends. */
  readonly dataDir: string;
  /** Starts the thread that searches. */
  readonly startScanner: () => Worker;
  readonly log: (line: string) => void;
}

/** Between two statuses of a view. */
const PACE_MS = 80;

export function createLogs(options: LogsOptions): Logs {
  const { engine, transfers, log } = options;
  const library = createLibrary({ spools: createSpoolFolder(path.join(options.dataDir, 'log-spool')), log });
  const scanner = createScanner({ start: options.startScanner });
  const unsubscribe = engine.subscribe(library.listener);
  const views = createViews(options.containers, (id, selection, range, directory) =>
    createView({
      ...{ id, directory, range, scanner, log },
      members: createMembers(selection),
      acquire: (container) => library.acquire(container),
    }),
  );
  return {
    async *open(selection, range, signal) {
      const view = views.begin(selection, range);
      try {
        yield* paced(view, signal);
      } finally {
        views.end(view);
      }
    },
    view: views.find,
    export: (id, what, format) => transfers.download(downloadOf(engine.client, views.find(id), { what, format })),
    close: async () => {
      unsubscribe();
      views.close();
      scanner.close();
      await library.close();
    },
  };
}

type Make = (id: string, selection: LogSelection, range: TimeRange, directory: Directory) => View;

/** The views that are open, and the directory while there are any. */
function createViews(watch: LogsOptions['containers'], make: Make) {
  const views = new Map<string, View>();
  let directory: OpenDirectory | null = null;
  const end = (view: View): void => {
    views.delete(view.id);
    view.close();
    if (views.size > 0) return;
    directory?.close();
    directory = null;
  };
  return {
    begin: (selection: LogSelection, range: TimeRange): View => {
      directory ??= openDirectory(watch);
      const view = make(randomUUID(), selection, range, directory);
      views.set(view.id, view);
      return view;
    },
    end,
    find: (id: string): View => {
      const view = views.get(id);
      if (view === undefined) throw new NoSuchView(id);
      return view;
    },
    close: (): void => {
      for (const view of [...views.values()]) end(view);
    },
  };
}

/** The view's status now, then after changes, merged. */
async function* paced(view: View, signal: AbortSignal): AsyncGenerator<LogStatus> {
  let changed = true;
  let wake: () => void = () => undefined;
  const note = (): void => {
    changed = true;
    wake();
  };
  const stop = view.onChange(note);
  signal.addEventListener('abort', note, { once: true });
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PACE_MS));
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      else {
        changed = false;
        yield view.status();
        await rest();
      }
    }
  } finally {
    stop();
    signal.removeEventListener('abort', note);
  }
}
