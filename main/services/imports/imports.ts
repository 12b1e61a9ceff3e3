import { Readable } from 'node:stream';
import type { ImportItem, ImportRun, ImportWish, Preflight } from '../../contract/imports';
import type { RowChange } from '../../contract/rows';
import type { TransferTicket } from '../../contract/transfers';
import { openEnds } from './ends';
import { openLedger } from './ledger';
import { lookBefore } from './preflight';
import { reportOf } from './report';
import { createRunner } from './runner';
import { createImportTable, type ImportTable } from './table';
import type { ImportsOptions } from './types';
import { itemId } from './work';
import { say } from '../../../texts/say';

/** Images, volumes and networks of another engine, brought over. Rejects with EngineError, ImportFault, UnknownEngine, ConsentNeeded. */
export interface Imports {
  preflight(source: string, signal: AbortSignal): Promise<Preflight>;
  /** Its id, once it has begun. */
  start(wish: ImportWish): Promise<string>;
  resume(): Promise<string>;
  cancel(): void;
  dismiss(): void;
  run(): ImportRun | null;
  items(): readonly ImportItem[];
  onChange(listener: () => void): () => void;
  watch(signal: AbortSignal): AsyncGenerator<RowChange<ImportItem>, void, undefined>;
  report(): TransferTicket;
  close(): Promise<void>;
}

export async function createImports(options: ImportsOptions): Promise<Imports> {
  const { engine, room, overlap, log, transfers } = options;
  const ledger = await openLedger(options.dataDir, log);
  const table = createImportTable();
  const sizes = new Map<string, number>();
  const runner = createRunner({ ...options, table, ledger, sizes });
  return {
    async preflight(key, signal) {
      const { source, target, close } = await openEnds(engine, key);
      try {
        const found = await lookBefore({ source, target, ledger, room, overlap }, signal);
        sizes.clear();
        for (const { id, bytes } of found.images) sizes.set(itemId('image', id), bytes);
        for (const { name, bytes } of found.volumes) if (bytes !== null) sizes.set(itemId('volume', name), bytes);
        return found;
      } finally {
        close();
      }
    },
    start: (wish) => runner.start(wish),
    resume: () => runner.resume(),
    cancel: () => runner.cancel(say('it was cancelled')),
    dismiss: () => {
      if (!runner.isRunning()) table.clear();
    },
    run: () => table.run(),
    items: () => table.items(),
    onChange: (listener) => table.onChange(listener),
    watch: (signal) => table.watch(signal),
    report: () => offerReport(table, transfers),
    async close() {
      runner.cancel(say('Slipway ends'));
      await runner.settled();
    },
  };
}

const offerReport = (table: ImportTable, transfers: ImportsOptions['transfers']): TransferTicket =>
  transfers.download({
    filename: 'slipway-import.json',
    open: () => {
      const bytes = Buffer.from(reportOf(table.run(), table.items()));
      return Promise.resolve({ size: bytes.length, body: Readable.from([bytes]) });
    },
  });
