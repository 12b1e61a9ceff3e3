import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContext } from './context';
import { packContext } from './tar';

let folder: string;
const signal = new AbortController().signal;
const MB = 1_000_000;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-tar-'));
  fs.writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function pack(told: (bytes: number) => void = () => undefined, ending: AbortSignal = signal) {
  const place = { folder, dockerfile: path.join(folder, 'Dockerfile'), classic: true };
  const context = await openContext(place, 'linux');
  return packContext({ context, outside: null, platform: 'linux', note: () => undefined, told }, ending);
}

it('modes, links, long and foreign names, whole contents', async () => {
  const long = `${'long/'.repeat(30)}näme`;
  fs.mkdirSync(path.dirname(path.join(folder, long)), { recursive: true });
  fs.writeFileSync(path.join(folder, long), 'content of it');
  fs.writeFileSync(path.join(folder, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  fs.symlinkSync('long/näher', path.join(folder, 'link'));
  const found = new Map<string, object>();
  const reader = extract();
  reader.on('entry', (headers, stream, next) => {
    void text(stream).then((content) => {
      found.set(headers.name, { ...headers, content });
      next();
    });
  });
  await new Promise<void>((resolve, reject) => {
    reader.once('finish', () => resolve()).once('error', reject);
    void pack().then((stream) => stream.pipe(reader));
  });
  expect(found.get(long)).toMatchObject({ content: 'content of it', type: 'file', uid: 0, gid: 0 });
  expect(found.get('run.sh')).toMatchObject({ mode: 0o755 });
  expect(found.get('link')).toMatchObject({ type: 'symlink', linkname: 'long/näher' });
  expect(found.get('long/')).toMatchObject({ type: 'directory' });
});

it('nothing is read before it is taken', async () => {
  fs.writeFileSync(path.join(folder, 'huge'), '');
  fs.truncateSync(path.join(folder, 'huge'), 200 * MB);
  let packed = 0;
  const stream = await pack((bytes) => (packed = bytes));
  const chunks = stream[Symbol.asyncIterator]();
  let [taken, most] = [0, 0];
  for (;;) {
    const next = (await chunks.next()) as IteratorResult<Buffer, undefined>;
    if (next.done === true) break;
    taken += next.value.length;
    await turn();
    most = Math.max(most, packed - taken);
  }
  expect(taken).toBeGreaterThan(200 * MB);
  expect(most).toBeLessThan(MB);
  fs.rmSync(path.join(folder, 'huge'));
});

it('a file that is gone when its turn comes is named, and an end is no end of the archive', async () => {
  fs.writeFileSync(path.join(folder, 'a-large'), Buffer.alloc(4 * MB));
  fs.writeFileSync(path.join(folder, 'z-secret'), 'x');
  const stream = await pack();
  stream.once('data', () => fs.rmSync(path.join(folder, 'z-secret')));
  await expect(stream.toArray()).rejects.toMatchObject({ fault: 'bad-wish', path: 'z-secret' });
  const ending = new AbortController();
  const cut = await pack(() => undefined, ending.signal);
  ending.abort();
  await expect(cut.toArray()).rejects.toThrow();
});
