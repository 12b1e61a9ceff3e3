import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTexts } from '../../../../texts/translate';
import type { FeedListener } from '../../engine/types';
import { watchDisks } from './low-disk';

const { t } = createTexts('en', {});
const GIB = 1 << 30;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('little room is told once, and again only after there was room; nobody looks without an engine', async () => {
  const disk = { freeBytes: 6 * GIB, looks: 0 };
  const told: string[] = [];
  const listeners: FeedListener[] = [];
  const stop = watchDisks({
    engine: {
      subscribe: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    },
    rooms: async () => {
      disk.looks += 1;
      return [{ key: '1', name: 'the disk', freeBytes: disk.freeBytes, totalBytes: 100 * GIB }];
    },
    isOn: () => true,
    tell: (news) => void told.push(...news.map(({ words }) => words(1).title)),
    well: (source) => void told.push(`well ${source}`),
    ...{ t, everyMs: 1000 },
  });
  const at = async (gib: number): Promise<void> => {
    disk.freeBytes = gib * GIB;
    await vi.advanceTimersByTimeAsync(1000);
  };
  const [listener] = listeners;
  await at(1);
  expect(disk.looks).toBe(0);
  listener?.connected({} as never, new AbortController().signal);
  for (const gib of [6, 4.9, 4, 5.1, 7, 4.9, 8, 3]) await at(gib);
  expect(told).toEqual(['Little room left: the disk', 'well 1', 'Little room left: the disk']);
  listener?.disconnected();
  const { looks } = disk;
  await at(1);
  expect(disk.looks).toBe(looks);
  stop();
});
