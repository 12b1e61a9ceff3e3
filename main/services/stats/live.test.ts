import { afterEach, describe, expect, it } from 'vitest';
import type { LiveBatch, Sample, Standing } from '../../contract/stats';
import { createLive, type Live } from './live';

const STANDING: Standing = { memoryLimit: null, netRx: null, netTx: null, blockRead: null, blockWrite: null };
const sample = (at: number): Sample => ({
  ...{ at, cpu: 1, memory: 2, cache: 0, netRx: null, netTx: null },
  ...{ blockRead: null, blockWrite: null, pids: 1, throttled: 0 },
});
const times = (batch: LiveBatch | undefined): readonly string[] =>
  (batch ?? []).map(({ id, samples }) => `${id}: ${samples.map(({ at }) => at).join(' ')}`);

const ends: AbortController[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end.abort();
});

const make = (seed: (id: string) => readonly Sample[] = () => []): Live =>
  createLive({ onInterest: () => undefined, seed });

function look(live: Live, ids: readonly string[], given: { pace?: 'list' | 'detail'; after?: number } = {}) {
  const end = new AbortController();
  ends.push(end);
  const { pace = 'list', after = 0 } = given;
  const items = live.watch({ wanted: ids.map((id) => ({ id, after })), pace }, end.signal);
  const next = async (): Promise<LiveBatch | undefined> => (await items.next()).value ?? undefined;
  return { next, items, end };
}

describe('who looks', () => {
  it('gets what comes, merged while nothing is taken, and never more than is kept', async () => {
    const live = make();
    const { next } = look(live, ['a', 'b']);
    const first = next();
    live.add('a', sample(1), STANDING);
    expect(times(await first)).toEqual(['a: 1']);
    for (let at = 2; at < 1000; at += 1) live.add('a', sample(at), STANDING);
    live.add('b', sample(5), STANDING);
    const [a, b] = (await next()) ?? [];
    expect(a?.samples.length).toBe(150);
    expect(a?.samples.at(-1)?.at).toBe(999);
    expect(b?.samples.length).toBe(1);
  });

  it('gets what others saw before, and nothing twice', async () => {
    const live = make();
    const one = look(live, ['a']);
    const first = one.next();
    live.add('a', sample(1), STANDING);
    live.add('a', sample(2), STANDING);
    await first;
    expect(times(await look(live, ['a']).next())).toEqual(['a: 1 2']);
    expect(times(await look(live, ['a'], { after: 1 }).next())).toEqual(['a: 2']);
  });

  it('begins with the history where nobody looked before', async () => {
    const live = make((id) => (id === 'a' ? [sample(1), sample(2)] : []));
    expect(times(await look(live, ['a', 'b']).next())).toEqual(['a: 1 2']);
  });
});

describe('what is wanted', () => {
  it('is what somebody looks at, in the fastest pace asked for, until nobody does', async () => {
    const live = make(() => [sample(1)]);
    const list = look(live, ['a', 'b']);
    const detail = look(live, ['b'], { pace: 'detail' });
    await Promise.all([list.next(), detail.next()]);
    expect([live.wanted('list'), live.wanted('detail')]).toEqual([['a'], ['b']]);
    await detail.items.return(undefined);
    expect([live.wanted('list'), live.wanted('detail')]).toEqual([['a', 'b'], []]);
    await list.items.return(undefined);
    expect([live.wanted('list'), live.wanted('detail')]).toEqual([[], []]);
  });

  it('ends when the page goes away', async () => {
    const live = make();
    const { next, end } = look(live, ['a']);
    const waiting = next();
    expect(live.wanted('list')).toEqual(['a']);
    end.abort();
    expect(await waiting).toBeUndefined();
    expect(live.wanted('list')).toEqual([]);
  });
});
