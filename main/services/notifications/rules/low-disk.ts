import type { Engine } from '../../engine/types';
import type { Texts } from '../../../../texts/translate';
import type { Tell } from '../types';

/** A disk that should not become full. Bytes. */
export interface DiskRoom {
  /** Names it among all. */
  readonly key: string;
  /** In the user's language. */
  readonly name: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface LowDiskOptions {
  readonly engine: Pick<Engine, 'subscribe'>;
  /** Those there are now; what cannot be looked at is left out. */
  readonly rooms: () => Promise<readonly DiskRoom[]>;
  readonly isOn: () => boolean;
  readonly tell: Tell;
  /** There is room again. */
  readonly well: (source: string) => void;
  readonly t: Texts['t'];
  readonly everyMs?: number;
}

const EVERY_MS = 5 * 60_000;
/** The first look is for a full disk at the start, ms. */
const FIRST_MS = 20_000;
const GIB = 1 << 30;
const MOST = 5 * GIB;
/** A small disk counts as low later, in parts of it. */
const SHARE = 0.1;
/** It is well again only with so much more room, so that nothing is told to and fro. */
const RELIEF = 1.5;

const limitOf = ({ totalBytes }: DiskRoom): number => Math.min(MOST, totalBytes * SHARE);

/** Disks with little room left; looked at while there is an engine that may fill them. @returns What ends it. */
export function watchDisks(options: LowDiskOptions): () => void {
  const { engine, everyMs = EVERY_MS } = options;
  const low = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const end = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const again = (ms: number): void => {
    timer = setTimeout(() => void round(), ms).unref();
  };
  const round = async (): Promise<void> => {
    const current = timer;
    if (options.isOn()) for (const room of await options.rooms().catch(() => [])) judge(room, low, options);
    if (timer === current && timer !== null) again(everyMs);
  };
  const stop = engine.subscribe({
    connected: () => {
      end();
      again(Math.min(FIRST_MS, everyMs));
    },
    disconnected: end,
    event: () => undefined,
  });
  return () => {
    stop();
    end();
  };
}

function judge(room: DiskRoom, low: Set<string>, { tell, well, t }: LowDiskOptions): void {
  const { key, name, freeBytes, totalBytes } = room;
  const limit = limitOf(room);
  if (low.has(key)) {
    if (freeBytes < limit * RELIEF) return;
    low.delete(key);
    well(key);
    return;
  }
  if (freeBytes >= limit) return;
  low.add(key);
  const words = () => ({
    title: t('Little room left: {name}', { name }),
    body: t('{free} GB of {total} GB are free. Pulls, builds and containers fail when it is full.', {
      ...{ free: inGigabytes(freeBytes), total: inGigabytes(totalBytes) },
    }),
  });
  tell([{ kind: 'lowDisk', source: key, subject: name, route: '/disk', words }]);
}

const inGigabytes = (bytes: number): number => Math.round(bytes / 1e8) / 10;
