import { Readable } from 'node:stream';
import type { ImportItem, ImportRun, ImportWish, Preflight } from '../../contract/imports';
import type { RowChange } from '../../contract/rows';
import type { TransferTicket } from '../../contract/transfers';
import type { AsideConnection } from '../engine/aside';
import { EngineError } from '../engine/types';
import { ImportFault } from './fault';
import { openLedger } from './ledger';
import { moveImages } from './move-image';
import { moveNetworks } from './move-network';
import { moveVolumes } from './move-volume';
import { lookBefore } from './preflight';
import { reportOf } from './report';
import { createImportTable, isOver } from './table';
import type { ImportsOptions } from './types';
import { itemId } from './work';

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

interface Ends {
  readonly source: AsideConnection;
  readonly target: AsideConnection;
}

const NEW = { state: 'waiting', bytes: 0, note: '', checksum: '', failure: null } as const;

/** Sizes are of the last look; an item that was not looked at has none. */
function itemsOf({ images, volumes, networks }: ImportWish, sizes: ReadonlyMap<string, number>): ImportItem[] {
  const item = (kind: ImportItem['kind'], key: string, name: string, to: string): ImportItem => ({
    ...NEW,
    ...{ id: itemId(kind, key), kind, name, to: to === name ? '' : to, total: sizes.get(itemId(kind, key)) ?? null },
  });
  const short = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);
  return [
    ...networks.map(({ id, to }) => item('network', id, to, to)),
    ...images.map(({ id, names }) => item('image', id, names[0] ?? short(id), names[0] ?? short(id))),
    ...volumes.map(({ name, to }) => item('volume', name, name, to)),
  ];
}

export async function createImports(options: ImportsOptions): Promise<Imports> {
  const { engine, movers, log, transfers } = options;
  const ledger = await openLedger(options.dataDir, log);
  const table = createImportTable();
  const sizes = new Map<string, number>();
  let current: { readonly controller: AbortController; readonly done: Promise<void> } | null = null;
  let last: ImportWish | null = null;
  let count = 0;

  const openEnds = async (key: string): Promise<Ends> => {
    const used = engine.state().status.engine;
    if (used === null) throw new EngineError('unreachable', engine.state().status.reason);
    const source = await engine.open(key);
    try {
      if (source.engine.key === used.key) throw new ImportFault('same-engine', source.engine.name);
      return { source, target: await engine.open(used.key) };
    } catch (error) {
      source.close();
      throw error;
    }
  };
  const work = async ({ source, target }: Ends, wish: ImportWish, signal: AbortSignal): Promise<void> => {
    const volumes = await movers.sourceVolumes(source);
    const parts = { source, target, volumes, movers, table, explain: options.explain, signal };
    try {
      await moveNetworks(parts, wish.networks);
      await moveImages(parts, wish.images);
      await moveVolumes(parts, ledger, wish.volumes);
    } finally {
      volumes.close();
    }
  };
  const conclude = (signal: AbortSignal, error: unknown): void => {
    const failure = error === null ? null : options.explain(error);
    for (const item of table.items())
      if (!isOver(item)) table.set(item.id, failure === null ? { state: 'cancelled' } : { state: 'failed', failure });
    const isBad = table.items().some(({ state }) => state === 'failed');
    table.end(signal.aborted ? 'cancelled' : isBad ? 'failed' : 'done', Date.now());
    current = null;
  };
  const start = async (wish: ImportWish): Promise<string> => {
    if (current !== null) throw new ImportFault('busy', '');
    const controller = new AbortController();
    let settle: () => void = () => undefined;
    // Before the first wait: two that are asked for at once must not both begin.
    current = { controller, done: new Promise<void>((resolve) => (settle = resolve)) };
    const ends = await openEnds(wish.source).catch((error: unknown) => {
      current = null;
      settle();
      throw error;
    });
    last = wish;
    const id = String((count += 1));
    const items = itemsOf(wish, sizes);
    const total = items.reduce((sum, item) => sum + (item.total ?? 0), 0);
    const names = { source: ends.source.engine.name, target: ends.target.engine.name };
    table.begin({ id, ...names, startedAt: Date.now(), total }, items);
    void work(ends, wish, controller.signal)
      .then(
        () => conclude(controller.signal, null),
        (error: unknown) => conclude(controller.signal, error),
      )
      .finally(() => {
        ends.source.close();
        ends.target.close();
        settle();
      });
    return id;
  };

  return {
    async preflight(key, signal) {
      const { source, target } = await openEnds(key);
      try {
        const found = await lookBefore({ source, target, ledger, room: options.room, overlap: options.overlap }, signal);
        sizes.clear();
        for (const { id, bytes } of found.images) sizes.set(itemId('image', id), bytes);
        for (const { name, bytes } of found.volumes) if (bytes !== null) sizes.set(itemId('volume', name), bytes);
        return found;
      } finally {
        source.close();
        target.close();
      }
    },
    start,
    async resume() {
      if (last === null || table.run() === null) throw new ImportFault('nothing', '');
      const left = leftOf(last, table.items());
      if (left.images.length + left.volumes.length + left.networks.length === 0) throw new ImportFault('nothing', '');
      return start(left);
    },
    cancel: () => current?.controller.abort(new Error('it was cancelled')),
    dismiss: () => {
      if (current === null) table.clear();
    },
    run: () => table.run(),
    items: () => table.items(),
    onChange: (listener) => table.onChange(listener),
    watch: (signal) => table.watch(signal),
    report: () =>
      transfers.download({
        filename: 'slipway-import.json',
        open: async () => {
          const bytes = Buffer.from(reportOf(table.run(), table.items()));
          return { size: bytes.length, body: Readable.from([bytes]) };
        },
      }),
    async close() {
      current?.controller.abort(new Error('Slipway ends'));
      await current?.done;
    },
  };
}

function leftOf(wish: ImportWish, items: readonly ImportItem[]): ImportWish {
  const left = new Set(items.filter(({ state }) => state === 'failed' || state === 'cancelled').map(({ id }) => id));
  return {
    source: wish.source,
    images: wish.images.filter(({ id }) => left.has(itemId('image', id))),
    volumes: wish.volumes.filter(({ name }) => left.has(itemId('volume', name))),
    networks: wish.networks.filter(({ id }) => left.has(itemId('network', id))),
  };
}
