import * as v from 'valibot';
import { expect, test } from 'vitest';
import { engineErrors } from '../contract/errors';
import { EngineError, EngineTimeout } from '../services/engine/types';
import { engineNaming } from './errors';

const { call, items } = engineNaming;

const thrown = (error: Error) => call(() => Promise.reject(error))().catch((caught: unknown) => caught);

test.each([
  [
    new EngineError('unreachable', 'No socket at /x.', null, 'ENOENT'),
    'ENGINE_UNREACHABLE',
    { reason: 'No socket at /x.' },
  ],
  [new EngineError('malformed', 'Not JSON.'), 'ENGINE_UNREACHABLE', { reason: 'Not JSON.' }],
  [new EngineTimeout(50, 'Late.'), 'ENGINE_TIMEOUT', { afterMs: 50 }],
  [new EngineError('refused', 'no such <b>', 404), 'NOT_FOUND', { engineMessage: 'no such <b>' }],
  [new EngineError('refused', 'in use', 409), 'ENGINE_REFUSED', { status: 409, engineMessage: 'in use' }],
] as const)('%s becomes %s', async (error, code, data) => {
  expect(await thrown(error)).toMatchObject({ name: 'WireError', code, data });
  expect(v.is(engineErrors[code], data)).toBe(true);
});

test('cancelled calls and bugs stay what they are', async () => {
  for (const error of [new EngineError('aborted', 'Cancelled.'), new TypeError('bug')])
    expect(await thrown(error)).toBe(error);
});

test('arguments and results pass through', async () => {
  expect(await call((a: number, b: string) => Promise.resolve(`${String(a)}${b}`))(1, 'x')).toBe('1x');
});

test('items pass until one throws, and its error is named', async () => {
  async function* broken(last: number) {
    yield last;
    await Promise.reject(new EngineError('malformed', 'Not JSON.'));
  }
  const seen: number[] = [];
  const reading = (async () => {
    for await (const item of items(broken)(7)) seen.push(item);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  expect(seen).toEqual([7]);
});
