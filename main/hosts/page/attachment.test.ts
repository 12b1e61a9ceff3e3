import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attachment, safeFilename } from './attachment';

test.each([
  ['a.txt', 'a.txt'],
  ['.bashrc', '.bashrc'],
  ['../../etc/passwd', '.._.._etc_passwd'],
  ['a"b\\c', 'a_b_c'],
  ['exe\u202egnp', 'exe_gnp'],
  ['a\r\nSet-Cookie: x', 'a__Set-Cookie_ x'],
  ['CON', '_CON'],
  ['lpt1.txt', '_lpt1.txt'],
  ['..', 'download'],
  ['', 'download'],
  ['x. ', 'x'],
  ['\u6f22\u5b57 \ud83d\ude00', '\u6f22\u5b57 \ud83d\ude00'],
  ['half \ud83d', 'half _'],
])('%j is saved as %j', (wanted, name) => expect(safeFilename(wanted)).toBe(name));

test('a long name keeps its extension', () => {
  const name = safeFilename(`${'\u6f22'.repeat(300)}.tar`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name.endsWith('\u6f22.tar')).toBe(true);
});

test('whatever the name: one header, of ASCII, that quotes it right', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (wanted) => {
      const value = attachment(wanted);
      expect(value).toMatch(/^attachment; filename="[ !#-[\]-~]+"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
      const encoded = value.slice(value.indexOf("''") + 2);
      expect(decodeURIComponent(encoded)).toBe(safeFilename(wanted));
    }),
    { interruptAfterTimeLimit: 3000 },
  ));
