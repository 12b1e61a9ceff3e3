import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../../../testing/dockerd.mjs';
import { findOpener, openBrowser } from './open-browser';

const URL_WITH_CODE = 'http://127.0.0.1:8080/#secret-code';

let home = '';
beforeEach(() => (home = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-home-'))));
afterEach(() => fs.rmSync(home, { recursive: true }));

/** An xdg-open that writes down what it was given. */
const standIn = (): string => {
  const bin = path.join(home, 'bin');
  fs.mkdirSync(bin);
  const script = `#!/bin/sh\nstat -c %a "$1" > ${home}/mode\ncp "$1" ${home}/seen\necho "$@" > ${home}/args\n`;
  fs.writeFileSync(path.join(bin, 'xdg-open'), script, { mode: 0o755 });
  return bin;
};
const pages = (): string[] => fs.readdirSync(home).filter((name) => name.endsWith('.html'));

test.each([
  ['linux', {}, null],
  ['linux', { DISPLAY: ':0', PATH: '/nowhere:bin:' }, null],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '', PATH: '/usr/bin' }, null],
  ['darwin', {}, '/usr/bin/open'],
  ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, null],
  ['win32', {}, 'explorer.exe'],
] as const)('on %s with %j: %s', (platform, env, opener) => expect(findOpener(platform, env)).toBe(opener));

test('the code is in a file for this user only, and in no argument', async () => {
  const env = { DISPLAY: ':0', PATH: `${standIn()}:/usr/bin:/bin` };
  const cleanUp = openBrowser({ url: URL_WITH_CODE, homeDir: home, platform: 'linux', env });
  await until(() => fs.existsSync(`${home}/args`), 5_000, 'the opener has run');
  expect(fs.readFileSync(`${home}/args`, 'utf8')).not.toContain('secret-code');
  expect(fs.readFileSync(`${home}/seen`, 'utf8')).toContain(`content="0; url=${URL_WITH_CODE}"`);
  expect(fs.readFileSync(`${home}/mode`, 'utf8').trim()).toBe('600');
  expect(pages()).toHaveLength(1);
  cleanUp();
  expect(pages()).toEqual([]);
});

test('without a browser nothing is written', () => {
  openBrowser({ url: URL_WITH_CODE, homeDir: home, platform: 'linux', env: {} })();
  expect(fs.readdirSync(home)).toEqual([]);
});

test('a home that cannot be written to is no error', () => {
  const env = { DISPLAY: ':0', PATH: standIn() };
  openBrowser({ url: URL_WITH_CODE, homeDir: `${home}/missing`, platform: 'linux', env })();
  expect(fs.existsSync(`${home}/args`)).toBe(false);
});

test('an opener that cannot run leaves no file', async () => {
  const bin = standIn();
  fs.writeFileSync(path.join(bin, 'xdg-open'), '#!/nonexistent\n');
  openBrowser({ url: URL_WITH_CODE, homeDir: home, platform: 'linux', env: { DISPLAY: ':0', PATH: bin } });
  await until(() => pages().length === 0, 5_000, 'the file is gone');
});
