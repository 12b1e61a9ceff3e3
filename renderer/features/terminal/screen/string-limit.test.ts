import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createStringLimit } from './string-limit';

const encoder = new TextEncoder();
const passed = (limit: number, ...parts: string[]): string => {
  const strings = createStringLimit(limit);
  return parts.map((part) => new TextDecoder().decode(strings.pass(encoder.encode(part)))).join('');
};

test('a string that is too long keeps its beginning and its end', () => {
  expect(passed(4, 'a\x1b]0;long title\x07b\x1b\\c')).toBe('a\x1b]0;lo\x07b\x1b\\c');
  expect(passed(4, 'a\x1b]0;', 'long', ' title', '\x1b\\b')).toBe('a\x1b]0;lo\x1b\\b');
});

test('what is not in a string, and short strings, pass as they are, however they are cut', () => {
  const parts = fc.array(fc.constantFrom('\x1b', ']', 'P', '[', '0', 'm', 'x', '\x07', '\\', '\n'), { maxLength: 60 });
  fc.assert(
    fc.property(parts, fc.nat(60), (letters, cut) => {
      const text = letters.join('');
      expect(passed(1000, text.slice(0, cut), text.slice(cut))).toBe(text);
      expect(passed(3, text)).toBe(passed(3, text.slice(0, cut), text.slice(cut)));
    }),
  );
});
