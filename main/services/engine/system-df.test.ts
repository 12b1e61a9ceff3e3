import { expect, test } from 'vitest';
import { readUsage, totalOf, usageOf } from './system-df';
import { type EngineClient, EngineError } from './types';

const no = () => Promise.reject(new Error('not asked'));
const clientOf = (json: EngineClient['json']): EngineClient => ({ json, text: no, stream: no, hijack: no });
const never = new AbortController().signal;

test.each([null, [], 'text', { Images: 'no', Containers: [3], Volumes: [{}], ImageUsage: 7 }])(
  'what is no answer at all is nothing: %j',
  (answer) => expect(totalOf(usageOf(answer))).toBe(0),
);

test.each([null, 'no', 7])('what is no object is an error: %j', (body) =>
  expect(
    readUsage(
      clientOf(async () => body),
      never,
    ),
  ).rejects.toMatchObject({ kind: 'malformed' }),
);

test('an engine that is counting for somebody else is asked again', async () => {
  let asked = 0;
  const client = clientOf(async () => {
    asked += 1;
    if (asked === 1) throw new EngineError('refused', 'a disk usage operation is already running', 500);
    return { LayersSize: 200 };
  });
  const usage = await readUsage(client, never);
  expect([asked, usage.layersBytes]).toEqual([2, 200]);
});
