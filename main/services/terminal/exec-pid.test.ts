import { expect, it } from 'vitest';
import { createPidReader } from './exec-pid';

const told = (...pieces: readonly string[]): Promise<number | null> => {
  const reader = createPidReader(true);
  for (const piece of pieces) reader.push(Buffer.from(piece));
  return reader.told(1);
};

it.each([
  ['at once', ['\x1b]7787;42\x07/ # ']],
  ['in pieces', ['\x1b]77', '87;4', '2\x07']],
  ['after what was typed before it began', ['sleep 4242\r\nls -la /usr/share/doc\r\n', '\x1b]7787;42\x07']],
])('a shell is known by what it tells %s', async (_, pieces) => {
  expect(await told(...pieces)).toBe(42);
});

it('a shell that does not tell is not known', async () => {
  expect(await told('/ # ')).toBeNull();
  expect(await told('x'.repeat(5000), '\x1b]7787;42\x07')).toBeNull();
  expect(await createPidReader(false).told(1000)).toBeNull();
});
