import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from './node-modules.mjs';
import { ROOT } from './paths.mjs';

const LOCK = {
  '': { name: 'x' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a/node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
  'node_modules/other-system': { version: '1.0.0', integrity: 'sha512-o', optional: true },
};
const { 'node_modules/other-system': _other, '': _root, ...INSTALLED } = LOCK;

let root = '';
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-modules-'))));
afterEach(() => fs.rmSync(root, { recursive: true }));

const write = (file: string, packages: object | string): void => {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), typeof packages === 'string' ? packages : JSON.stringify({ packages }));
};

test.each([
  ['the same', INSTALLED, true],
  ['what this system does not need left out', { ...INSTALLED, ...LOCK }, true],
  ['a package missing', { 'node_modules/a': LOCK['node_modules/a'] }, false],
  ['an older version', { ...INSTALLED, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } }, false],
  ['other content', { ...INSTALLED, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-z' } }, false],
  ['half a file', '{"packages": {', false],
  ['an empty file', '', false],
])('%s', (_name, present, installed) => {
  write('package-lock.json', LOCK);
  write('node_modules/.package-lock.json', present);
  expect(isInstalled(root)).toBe(installed);
});

test('no node_modules at all', () => {
  write('package-lock.json', LOCK);
  expect(isInstalled(root)).toBe(false);
});

test('that of this checkout is found to be complete, quickly', () => {
  const started = performance.now();
  expect(isInstalled(ROOT)).toBe(true);
  expect(performance.now() - started).toBeLessThan(1000);
});
