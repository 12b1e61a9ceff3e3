import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { extract } from 'tar-stream';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BuildFault } from '../fault';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContext } from './context';
import { packContext } from './tar';

/** By turns a folder with a file, the same with a link in the file's place, and a link in the folder's place. */
const SWAPPER = `
  const fs = require('node:fs');
  const path = require('node:path');
  const { parentPort, workerData: { place, kept, elsewhere } } = require('node:worker_threads');
  fs.mkdirSync(place);
  parentPort.postMessage('ready');
  for (;;) {
    fs.writeFileSync(path.join(place, 'file'), 'harmless');
    fs.rmSync(path.join(place, 'file'));
    fs.symlinkSync(path.join(elsewhere, 'file'), path.join(place, 'file'));
    fs.rmSync(path.join(place, 'file'));
    fs.writeFileSync(path.join(place, 'file'), 'harmless');
    fs.renameSync(place, kept);
    fs.symlinkSync(elsewhere, place);
    fs.rmSync(place);
    fs.renameSync(kept, place);
  }`;

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

it('a file that becomes a link to elsewhere, or whose folder does, a thousand times, is never followed', async () => {
  const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-elsewhere-'));
  const secret = 'c4n4ry-from-elsewhere';
  fs.writeFileSync(path.join(elsewhere, 'file'), secret);
  const swapped = fs.mkdtempSync(path.join(folder, 'swapped-'));
  const [place, kept] = [path.join(swapped, 'place'), path.join(swapped, 'kept')];
  const swapper = new Worker(SWAPPER, { eval: true, workerData: { place, kept, elsewhere } });
  await once(swapper, 'message');
  let [sent, refused] = [0, 0];
  try {
    for (let turn = 0; turn < 1000; turn++) {
      // A small context, so that there are many moments to be late.
      const place = { folder: swapped, dockerfile: path.join(folder, 'Dockerfile'), classic: true };
      const context = await openContext(place, 'linux');
      const parts = {
        context,
        outside: null,
        platform: 'linux',
        note: () => undefined,
        told: () => undefined,
      } as const;
      try {
        expect(await text(packContext(parts, signal))).not.toContain(secret);
        sent += 1;
      } catch (error) {
        if (!(error instanceof BuildFault)) throw error;
        refused += 1;
      }
    }
  } finally {
    await swapper.terminate();
    fs.rmSync(elsewhere, { recursive: true });
    fs.rmSync(swapped, { recursive: true });
  }
  expect(sent + refused).toBe(1000);
}, 60_000);
