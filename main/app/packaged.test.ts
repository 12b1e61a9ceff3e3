import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AppOptions } from './options';
import { packagedImage, withPackagedTools } from './packaged';

let resources = '';
beforeEach(() => (resources = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-resources-'))));
afterEach(() => fs.rmSync(resources, { recursive: true }));

const options = (env: AppOptions['env'], platform: NodeJS.Platform = 'linux', more = {}): AppOptions => ({
  ...{
    dataDir: '/d',
    engineUrl: null,
    checkout: null,
    homeDir: '/h',
    version: '0',
    user: 'me',
    host: 'electron',
    env,
    platform,
  },
  startLogScanner: () => {
    throw new Error('nothing is searched here');
  },
  ...more,
});

test('what came with Slipway is the last on the PATH', () => {
  const bin = path.join(resources, 'bin');
  expect(withPackagedTools(options({ PATH: '/a' })).env.PATH).toBe('/a');
  expect(withPackagedTools(options({ PATH: '/a' }, 'linux', { resources })).env.PATH).toBe('/a');
  fs.mkdirSync(bin);
  expect(withPackagedTools(options({ PATH: '/a:/b' }, 'linux', { resources })).env.PATH).toBe(`/a:/b:${bin}`);
  expect(withPackagedTools(options({}, 'darwin', { resources })).env.PATH).toBe(bin);
  expect(withPackagedTools(options({ Path: 'C:\\a' }, 'win32', { resources })).env).toEqual({ Path: `C:\\a;${bin}` });
});

test('the image of this processor, if one came along', () => {
  expect(packagedImage(options({}), 'amd64')).toBeNull();
  expect(packagedImage(options({}, 'linux', { resources }), 'amd64')).toBeNull();
  fs.mkdirSync(path.join(resources, 'vm/amd64'), { recursive: true });
  fs.writeFileSync(path.join(resources, 'vm/amd64/image.json'), '{}');
  expect(packagedImage(options({}, 'linux', { resources }), 'amd64')).toBe(path.join(resources, 'vm/amd64'));
  expect(packagedImage(options({}, 'linux', { resources }), 'arm64')).toBeNull();
});
