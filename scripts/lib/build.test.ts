import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuilt, stampOf, writeStamp } from './build.mjs';

let root = '';
const inRoot = (file: string): string => path.join(root, file);
const write = (file: string, content: string): void => {
  fs.mkdirSync(path.dirname(inRoot(file)), { recursive: true });
  fs.writeFileSync(inRoot(file), content);
};
const RESULTS = ['main/electron.js', 'main/browser.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html'];

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-build-'));
  write('main/app.ts', 'app');
  write('main/app.test.ts', 'test');
  write('renderer/app/app.tsx', 'page');
  write('package.json', '{}');
  for (const file of RESULTS) write(`out/${file}`, 'built');
  writeStamp(inRoot('out'), stampOf(root));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const built = (): boolean => isBuilt(root, inRoot('out'));
const touch = (file: string): void => fs.utimesSync(inRoot(file), new Date(0), new Date(0));

test('a fresh build is one', () => expect(built()).toBe(true));

test.each<[string, () => void]>([
  ['a source is changed', () => write('main/app.ts', 'more')],
  ['a source is changed to the same length', () => write('renderer/app/app.tsx', 'PAGE')],
  ['a source is new', () => write('main/new.ts', '')],
  ['a source is gone', () => fs.rmSync(inRoot('renderer/app/app.tsx'))],
  ['a source is renamed', () => fs.renameSync(inRoot('main/app.ts'), inRoot('main/core.ts'))],
  ['the dependencies are changed', () => write('package-lock.json', '{}')],
  ['the build is cut short', () => fs.rmSync(inRoot('out/main/browser.js'))],
  ['the stamp is gone', () => fs.rmSync(inRoot('out/.stamp'))],
  ['the stamp is half written', () => write('out/.stamp', '{"times":')],
  ['the stamp is null', () => write('out/.stamp', 'null')],
])('stale when %s', (_name, change) => {
  change();
  expect(built()).toBe(false);
});

test('times that differ mean nothing: a fresh checkout, a touch', () => {
  touch('main/app.ts');
  expect(built()).toBe(true);
  // Remembered, so that the contents are read once only.
  expect(JSON.parse(fs.readFileSync(inRoot('out/.stamp'), 'utf8'))).toMatchObject({ times: stampOf(root).times });
});

test('tests and documents are not built', () => {
  write('main/app.test.ts', 'other test');
  write('README.md', 'text');
  expect(built()).toBe(true);
});
