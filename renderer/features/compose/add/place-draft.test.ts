import { expect, it } from 'vitest';
import { absolute, EMPTY_PLACE, settledPlace } from './place-draft';

it.each([
  ['/app', 'compose.yaml', '/app/compose.yaml'],
  ['/app/', './dev/a.yml', '/app/dev/a.yml'],
  ['/app', '/etc/b.yml', '/etc/b.yml'],
  ['C:\\app', 'a.yml', 'C:\\app\\a.yml'],
  ['C:\\app', 'D:\\b.yml', 'D:\\b.yml'],
  ['/app', '  ', ''],
])('in %s, %j is %j', (folder, path, whole) => expect(absolute(folder, path)).toBe(whole));

it('what is kept has no empty lines', () => {
  const place = { ...EMPTY_PLACE, folder: ' /app ', files: ['', 'a.yml'], profiles: [' dev ', ''] };
  expect(settledPlace(place)).toEqual({ ...EMPTY_PLACE, folder: '/app', files: ['/app/a.yml'], profiles: ['dev'] });
});
