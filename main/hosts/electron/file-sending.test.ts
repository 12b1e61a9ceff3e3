import { EventEmitter } from 'node:events';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTransfers } from '../../services/transfers/transfers';
import { serveFileSending } from './file-sending';

const main = { frameTreeNodeId: 7, parent: null, detached: false, origin: 'slipway://app' };
const hub = createTransfers({
  explain: (error) => ({ code: 'X', message: error instanceof Error ? error.message : '', data: null }),
});
const ipc = new EventEmitter();
serveFileSending(ipc as never, hub.desk);
const say = (...said: unknown[]): boolean =>
  ipc.emit('slipway:send-file', { sender: { mainFrame: main }, senderFrame: main }, ...said);

let folder = '';
beforeAll(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-send-'))));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function upload(size: number) {
  const receive = vi.fn(async (body: AsyncIterable<Buffer>) => void got.push(await buffer(body)));
  const got: Buffer[] = [];
  return { ...hub.offers.upload({ size, receive }), got, receive };
}
const ended = async (id: string) => {
  await expect.poll(() => hub.progress(id)?.state).not.toMatch(/waiting|running/);
  return hub.progress(id);
};

test('a file is read where it lies', async () => {
  const file = path.join(folder, 'big');
  const bytes = Buffer.alloc(3_000_001, 'slipway');
  fs.writeFileSync(file, bytes);
  const { url, id, got } = upload(bytes.length);
  say(url, file);
  expect(await ended(id)).toMatchObject({ state: 'done' });
  expect(got[0]?.equals(bytes)).toBe(true);
});

test.each([
  ['a file that is gone', () => path.join(folder, 'gone'), /^missing/],
  ['a folder', () => folder, /^not-a-file/],
  ['a pipe without a writer', () => path.join(folder, 'pipe'), /^not-a-file/],
  ['a file that has grown', () => path.join(folder, 'grown'), /not of the 5 bytes/],
])('%s fails, and says so', async (_what, at, words) => {
  if (at().endsWith('pipe')) execFileSync('mkfifo', [at()]);
  if (at().endsWith('grown')) fs.writeFileSync(at(), 'more than it was');
  const { url, id } = upload(5);
  say(url, at());
  expect((await ended(id))?.failure?.message).toMatch(words);
});

test.each([
  ['a relative path', (url: string) => [url, 'etc/passwd']],
  ['no path', (url: string) => [url]],
  ['an object', (url: string) => [url, { toString: (): string => '/etc/passwd' }]],
  ['another url', () => ['/transfer/x', '/etc/passwd']],
  ['no url', () => [undefined, '/etc/passwd']],
])('%s moves nothing', async (_what, said) => {
  const { url, receive } = upload(5);
  say(...said(url));
  await new Promise((resolve) => setImmediate(resolve));
  expect(receive).not.toHaveBeenCalled();
});
