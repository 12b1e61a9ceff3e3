import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron, noWindowReason, runDesktop } from './desktop.mjs';

let dir = '';
beforeEach(() => (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-electron-'))));
afterEach(() => fs.rmSync(dir, { recursive: true }));

test.each([
  ['linux', {}, 1000, 'there is no display'],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, 1000, 'there is no display'],
  ['linux', { DISPLAY: ':0' }, 1000, null],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000, null],
  ['linux', { DISPLAY: ':0' }, 0, 'Electron does not run as root'],
  ['darwin', {}, 0, null],
  ['win32', {}, undefined, null],
] as const)('on %s with %j as %s: %s', (platform, env, uid, reason) => {
  expect(noWindowReason(platform, env, uid)).toBe(reason);
});

test('the binary is where the package says, if it is', () => {
  expect(findElectron(dir)).toBeNull();
  fs.writeFileSync(path.join(dir, 'path.txt'), 'electron');
  expect(findElectron(dir)).toBeNull();
  fs.mkdirSync(path.join(dir, 'dist'));
  fs.writeFileSync(path.join(dir, 'dist/electron'), '');
  expect(findElectron(dir)).toBe(path.join(dir, 'dist/electron'));
});

const FLAGS = {
  help: false,
  browser: false,
  open: true,
  yes: false,
  port: null,
  engineUrl: 'tcp://h:1',
  dataDir: '/data',
};

test.each([
  ['exit 0', 0],
  ['exit 1', null],
  ['kill -9 $$', null],
])('an app that does %s', async (command, code) => {
  const binary = path.join(dir, 'electron');
  fs.writeFileSync(binary, `#!/bin/sh\necho "$@" > ${dir}/args\n${command}\n`, { mode: 0o755 });
  expect(await runDesktop(binary, FLAGS)).toBe(code);
  expect(fs.readFileSync(`${dir}/args`, 'utf8')).toMatch(/^\/.* --engine=tcp:\/\/h:1 --data-dir=\/data\n$/);
});

test('an app that is not there', async () => {
  expect(await runDesktop(path.join(dir, 'missing'), FLAGS)).toBeNull();
});
