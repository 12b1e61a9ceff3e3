import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupName, canBeFile, timeOfBackup } from './file-names';

test('a name tells whose it is, and when it was made', () => {
  expect(backupName('data', Date.UTC(2026, 10, 22, 2, 5, 0, 999), true)).toBe('data-20261122T020500Z.tar.gz');
  for (const other of ['data', 'data-2', 'data-20261122T020500Z'])
    expect(timeOfBackup(other, backupName('data', 0, false)) === null).toBe(other !== 'data');
  expect(timeOfBackup('data', 'data-20261122T020500Z.tar.part')).toBeNull();
  expect(timeOfBackup('data', 'data-20261122T020500Z.tar.sha256')).toBeNull();
  expect(canBeFile('../../x')).toBe(false);
});

test('of every volume only its own are found', () => {
  const names = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,12}$/);
  const moments = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }).map((ms) => Math.floor(ms / 1000) * 1000);
  fc.assert(
    fc.property(names, names, moments, fc.boolean(), (name, other, at, gzip) => {
      expect(timeOfBackup(name, backupName(name, at, gzip))).toBe(at);
      if (other !== name) expect(timeOfBackup(other, backupName(name, at, gzip))).toBeNull();
    }),
  );
});
