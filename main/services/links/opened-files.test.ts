import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOpenedFiles } from './opened-files';

let work = '';
const at = (name: string): string => path.join(work, name);

beforeAll(() => {
  work = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-opened-'));
  fs.writeFileSync(at('compose.yaml'), 'services: {}\n');
  fs.writeFileSync(at('secret.key'), 'x');
  fs.mkdirSync(at('folder.tar'));
  execFileSync('mkfifo', [at('pipe.tar')]);
  fs.symlinkSync(at('gone'), at('broken.tar'));
});
afterAll(() => fs.rmSync(work, { recursive: true, force: true }));

test('an existing regular file is shown to the page once, and is known by an id that nobody guesses', async () => {
  const opened = createOpenedFiles();
  let told = 0;
  opened.onOpen(() => (told += 1));
  expect(await opened.open(at('compose.yaml'))).toBe(true);
  expect(told).toBe(1);
  const [file, ...others] = opened.take();
  expect(others).toEqual([]);
  expect(file).toMatchObject({ kind: 'compose', path: at('compose.yaml'), size: 13 });
  expect(opened.take()).toEqual([]);
  expect(opened.pathOf(file?.id ?? '')).toBe(at('compose.yaml'));
  expect(opened.pathOf(at('compose.yaml'))).toBeNull();
});

test.each(['secret.key', 'folder.tar', 'pipe.tar', 'broken.tar', 'gone.yaml'])('%s is not opened', async (name) => {
  const opened = createOpenedFiles();
  expect(await opened.open(at(name))).toBe(false);
  expect(opened.take()).toEqual([]);
});

test('of a thousand the last hundred are known', async () => {
  const opened = createOpenedFiles();
  await opened.open(at('compose.yaml'));
  const [first] = opened.take();
  for (let count = 0; count < 1000; count += 1) await opened.open(at('compose.yaml'));
  expect(opened.take()).toHaveLength(100);
  expect(opened.pathOf(first?.id ?? '')).toBeNull();
});
