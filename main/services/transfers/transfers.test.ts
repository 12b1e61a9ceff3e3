import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { createTransfers } from './transfers';

const explain = (error: unknown) => ({ code: 'X', message: error instanceof Error ? error.message : '', data: null });
const secretOf = ({ url }: { readonly url: string }): string => url.slice('/transfer/'.length);
const content = (words: string, size: number | null = words.length) => ({
  size,
  body: Readable.from([Buffer.from(words)]),
});
const create = () => {
  const hub = createTransfers({ explain });
  const progress = (id: string) => hub.progress(id);
  return { offers: hub.offers, desk: hub.desk, progress, cancel: (id: string) => hub.cancel(id) };
};
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a download is had once, by its secret only', async () => {
  const { offers, desk, progress } = create();
  const ticket = offers.download({ filename: 'a', open: async () => content('hello') });
  expect(ticket.url).toMatch(/^\/transfer\/[\w-]{43}$/);
  for (const guess of ['', ticket.id, `${secretOf(ticket)}x`, secretOf(ticket).slice(1)])
    expect(desk.download(guess)).toBeNull();
  expect(desk.upload(secretOf(ticket))).toBeNull();
  const open = desk.download(secretOf(ticket));
  expect(desk.download(secretOf(ticket))).toBeNull();
  const { body, size, filename } = (await open?.()) ?? { body: Readable.from([]) };
  expect([filename, size, await text(body)]).toEqual(['a', 5, 'hello']);
  await settled();
  expect(progress(ticket.id)).toEqual({ state: 'done', bytes: 5, total: 5, failure: null });
});

test('a ticket that nobody comes with expires', async () => {
  vi.useFakeTimers();
  try {
    const { offers, desk, progress } = create();
    const ticket = offers.upload({ size: 1, receive: async () => undefined });
    vi.advanceTimersByTime(31_000);
    expect(desk.upload(secretOf(ticket))).toBeNull();
    expect(progress(ticket.id)?.state).toBe('expired');
    vi.advanceTimersByTime(61_000);
    expect(progress(ticket.id)).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['short', 6],
  ['long', 4],
])('a download that is too %s is broken, never taken for whole', async (_words, size) => {
  const { offers, desk, progress } = create();
  const ticket = offers.download({ filename: 'a', open: async () => content('hello', size) });
  const open = await desk.download(secretOf(ticket))?.();
  await expect(text(open?.body ?? Readable.from([]))).rejects.toThrow(/announced/);
  await settled();
  expect(progress(ticket.id)?.state).toBe('failed');
});

test('what cannot be opened fails with its reason', async () => {
  const { offers, desk, progress } = create();
  const ticket = offers.download({ filename: 'a', open: () => Promise.reject(new Error('no such file')) });
  await expect(desk.download(secretOf(ticket))?.()).rejects.toThrow('no such file');
  expect(progress(ticket.id)).toMatchObject({ state: 'failed', failure: { message: 'no such file' } });
});

test('leaving ends the source, and so does a cancel; neither is a failure', async () => {
  const { offers, desk, progress, cancel } = create();
  for (const leave of [(body: Readable) => void body.destroy(), (_body: Readable, id: string) => cancel(id)]) {
    const source = Readable.from([Buffer.alloc(10), Buffer.alloc(10)]);
    const signals: AbortSignal[] = [];
    const open = async (signal: AbortSignal) => {
      signals.push(signal);
      return { size: 20, body: source };
    };
    const ticket = offers.download({ filename: 'a', open });
    const opened = await desk.download(secretOf(ticket))?.();
    leave(opened?.body ?? Readable.from([]), ticket.id);
    await settled();
    await settled();
    expect(progress(ticket.id)?.state).toBe('cancelled');
    expect(source.destroyed).toBe(true);
    expect(signals[0]?.aborted).toBe(true);
  }
});

test('an upload arrives whole, or fails', async () => {
  const { offers, desk, progress } = create();
  const got: string[] = [];
  const receive = async (body: Readable): Promise<void> => void got.push(await text(body));
  const send = async (words: string, length: number | null) => {
    const ticket = offers.upload({ size: 5, receive });
    await desk
      .upload(secretOf(ticket))?.(Readable.from([Buffer.from(words)]), length)
      .catch(() => undefined);
    return progress(ticket.id);
  };
  expect(await send('hello', 5)).toEqual({ state: 'done', bytes: 5, total: 5, failure: null });
  expect((await send('hello', 6))?.state).toBe('failed');
  expect((await send('hell', null))?.state).toBe('failed');
  expect((await send('hello!', null))?.state).toBe('failed');
  expect(got).toEqual(['hello']);
});

test('a source waits for a reader that does not read', async () => {
  const { offers, desk } = create();
  let given = 0;
  const endless = Readable.from(
    (async function* () {
      for (;;) {
        given += 65_536;
        yield Buffer.alloc(65_536);
      }
    })(),
    { objectMode: false },
  );
  const ticket = offers.download({ filename: 'a', open: async () => ({ size: null, body: endless }) });
  const open = await desk.download(secretOf(ticket))?.();
  for (let turn = 0; turn < 1000; turn += 1) await settled();
  expect(given).toBeLessThan(2 * 2 ** 20);
  open?.body.destroy();
});

test('thousands of offers are not kept', () => {
  const { offers, desk } = create();
  const first = offers.download({ filename: 'a', open: async () => content('x') });
  for (let count = 0; count < 1000; count += 1) offers.download({ filename: 'a', open: async () => content('x') });
  expect(desk.download(secretOf(first))).toBeNull();
});
