import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import type { ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Progress } from './download';
import { createImageStore } from './store';
import {
  answerWell,
  type ImageServer,
  makeImage,
  type MadeImage,
  type Question,
  serveImage,
} from './testing/image-server';

const MANIFEST = { schema: 1, imageVersion: '1.2.0', oldestImageVersion: '1.1.0', released: null } as const;
const MOUNT = 'mount';
const ROOT = 'root.squashfs';
const ROOT_BYTES = 3_000_000;
const HALF = 1_500_000;

let dir = '';
let image: MadeImage;
let server: ImageServer | null = null;
let progress: Progress[] = [];
let pauses: number[] = [];

beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-download-'));
  image = makeImage(path.join(dir, 'made'));
  [progress, pauses] = [[], []];
});
afterEach(() => {
  server?.close();
  server = null;
  fs.rmSync(dir, { recursive: true, force: true });
});

const store = () =>
  createImageStore({ dir: path.join(dir, 'store'), manifest: MANIFEST, arch: 'amd64', log: () => undefined });
const serve = async (fault: (question: Question) => boolean = () => false): Promise<ImageServer> => {
  server?.close();
  server = await serveImage(image, fault);
  return server;
};
const download = (baseUrl: string, signal = new AbortController().signal, sha256 = image.sha256) =>
  store().download({
    baseUrl,
    sha256,
    signal,
    progress: (at) => void progress.push(at),
    timing: { stallMs: 300, pause: async (attempt) => void pauses.push(attempt) },
  });
const failure = (kind: string, words: string) => ({
  name: 'ImageError',
  kind,
  message: expect.stringContaining(words) as string,
});
const rootAsks = (): string[] => (server?.asked ?? []).filter((entry) => entry.startsWith(ROOT));
const names = (): string[] => fs.readdirSync(path.join(dir, 'store')).sort();

/** Everything arrived, byte for byte, and nothing lies about. */
async function arrived(url: string): Promise<void> {
  const files = await download(url);
  for (const file of [files.kernel, files.initramfs, files.root])
    expect(fs.readFileSync(file).equals(image.bytes[path.basename(file)] ?? Buffer.alloc(0))).toBe(true);
  expect(names()).toEqual([`1.2.0-amd64-${image.sha256.slice(0, 12)}`, 'verified.json']);
  expect(await store().installed()).toEqual(files);
}

test('a whole image; the next time nothing is asked', async () => {
  const { url, asked } = await serve();
  await arrived(`${url}/`);
  expect(asked).toHaveLength(4);
  expect(progress.at(-1)).toEqual({ receivedBytes: 3_460_001, totalBytes: 3_460_001 });
  const received = progress.map(({ receivedBytes }) => receivedBytes);
  expect(received).toEqual([...received].sort((a, b) => a - b));
  await arrived(url);
  expect(asked).toHaveLength(4);
});

test('a server that breaks off is asked for the rest', async () => {
  const { url } = await serve(({ file, from, before, response, body }) => {
    if (file !== ROOT || before > 2) return false;
    const start = from ?? 0;
    response.writeHead(from === null ? 200 : 206, {
      'Content-Length': body.length - start,
      'Content-Range': `bytes ${String(start)}-${String(body.length - 1)}/${String(body.length)}`,
    });
    response.write(body.subarray(start, start + 700_000), () => response.destroy());
    return true;
  });
  await arrived(url);
  const starts = rootAsks().map((entry) => Number(entry.split('@')[1]));
  expect(starts).toHaveLength(4);
  expect(starts.slice(1)).toEqual([...starts.slice(1)].sort((a, b) => a - b));
  expect(starts[1]).toBeGreaterThan(0);
  // It got on each time: no reason to wait.
  expect(pauses).toEqual([]);
});

test('after a restart it goes on where it was', async () => {
  const cancel = new AbortController();
  const { url } = await serve(({ file, response, body }) => {
    if (file !== ROOT) return false;
    response.writeHead(200, { 'Content-Length': body.length }).write(body.subarray(0, HALF));
    return true;
  });
  const first = download(url, cancel.signal);
  const part = path.join(dir, 'store', `download-${image.sha256.slice(0, 12)}`, `${ROOT}.part`);
  await expect.poll(() => (fs.existsSync(part) ? fs.statSync(part).size : 0)).toBe(HALF);
  cancel.abort();
  await expect(first).rejects.toMatchObject(failure('aborted', 'was cancelled'));
  expect(fs.statSync(part).size).toBe(HALF);
  const { url: again, asked } = await serve();
  await arrived(again);
  // The parts that were whole are not asked for.
  expect(asked).toEqual(['image.json@-', `${ROOT}@${String(HALF)}`]);
});

test('a server that stalls is left and asked again', async () => {
  const { url } = await serve(({ file, before, response, body }) => {
    if (file !== ROOT || before > 0) return false;
    response.writeHead(200, { 'Content-Length': body.length }).write(body.subarray(0, 1000));
    return true;
  });
  await arrived(url);
  expect(rootAsks()).toEqual([`${ROOT}@-`, `${ROOT}@1000`]);
  expect(pauses).toEqual([1]);
});

test('one that never answers is given up in time', async () => {
  const { url } = await serve(() => true);
  await expect(download(url)).rejects.toMatchObject(failure('unreachable', 'was silent for 0.3 s'));
  expect(pauses).toEqual([1, 2, 3, 4, 5]);
});

test('one that is not there', async () => {
  const { url } = await serve();
  server?.close();
  await expect(download(url)).rejects.toMatchObject(failure('unreachable', 'ECONNREFUSED'));
});

/** Half of it is there from before. */
async function halfway(bytes = image.bytes[ROOT]?.subarray(0, HALF)): Promise<void> {
  const folder = path.join(dir, 'store', `download-${image.sha256.slice(0, 12)}`);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${ROOT}.part`), bytes ?? '');
}

const resumes: readonly [string, (question: Question) => boolean][] = [
  ['ignores Range', ({ response, body }) => (response.writeHead(200).end(body), true)],
  [
    'resumes somewhere else',
    ({ from, response, body }) => {
      if (from === null) return false;
      response.writeHead(206, { 'Content-Range': `bytes 7-${String(ROOT_BYTES - 1)}/${String(ROOT_BYTES)}` });
      response.end(body.subarray(7));
      return true;
    },
  ],
  [
    'has another total',
    ({ from, response, body }) => {
      if (from === null) return false;
      response.writeHead(206, {
        'Content-Range': `bytes ${String(from)}-${String(ROOT_BYTES - 2)}/${String(ROOT_BYTES - 1)}`,
      });
      response.end(body.subarray(from, -1));
      return true;
    },
  ],
  [
    'says 206 and nothing of where',
    ({ from, response, body }) => from !== null && (response.writeHead(206).end(body), true),
  ],
  ['says 416', ({ from, response }) => from !== null && (response.writeHead(416).end(), true)],
];
test.each(resumes)('a server that %s: the whole is taken', async (_, fault) => {
  await halfway();
  const { url } = await serve((question) => question.file === ROOT && fault(question));
  await arrived(url);
});

test('a part of another file is noticed, and the whole is taken', async () => {
  await halfway(randomBytes(HALF));
  const { url } = await serve();
  await arrived(url);
  expect(rootAsks()).toEqual([`${ROOT}@${String(HALF)}`, `${ROOT}@-`]);
});

test('a part that is longer than the whole, or whole but wrong', async () => {
  await halfway(randomBytes(ROOT_BYTES + 1));
  const { url } = await serve();
  await arrived(url);
  fs.rmSync(path.join(dir, 'store'), { recursive: true });
  await halfway(randomBytes(ROOT_BYTES));
  await arrived(url);
});

const lies: readonly [string, (question: Question) => void, string, string][] = [
  ['wrong bytes of the right length', ({ response }) => response.end(randomBytes(ROOT_BYTES)), 'damaged', '(SHA-256)'],
  [
    'a page in its place',
    ({ response }) => response.setHeader('Content-Length', 5).end('Login'),
    'damaged',
    'gives 5 bytes in place of',
  ],
  [
    'more than it should have',
    ({ response }) => inChunks(response).end(randomBytes(ROOT_BYTES + 1)),
    'damaged',
    'gives more than',
  ],
  [
    'it compressed',
    ({ response, body }) => response.setHeader('Content-Encoding', 'gzip').end(body),
    'damaged',
    'compressed',
  ],
  ['HTTP 404', ({ response }) => response.writeHead(404).end(), 'refused', 'has no root.squashfs (HTTP 404)'],
  ['HTTP 500', ({ response }) => response.writeHead(500).end(), 'unreachable', 'HTTP 500'],
  [
    'HTTP 503 now and then',
    (question) => (question.before % 2 === 0 ? question.response.writeHead(503).end() : cut(question)),
    'unreachable',
    'breaks off',
  ],
  [
    'what ends early',
    ({ response, body }) => inChunks(response).end(body.subarray(0, 10)),
    'unreachable',
    'ended after 10 of 3000000 bytes',
  ],
];
/** Without a length: only its end says how much it is. */
const inChunks = (response: ServerResponse): ServerResponse => {
  response.flushHeaders();
  return response;
};
const cut = ({ response }: Question): void => void response.writeHead(200).write('', () => response.destroy());
test.each(lies)('a server that gives %s: nothing is installed', async (_, fault, kind, words) => {
  const { url } = await serve((question) => question.file === ROOT && (fault(question), true));
  await expect(download(url)).rejects.toMatchObject(failure(kind, words));
  expect(await store().installed()).toBeNull();
  // The same server, mended.
  const { url: good } = await serve();
  await arrived(good);
});

test('wrong bytes are tried once more, not for ever', async () => {
  const { url } = await serve(
    (question) => question.file === ROOT && (question.response.end(randomBytes(ROOT_BYTES)), true),
  );
  await expect(download(url)).rejects.toMatchObject({ kind: 'damaged' });
  expect(rootAsks()).toEqual([`${ROOT}@-`, `${ROOT}@-`]);
});

test('a wobbly server is asked again with pauses', async () => {
  const { url } = await serve(({ before, response }) => before < 2 && (response.writeHead(500).end(), true));
  await arrived(url);
  expect(pauses).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
});

test('an image.json other than the pinned one, none, or too much of it', async () => {
  const { url } = await serve();
  const pinned = download(url, new AbortController().signal, 'd'.repeat(64));
  await expect(pinned).rejects.toMatchObject(failure('damaged', 'image.json other than the one this Slipway knows'));
  const without = await serve(({ response }) => (response.writeHead(404).end(), true));
  await expect(download(without.url)).rejects.toMatchObject(failure('refused', 'has no image.json (HTTP 404)'));
  const endless = await serve(({ response }) => {
    const more = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(65_536), more);
    };
    more();
    return true;
  });
  await expect(download(endless.url)).rejects.toMatchObject(failure('damaged', 'something else'));
});

test('a pinned image that is unfit is refused before its parts are asked for', async () => {
  fs.rmSync(image.folder, { recursive: true });
  image = makeImage(image.folder, { imageVersion: '1.0.0' });
  const { url, asked } = await serve();
  await expect(download(url)).rejects.toMatchObject(failure('unfit', 'too old'));
  expect(asked).toEqual(['image.json@-']);
});

test('redirects are followed, not without end', async () => {
  const { url } = await serve(({ request, response }) => {
    if (request.url?.startsWith('/images/') !== true) return false;
    response.writeHead(302, { Location: `/elsewhere/${path.basename(request.url)}` }).end();
    return true;
  });
  await arrived(url);
  fs.rmSync(path.join(dir, 'store'), { recursive: true });
  const { url: endless } = await serve(
    ({ request, response }) => (response.writeHead(302, { Location: request.url }).end(), true),
  );
  await expect(download(endless)).rejects.toMatchObject(failure('refused', 'without end'));
  const { url: away } = await serve(
    ({ response }) => (response.writeHead(302, { Location: 'file:///etc/passwd' }).end(), true),
  );
  await expect(download(away)).rejects.toMatchObject(failure('refused', 'file: addresses'));
});

test('an installed image that was damaged is replaced', async () => {
  const { url } = await serve();
  const { root } = await download(url);
  fs.truncateSync(root, 7);
  await arrived(url);
});

test.runIf(process.getuid?.() === 0)('a host disk without room is noticed before a part is asked for', async () => {
  fs.mkdirSync(path.join(dir, 'store'));
  execFileSync(MOUNT, ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', path.join(dir, 'store')]);
  try {
    const { url, asked } = await serve((question) => (answerWell(question), true));
    await expect(download(url)).rejects.toMatchObject(failure('disk-full', "the host's disk has 32 MiB left"));
    expect(asked).toEqual(['image.json@-']);
  } finally {
    execFileSync('umount', [path.join(dir, 'store')]);
  }
});

test('an image that was packaged is checked, taken and left where it lay; a spoilt one is not taken', async () => {
  const taken = await store().takeFrom(image.folder);
  expect(taken.version).toBe(MANIFEST.imageVersion);
  expect(path.dirname(path.dirname(taken.root))).toBe(path.join(dir, 'store'));
  expect(fs.existsSync(path.join(image.folder, ROOT))).toBe(true);
  expect(await store().takeFrom(image.folder)).toEqual(taken);
  fs.rmSync(path.join(dir, 'store'), { recursive: true });
  fs.truncateSync(path.join(image.folder, ROOT), HALF);
  await expect(store().takeFrom(image.folder)).rejects.toThrow();
});
