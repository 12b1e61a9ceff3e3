import { expect, test } from 'vitest';
import type { VolumeRow } from '../../../main/contract/volumes';
import { filterText, shortName, titleOf, usersWords } from './whose';

const row = (change: Partial<VolumeRow>): VolumeRow => ({
  ...{ name: 'data', driver: 'local', scope: 'local', created: null, labels: {}, options: {}, mountpoint: '' },
  ...{ usedBy: [], anonymous: false, project: null, composeName: null },
  ...change,
});
const user = { id: 'c1', name: 'web', path: '/data', running: true, readOnly: false };
const HASH = 'a'.repeat(64);

test('an anonymous volume is named after its container and path', () => {
  expect(titleOf(row({ name: HASH, anonymous: true, usedBy: [user] }))).toEqual({
    text: 'anonymous of web:/data',
    hash: 'aaaaaaaaaaaa',
  });
  expect(titleOf(row({ name: HASH, anonymous: true })).text).toBe('anonymous, of no container');
  expect(titleOf(row({}))).toEqual({ text: 'data', hash: null });
  expect(shortName(row({ name: HASH, anonymous: true }))).toBe('aaaaaaaaaaaa');
});

test('the filter knows what is unused, and what is anonymous', () => {
  expect(filterText(row({}))).toMatch(/\bunused\b.*\bnamed\b/);
  expect(filterText(row({ anonymous: true, usedBy: [user] }))).toMatch(/\bused\b.*\brunning\b.*\banonymous\b/);
  expect(filterText(row({ labels: { team: 'shop' } }))).toContain('team=shop');
  expect(usersWords(row({ usedBy: [user, { ...user, path: '/other' }] }))).toBe('web');
});
