import { describe, expect, it } from 'vitest';
import { createCommands } from '../services/shell/commands';
import { createOpenedFiles } from '../services/links/opened-files';
import { createRoutes } from '../services/shell/routes';
import { hostHandlers } from './host';
import { createSight } from './sight';
import type { CallContext } from './wire/types';

const INFO = { version: '0.1.0', host: 'browser', platform: 'linux', dataDir: '/data', opensFiles: false } as const;

const HOST = {
  ...{ about: INFO, pickFolder: null, routes: createRoutes(), commands: createCommands(), lastCrash: null },
  ...{ sight: createSight(), openedFiles: createOpenedFiles() },
};

function connect(id: number): { readonly context: CallContext; readonly end: AbortController } {
  const end = new AbortController();
  return { end, context: { signal: end.signal, connection: { id, signal: end.signal } } };
}

describe('host', () => {
  it('tells what it is', async () =>
    expect(await hostHandlers(HOST, () => undefined).info(undefined, connect(1).context)).toEqual({
      ...INFO,
      picksFolders: false,
    }));

  it('asks for a folder where it can', async () => {
    const { context } = connect(1);
    const without = hostHandlers(HOST, () => undefined);
    expect(await without.pickFolder({ from: '/home' }, context)).toEqual({ folder: null });
    const able = hostHandlers({ ...HOST, pickFolder: async (from) => `${from}/chosen` }, () => undefined);
    expect(await able.info(undefined, context)).toMatchObject({ picksFolders: true });
    expect(await able.pickFolder({ from: '/home' }, context)).toEqual({ folder: '/home/chosen' });
  });

  it('is visible while any connected page is', async () => {
    const told: boolean[] = [];
    const { visibility } = hostHandlers(HOST, (visible) => told.push(visible));
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

  it('asks a page to show a view, once, the newest that was asked for', async () => {
    const routes = createRoutes();
    const { context, end } = connect(1);
    routes.open('/containers/a');
    routes.open('/containers/b');
    const told = hostHandlers({ ...HOST, routes }, () => undefined).routes(undefined, context);
    const asked = told[Symbol.asyncIterator]();
    expect(await asked.next()).toEqual({ done: false, value: { route: '/containers/b' } });
    const next = asked.next();
    routes.open('/images');
    expect((await next).value).toEqual({ route: '/images' });
    end.abort();
    expect((await asked.next()).done).toBe(true);
    expect(routes.take()).toBeNull();
  });
});
