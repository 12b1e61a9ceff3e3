import type { BinRestored, BinRow, BinSettings } from '../../contract/bin';
import type { RowChange } from '../../contract/rows';
import { watchRows } from '../engine/live-rows';
import { noted, type RecordCommand } from '../engine/noted';
import { type Engine, type EngineClient, EngineError, type EngineEvent } from '../engine/types';
import { createExpiry } from './expiry';
import { BinGone } from './faults';
import { type BinItem, createItems } from './items';
import { type Acting, keepContainer, keepVolume } from './keep';
import { restore } from './restore';

/** Deleted containers and volumes, kept for a time on the engine they were on. What asks the engine rejects with EngineError. */
export interface Bin {
  watch(signal: AbortSignal): AsyncIterable<RowChange<BinRow>>;
  /** To be called before a container is deleted; the deletion must not go on when it rejects. */
  keepContainer(id: string, volumes: boolean, signal: AbortSignal): Promise<void>;
  /** The same of a volume: its files are copied, which takes as long and as much disk as they are large. */
  keepVolume(name: string, signal: AbortSignal): Promise<void>;
  /** Rejects also with BinGone and BinNameTaken. */
  restore(key: string, name: string): Promise<BinRestored>;
  purge(keys: readonly string[]): Promise<void>;
  /** Volumes that what is in the bin needs: nothing that tidies up may propose them. */
  reserved(signal: AbortSignal): Promise<ReadonlySet<string>>;
  forecast(bytes: number): Promise<{ fits: boolean; leaving: string[] }>;
  close(): void;
}

export interface BinOptions {
  readonly engine: Engine;
  readonly record: RecordCommand;
  readonly log: (line: string) => void;
  readonly settings: () => BinSettings;
  /** Called after each change of them. */
  readonly onSettings: (listener: () => void) => () => void;
}

const HOUR = 3_600_000;

export function createBin({ engine, record, log, settings, onSettings }: BinOptions): Bin {
  const acting: Acting = { engine, record };
  const items = createItems(engine.client);
  const goesAt = (item: BinItem): number => item.record.at + settings().hours * HOUR;
  const drop = (item: BinItem): Promise<void> => purgeOne(acting, item);
  const changed = new Set<() => void>();
  const expiry = createExpiry({ engine, log, items, goesAt, drop });
  const stop = onSettings(() => {
    expiry.look();
    for (const listener of changed) listener();
  });
  const room = async (bytes: number): Promise<readonly BinItem[]> =>
    leaving(await items(), settings().maxBytes - bytes);
  /** What is kept now is not deleted yet, and so not among those that can go. */
  const makeRoom = async (bytes: number): Promise<void> => {
    for (const item of await room(bytes)) await drop(item);
  };
  const read = async (_client: EngineClient, over: AbortSignal): Promise<readonly BinRow[]> =>
    (await items(over)).map((item) => rowOf(item, goesAt(item)));
  return {
    watch: (signal) => watchRows(withWakes(engine, changed), { read, keyOf: ({ key }) => key, concerns }, signal),
    reserved: async (signal) => new Set((await items(signal)).flatMap(volumesOf)),
    async keepContainer(id, volumes, signal) {
      await makeRoom(await keepContainer(acting, { id, volumes, maxBytes: settings().maxBytes, signal }));
      expiry.look();
    },
    async keepVolume(name, signal) {
      await makeRoom(await keepVolume(acting, { name, maxBytes: settings().maxBytes, signal }));
      expiry.look();
    },
    async restore(key, name) {
      const item = (await items()).find((one) => one.key === key);
      if (item === undefined) throw new BinGone();
      return restore(acting, item, name);
    },
    async purge(keys) {
      const wanted = new Set(keys);
      for (const item of await items()) if (wanted.has(item.key)) await drop(item);
    },
    async forecast(bytes) {
      const gone = await room(bytes);
      return { fits: bytes <= settings().maxBytes, leaving: gone.map((item) => item.record.name) };
    },
    close: () => {
      expiry.close();
      stop();
    },
  };
}

const volumesOf = ({ holder, record: { anonymousVolumes } }: BinItem): readonly string[] => [
  holder,
  ...anonymousVolumes,
];

const concerns = ({ type, action }: EngineEvent): boolean =>
  type === 'volume' || (type === 'image' && action !== 'pull') || (type === 'container' && action === 'destroy');

/** Another time to go is another row, and no event of the engine's tells of it. */
const withWakes = (engine: Engine, changed: Set<() => void>): Pick<Engine, 'client' | 'subscribe'> => ({
  client: engine.client,
  subscribe: (listener) => {
    const wake = (): void =>
      listener.event({ type: 'volume', action: 'settings', id: '', attributes: {}, timeMs: Date.now() });
    changed.add(wake);
    const stop = engine.subscribe(listener);
    return () => {
      changed.delete(wake);
      stop();
    };
  },
});

/** Those that must go, oldest first, until the rest is no larger than `bytes`. */
export function leaving(items: readonly BinItem[], bytes: number): readonly BinItem[] {
  let total = items.reduce((sum, { record }) => sum + record.sizeBytes, 0);
  const gone: BinItem[] = [];
  for (const item of items) {
    if (total <= bytes) break;
    gone.push(item);
    total -= item.record.sizeBytes;
  }
  return gone;
}

const rowOf = ({ key, record }: BinItem, goesAt: number): BinRow => ({
  ...{ key, kind: record.kind, name: record.name, image: record.image, deletedAt: record.at, goesAt },
  ...{ sizeBytes: record.sizeBytes, anonymousVolumes: record.anonymousVolumes },
});

async function purgeOne(acting: Acting, { record, holder }: BinItem): Promise<void> {
  const { client } = acting.engine;
  const gone = (path: string, words: readonly string[]): Promise<unknown> =>
    noted(acting, words, () => client.json({ method: 'DELETE', path: `${path}/${encodeURIComponent(holder)}` })).catch(
      unlessGone,
    );
  if (record.kind === 'volume') await gone('/volumes', ['volume', 'rm', holder]);
  else await gone('/images', ['rmi', holder]);
  for (const name of record.anonymousVolumes)
    await client
      .json({ method: 'DELETE', path: `/volumes/${encodeURIComponent(name)}` })
      // Somebody else may use it by now.
      .catch((error: unknown) => {
        if (!(error instanceof EngineError && error.kind === 'refused')) throw error;
      });
}

function unlessGone(error: unknown): void {
  if (!(error instanceof EngineError && error.status === 404)) throw error;
}
