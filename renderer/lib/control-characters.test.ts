import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutText, hasControls, splitControls, withoutControls } from './control-characters';

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200c\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]/;

describe('control characters', () => {
  test.each([
    ['\u001b]52;c;aGl0\u0007', '[ESC]]52;c;aGl0[BEL]'],
    ['\u202eexe.gnp\u202c', '[RLO]exe.gnp[PDF]'],
    ['one\r\ntwo\ttab', 'one[CR]↵two⇥tab'],
    ['\u0000\u0008\u007f\u009b', '[NUL][BS][DEL][U+009B]'],
    ['a\ud83d', 'a[U+D83D]'],
    ['\udc00b', '[U+DC00]b'],
    ['a\u200bb\u{e0041}', 'a[ZWSP]b[U+E0041]'],
  ])('%j becomes %j', (text, shown) => {
    expect(withoutControls(text)).toBe(shown);
  });

  test.each(['plain', '🏗️漢字', '👩‍💻', '👩🏽‍🚀', '🏳️‍🌈', 'naïve مرحبا', '<b>&amp;</b>'])('%j stays as it is', (text) => {
    expect(withoutControls(text)).toBe(text);
  });

  test('a joiner between anything but pictures is marked', () => {
    expect(withoutControls('a\u200db')).toBe('a[ZWJ]b');
    expect(withoutControls('👩\u200db')).toBe('👩[ZWJ]b');
  });

  test('a line feed is told apart from the rest', () => {
    expect(splitControls('a\nb')).toMatchObject([{ text: 'a' }, { kind: 'control', newline: true }, { text: 'b' }]);
  });

  test('whatever the text, no unseen character is left and all else is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = splitControls(text)
          .map((part) => (part.kind === 'text' ? part.text : ''))
          .join('');
        expect(kept).not.toMatch(UNSEEN);
        expect(
          Array.from(text)
            .filter((char) => !hasControls(char))
            .join(''),
        ).toBe(
          Array.from(kept)
            .filter((char) => !hasControls(char))
            .join(''),
        );
      }),
    );
  });
});

test('a cut never splits a character', () => {
  expect(cutText('a😀b', 2)).toBe('a');
  expect(cutText('a😀b', 3)).toBe('a😀');
  expect(cutText('abc', 3)).toBe('abc');
});
