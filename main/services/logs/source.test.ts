import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { type EngineClient, EngineError } from '../engine/types';
import { createSource } from './source';

const REFUSED = new EngineError('unreachable', 'not in this test');

it('has not caught up with a log that was cut off while it was read', async () => {
  const begun: (() => void)[] = [];
  const reading = new Promise<void>((resolve) => begun.push(resolve));
  const client: EngineClient = {
    json: () => Promise.resolve({ Id: 'a', Name: '/a', Config: { Tty: true }, State: { Running: true } }),
    text: () => Promise.reject(REFUSED),
    hijack: () => Promise.reject(REFUSED),
    stream: async ({ query, signal }) => {
      // The preview is of no interest here, and the whole log never ends.
      if (query?.tail !== undefined && query.tail !== 'all') throw REFUSED;
      const answer = new IncomingMessage(new Socket());
      answer.push('2026-01-01T00:00:00.000000000Z first\n');
      signal?.addEventListener('abort', () => answer.destroy(new Error('cut')));
      begun.forEach((tell) => tell());
      return answer;
    },
  };
  const spool = { write: () => Promise.reject(new Error('no disk')), close: () => Promise.resolve() };
  const source = createSource({ id: 'a', spool, limit: 1_000_000, log: () => undefined });
  const epoch = new AbortController();
  const cut = new Promise<void>((resolve) => source.onChange(() => epoch.signal.aborted && resolve()));
  source.connected(client, epoch.signal);
  await reading;
  epoch.abort();
  await cut;
  expect([source.state(), source.caughtUp()]).toEqual(['reading', false]);
  await source.close();
});
