import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, defaultDataDir } from './app';
import type { CallContext } from './rpc/wire/types';

let dir: string;
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-app-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const never = new AbortController().signal;
const context: CallContext = { signal: never, connection: { id: 1, signal: never } };

describe('createApp', () => {
  it('is there at once without an engine, says so, and leaves nothing behind', async () => {
    const start = performance.now();
    const app = await createApp({
      ...{ dataDir: path.join(dir, 'data'), engineUrl: `unix://${dir}/none.sock`, env: {}, homeDir: dir },
      ...{ platform: process.platform, version: '0.1.0', host: 'browser', user: 'me', checkout: null },
      startLogScanner: () => {
        throw new Error('nothing is searched here');
      },
    });
    expect(performance.now() - start).toBeLessThan(500);
    expect(await app.handlers.host.info(undefined, context)).toMatchObject({ version: '0.1.0', host: 'browser' });
    await expect(app.handlers.containers.inspect({ id: 'x' }, context)).rejects.toMatchObject({
      name: 'WireError',
      code: 'ENGINE_UNREACHABLE',
    });
    await app.handlers.settings.update({ theme: 'dark' }, context);
    fs.writeFileSync(path.join(dir, 'data/settings.json'), '{"version":1,"machine":{"cpus":7}}');
    for await (const { settings } of app.handlers.machine.watch(undefined, context)) if (settings.cpus === 7) break;
    await app.close();
    expect(fs.readdirSync(path.join(dir, 'data')).sort()).toEqual(['logs', 'settings.json', 'settings.schema.json']);
    expect(fs.readFileSync(path.join(dir, 'data/logs/slipway.log'), 'utf8')).toContain('Slipway 0.1.0');
  });
});

describe('defaultDataDir', () => {
  it.each([
    ['linux', {}, '/home/x', '/home/x/.local/share/slipway'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/x', '/data/slipway'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/x', '/home/x/.local/share/slipway'],
    ['darwin', {}, '/Users/x', '/Users/x/Library/Application Support/Slipway'],
    ['win32', { APPDATA: 'C:\\Users\\x\\AppData\\Roaming' }, 'C:\\Users\\x', 'C:\\Users\\x\\AppData\\Roaming\\Slipway'],
    ['win32', {}, 'C:\\Users\\x', 'C:\\Users\\x\\AppData\\Roaming\\Slipway'],
  ] as const)('on %s with %o', (platform, env, home, dataDir) =>
    expect(defaultDataDir(platform, env, home)).toBe(dataDir),
  );
});
