import { expect, it } from 'vitest';
import { editedFile, filePath } from './routes';
import { durationOf, lastName, within } from './words';

it.each([
  ['/home/me/app', 'app', '/home/me/app/Dockerfile'],
  ['/home/me/app/', 'app', '/home/me/app/Dockerfile'],
  ['C:\\work\\app', 'app', 'C:\\work\\app\\Dockerfile'],
  ['/', '/', '/Dockerfile'],
])('%s is called %s, and holds %s', (folder, name, file) => {
  expect(lastName(folder)).toBe(name);
  expect(within(folder, 'Dockerfile')).toBe(file);
});

it('an address of the editor says what it was made of', () => {
  const place = { folder: '/a b/ü&x', dockerfile: '/a b/Dockerfile', file: '/a b/.dockerignore', line: 7, build: 'x1' };
  const search = filePath(place).split('?')[1] ?? '';
  expect(editedFile(search)).toEqual(place);
  expect(editedFile('line=-1')).toEqual({ folder: '', dockerfile: '', file: '', line: null, build: null });
});

it('a build that nobody saw end has no duration', () => {
  expect(durationOf({ state: 'interrupted', startedAt: 5, endedAt: null }, 100)).toBeNull();
  expect(durationOf({ state: 'running', startedAt: 5, endedAt: null }, 100)).toBe(95);
  expect(durationOf({ state: 'done', startedAt: 5, endedAt: 7 }, 100)).toBe(2);
});
