import { PassThrough } from 'node:stream';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { onEnter, ownsTerminal } from './terminal';

test('each line calls, whatever is in it; the end of the input does not', async () => {
  const input = new PassThrough();
  let lines = 0;
  onEnter(input, () => (lines += 1));
  input.write('\n');
  input.write('x\n\r\n');
  input.end();
  await once(input, 'close');
  expect(lines).toBe(3);
});

test('nothing calls after the stop', async () => {
  const input = new PassThrough();
  let lines = 0;
  const stop = onEnter(input, () => (lines += 1));
  stop();
  input.write('\n');
  if (!input.closed) await once(input, 'close');
  expect(lines).toBe(0);
});

test.each([
  ['42 (node) S 1 42 42 34816 42 4194304', true],
  ['42 (a) b) (c) S 1 42 42 34816 42 4194304', true],
  ['42 (node) S 1 42 40 34816 40 4194304', false],
])('%s: in the foreground %s', (stat, owns) => expect(ownsTerminal(stat)).toBe(owns));
