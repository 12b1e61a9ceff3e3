import { describe, expect, it } from 'vitest';
import type { ContainerRow } from '../../contract/containers';
import { readListEntry } from './list';
import { createSubscribers, type Freshness } from './subscribers';

function setUp(count: number) {
  const rows = new Map<string, ContainerRow>();
  let freshness: Freshness = 'loading';
  const subscribers = createSubscribers({ rows, freshness: () => freshness });
  const end = new AbortController();
  const put = (...ids: string[]): void => {
    for (const Id of ids) {
      const listed = readListEntry({ Id }, 0);
      if (listed !== null) rows.set(Id, listed.row);
    }
    subscribers.changed(ids);
  };
  const drop = (id: string): void => {
    rows.delete(id);
    subscribers.changed([id]);
  };
  const be = (next: Freshness): void => {
    freshness = next;
    subscribers.freshnessChanged();
  };
  put(...Array.from({ length: count }, (_, index) => `c${String(index)}`));
  return { rows, put, drop, be, end, watch: () => subscribers.watch(end.signal) };
}

type Watch = ReturnType<ReturnType<typeof setUp>['watch']>;
const pull = async (watch: Watch) => (await watch.next()).value;

describe('watch', () => {
  it('resets, sends all rows in batches, then says that it is in step', async () => {
    const { watch, be } = setUp(450);
    be('synced');
    const reader = watch();
    expect(await pull(reader)).toEqual({ type: 'reset' });
    const sizes = [await pull(reader), await pull(reader), await pull(reader)];
    expect(sizes.map((each) => each?.type === 'upsert' && each.rows.length)).toEqual([200, 200, 50]);
    expect(await pull(reader)).toEqual({ type: 'synced' });
  });

  it('makes small batches of rows full of labels', async () => {
    const full = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`k${String(index)}`, 'v'.repeat(1000)]));
    const { rows, put, watch } = setUp(0);
    put(...Array.from({ length: 100 }, (_, index) => `big${String(index)}`));
    for (const [id, row] of rows) rows.set(id, { ...row, labels: full });
    const reader = watch();
    await pull(reader);
    const big = await pull(reader);
    expect(big?.type === 'upsert' && big.rows.length).toBeLessThan(20);
  });

  it('merges for a reader that does not read: it gets each row once, as it is by then', async () => {
    const { watch, put, drop, be } = setUp(3);
    const reader = watch();
    await pull(reader);
    await pull(reader);
    for (let round = 0; round < 5000; round++) {
      put('c0', `new${String(round)}`);
      drop(`new${String(round)}`);
      be(round % 2 === 0 ? 'synced' : 'stale');
    }
    drop('c1');
    be('synced');
    expect(await pull(reader)).toEqual({ type: 'remove', ids: ['c1'] });
    const last = await pull(reader);
    expect(last?.type === 'upsert' && last.rows.map(({ id }) => id)).toEqual(['c0']);
    expect(await pull(reader)).toEqual({ type: 'synced' });
  });

  it('says stale at once, and in step again after the rows', async () => {
    const { watch, put, be } = setUp(1);
    be('synced');
    const reader = watch();
    for (let pulls = 0; pulls < 3; pulls++) await pull(reader);
    be('stale');
    expect(await pull(reader)).toEqual({ type: 'stale' });
    put('c9');
    be('synced');
    expect(await pull(reader)).toMatchObject({ type: 'upsert' });
    expect(await pull(reader)).toEqual({ type: 'synced' });
  });

  it('ends when aborted, also while it waits', async () => {
    const { watch, end } = setUp(0);
    const reader = watch();
    await pull(reader);
    const waiting = reader.next();
    end.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
