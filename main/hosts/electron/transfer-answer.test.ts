import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createTransfers } from '../../services/transfers/transfers';
import { serveApp } from './protocol';

const hub = createTransfers({ explain: () => ({ code: 'X', message: '', data: null }) });

let serve: (request: Request) => Promise<Response> = () => Promise.reject(new Error('not served'));
serveApp({ handle: (_scheme: string, handler: typeof serve) => (serve = handler) } as never, {
  ...{ files: new Map(), desk: hub.desk, language: () => 'en' as const, t: (text: string) => text },
});

const ask = (url: string, init: RequestInit = {}): Promise<Response> => serve(new Request(`slipway://app${url}`, init));
const endless = (): Readable =>
  Readable.from(
    (async function* () {
      for (;;) yield Buffer.alloc(65_536);
    })(),
    { objectMode: false },
  );

test('a download, once, with the headers of every answer', async () => {
  const open = async () => ({ size: 5, body: Readable.from([Buffer.from('hello')]) });
  const { url, id } = hub.offers.download({ filename: 'a.txt', open });
  expect((await ask(url, { method: 'POST' })).status).toBe(405);
  const answer = await ask(url);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '5',
    'content-disposition': expect.stringContaining('a.txt') as string,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'") as string,
  });
  expect(await answer.text()).toBe('hello');
  await expect.poll(() => hub.progress(id)?.state).toBe('done');
  expect((await ask(url)).status).toBe(404);
});

test('an upload, streamed', async () => {
  const got: Buffer[] = [];
  const receive = async (body: Readable): Promise<void> => void got.push(await buffer(body));
  const { url } = hub.offers.upload({ size: 300_000, receive });
  const bytes = Buffer.alloc(300_000, 7);
  expect((await ask(url, { method: 'PUT', body: bytes })).status).toBe(204);
  expect(got[0]?.equals(bytes)).toBe(true);
});

test('a page that leaves ends the source', async () => {
  const source = endless();
  const { url, id } = hub.offers.download({ filename: 'a', open: async () => ({ size: null, body: source }) });
  const reader = (await ask(url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => hub.progress(id)?.state).toBe('cancelled');
  expect(source.destroyed).toBe(true);
});

test('a page that does not read holds the source up', async () => {
  const source = endless();
  const { url, id } = hub.offers.download({ filename: 'a', open: async () => ({ size: null, body: source }) });
  const answer = await ask(url);
  for (let turn = 0; turn < 1000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(hub.progress(id)?.bytes).toBeLessThan(2 * 2 ** 20);
  await answer.body?.cancel();
});
