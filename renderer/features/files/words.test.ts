import { expect, test } from 'vitest';
import { modeWords } from './words';

test.each([
  ['file', 0o644, '-rw-r--r--'],
  ['dir', 0o755, 'drwxr-xr-x'],
  ['dir', 0o1777, 'drwxrwxrwt'],
  ['dir', 0o1776, 'drwxrwxrwT'],
  ['file', 0o4755, '-rwsr-xr-x'],
  ['file', 0o6000, '---S--S---'],
  ['symlink', 0o777, 'lrwxrwxrwx'],
] as const)('%s %o is %s', (kind, mode, words) => expect(modeWords({ kind, mode })).toBe(words));
