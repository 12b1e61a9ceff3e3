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
    expect(await hostHandlers(INFO, () => undefined).info(undefined, connect(1).context)).toEqual({
      ...INFO,
      picksFolders: false,
    }));

  it('asks for a folder where it can', async () => {
    const { context } = connect(1);
    const without = hostHandlers(INFO, () => undefined);
    expect(await without.pickFolder({ from: '/home' }, context)).toEqual({ folder: null });
    const able = hostHandlers(
      INFO,
      () => undefined,
      async (from) => `${from}/chosen`,
    );
    expect(await able.info(undefined, context)).toMatchObject({ picksFolders: true });
    expect(await able.pickFolder({ from: '/home' }, context)).toEqual({ folder: '/home/chosen' });
  });

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
