import { describe, expect, it } from 'vitest';
import { hostHandlers } from './host';
import type { CallContext } from './wire/types';

const INFO = { version: '0.1.0', host: 'browser', platform: 'linux', dataDir: '/data' } as const;

function connect(id: number): { readonly context: CallContext; readonly end: AbortController } {
  const end = new AbortController();
  return { end, context: { signal: end.signal, connection: { id, signal: end.signal } } };
}

describe('host', () => {
  it('tells what it is', async () =>
    expect(await hostHandlers(INFO, () => undefined).info(undefined, connect(1).context)).toEqual(INFO));

  it('is visible while any connected page is', async () => {
    const told: boolean[] = [];
    const { visibility } = hostHandlers(INFO, (visible) => told.push(visible));
    const [one, two] = [connect(1), connect(2)];
    await visibility({ visible: true }, one.context);
    await visibility({ visible: true }, two.context);
    await visibility({ visible: false }, one.context);
    expect(told).toEqual([true, true, true]);
    two.end.abort();
    expect(told).toEqual([true, true, true, false]);
    one.end.abort();
    await visibility({ visible: true }, two.context);
    expect(told).toHaveLength(4);
  });
});
