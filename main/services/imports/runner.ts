import type { ImportItem, ImportWish } from '../../contract/imports';
import { type Ends, openEnds } from './ends';
import { ImportFault } from './fault';
import type { Ledger } from './ledger';
import { moveImages } from './move-image';
import { moveNetworks } from './move-network';
import { moveVolumes } from './move-volume';
import { type ImportTable, isOver } from './table';
import type { ImportsOptions } from './types';
import { itemId } from './work';

export interface RunnerParts extends Pick<ImportsOptions, 'engine' | 'movers' | 'explain'> {
  readonly table: ImportTable;
  readonly ledger: Ledger;
  /** Bytes of items by their ids, as the last look told. */
  readonly sizes: ReadonlyMap<string, number>;
}

/** Does one run at a time. */
export interface Runner {
  /** Its id, once it has begun. Rejects with ImportFault `busy`, and as `openEnds`. */
  start(wish: ImportWish): Promise<string>;
  resume(): Promise<string>;
  cancel(reason: string): void;
  isRunning(): boolean;
  /** Resolves when nothing goes on any more. */
  settled(): Promise<void>;
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

interface Current {
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

export function createRunner(parts: RunnerParts): Runner {
  const { engine, table, sizes } = parts;
  let current: Current | null = null;
  let last: ImportWish | null = null;
  let count = 0;

  const start = async (wish: ImportWish): Promise<string> => {
    if (current !== null) throw new ImportFault('busy', '');
    const controller = new AbortController();
    const id = String((count += 1));
    const begun = openEnds(engine, wish.source).then((ends) => {
      last = wish;
      const items = itemsOf(wish, sizes);
      const total = items.reduce((sum, item) => sum + (item.total ?? 0), 0);
      const names = { source: ends.source.engine.name, target: ends.target.engine.name };
      table.begin({ id, ...names, startedAt: Date.now(), total }, items);
      return ends;
    });
    const done = begun
      .then(
        (ends) => runAll(parts, { ends, wish, signal: controller.signal }),
        () => undefined,
      )
      .finally(() => (current = null));
    // Before the first wait: two that are asked for at once must not both begin.
    current = { controller, done };
    await begun;
    return id;
  };

  return {
    start,
    async resume() {
      const left = last === null ? null : leftOf(last, table.items());
      if (left === null || left.images.length + left.volumes.length + left.networks.length === 0)
        throw new ImportFault('nothing', '');
      return start(left);
    },
    cancel: (reason) => current?.controller.abort(new Error(reason)),
    isRunning: () => current !== null,
    settled: async () => current?.done,
  };
}

interface Going {
  readonly ends: Ends;
  readonly wish: ImportWish;
  readonly signal: AbortSignal;
}

/** Never rejects: how each went stands in the table. */
async function runAll({ movers, table, ledger, explain }: RunnerParts, { ends, wish, signal }: Going): Promise<void> {
  const { source, target } = ends;
  let failure: ReturnType<typeof explain> | null = null;
  try {
    const volumes = await movers.sourceVolumes(source);
    try {
      const work = { source, target, volumes, movers, table, explain, signal };
      await moveNetworks(work, wish.networks);
      await moveImages(work, wish.images);
      await moveVolumes(work, ledger, wish.volumes);
    } finally {
      volumes.close();
    }
  } catch (error) {
    failure = explain(error);
  }
  for (const item of table.items())
    if (!isOver(item)) table.set(item.id, failure === null ? { state: 'cancelled' } : { state: 'failed', failure });
  const isBad = table.items().some(({ state }) => state === 'failed');
  table.end(signal.aborted ? 'cancelled' : isBad ? 'failed' : 'done', Date.now());
  ends.close();
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
