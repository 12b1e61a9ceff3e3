import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScreenModes, type ScreenModes } from './screen-modes';

const after = (text: string): ScreenModes => {
  const modes = createScreenModes();
  modes.push(Buffer.from(text));
  return modes;
};

test.each([
  ['modes, the latest of each', '\x1b[?25l\x1b[?1;2004h\x1b[?25h', '\x1b[?1h\x1b[?2004h\x1b[?25h'],
  ['renditions since their reset', '\x1b[31m\x1b[0m\x1b[1m\x1b[38;5;4mx', '\x1b[1m\x1b[38;5;4m'],
  ['a reset before others in one', '\x1b[31m\x1b[0;1m', '\x1b[0;1m'],
  ['margins, cursor, keypad and charset', '\x1b[2;5r\x1b[3 q\x1b=\x1b(0', '\x1b[2;5r\x1b[3 q\x1b=\x1b(0'],
  ['nothing after a full reset', '\x1b[31m\x1b[?1h\x1bc', ''],
  ['nothing within strings', '\x1b]0;\x1b]0;[31m\x07\x1bP[?1h\x1b\\', ''],
  ['nothing of what was broken off', '\x1b[31\x18m\x1b[?1\x1b[4h', '\x1b[4h'],
])('it keeps %s', (_, text, sequence) => {
  expect(after(text).sequence()).toBe(sequence);
});

test('it knows the alternate screen', () => {
  expect(after('\x1b[?1049h').alternate()).toBe(true);
  expect(after('\x1b[?1049h\x1b[?1;1049l').alternate()).toBe(false);
});

test('a line ends where no sequence is under way', () => {
  const text = Buffer.from('a\x1b]0;x\ny\x07b\nc\n');
  expect(createScreenModes().pushLine(text)).toBe(text.indexOf('c'));
});

test('it is the same however the bytes are cut, and its memory is bounded', () => {
  const parts = fc.array(fc.constantFrom('\x1b', '[', '?', '1', ';', 'h', 'm', ']', '\x07', '(', 'é', '\n'), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(parts, fc.nat(300), (letters, cut) => {
      const bytes = Buffer.from(letters.join(''));
      const [whole, pieces] = [createScreenModes(), createScreenModes()];
      whole.push(bytes);
      pieces.push(bytes.subarray(0, cut));
      pieces.push(bytes.subarray(cut));
      expect(pieces.sequence()).toBe(whole.sequence());
      expect(pieces.alternate()).toBe(whole.alternate());
    }),
  );
  const many = Array.from({ length: 5000 }, (_, mode) => `\x1b[?${mode}h\x1b[${mode}m`).join('');
  expect(after(many).sequence().length).toBeLessThan(2_000);
});
