import { expect, it } from 'vitest';
import { VIEWS } from '../../../renderer/app/views';
import { findPageFile, INDEX } from './page-files';

const DEEP = [
  ...[
    '/run',
    '/compose-sets',
    '/containers/0a1b/logs',
    '/networks/map',
    '/images/sha256%3A0a1b/layers',
    '/builds/new',
    '/builds/0a1b/compare/2c3d',
  ],
  ...['/compose/shop/runs/0a1b', '/compose/%3Cimg%20x%3E/files/edit', '/compose/..%2F%00'],
  ...['/registries/127.0.0.1%3A5000', '/registries/%5B%3A%3A1%5D%3A5000'],
];
const files = new Map([[INDEX, 'the page']]);

it.each([...VIEWS.map(({ path }) => path), ...DEEP])('a reload at %s is answered with the page', (path) => {
  expect(findPageFile(files, path)).toBe('the page');
});
it.each(['/nowhere', '/containers/../etc', '/run%2f', '/volumes//x', '/compose/<x>', '/compose//x'])(
  '%s is not',
  (path) => {
    expect(findPageFile(files, path)).toBeUndefined();
  },
);
