import { IconBox } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import type { PaletteItem } from './item';
import { indexOf, rank } from './rank';

const item = (title: string, words = ''): PaletteItem => ({
  ...{ id: title, kind: 'Container', icon: IconBox, title, words },
  run: () => undefined,
});
const titles = (items: readonly PaletteItem[], text: string, recent: readonly string[] = []): readonly string[] =>
  rank(indexOf(items), text, recent).items.map(({ title }) => title);

test('the whole name comes first, then beginnings, then beginnings of words, then the rest', () => {
  const items = ['cobweb', 'my-web', 'web-proxy', 'web', 'wb'].map((title) => item(title));
  expect(titles(items, 'web')).toEqual(['web', 'web-proxy', 'my-web', 'cobweb']);
});

test('words count in any order, and what stands beside a name, too', () => {
  const items = [item('api', 'slipway/busybox shop 8080'), item('shop-api'), item('db', 'shop')];
  expect(titles(items, 'shop api')).toEqual(['shop-api', 'api']);
  expect(titles(items, '8080')).toEqual(['api']);
  expect(titles(items, 'container')).toHaveLength(3);
});

test.each(['wbe-one', 'wrker', 'postgrse', 'postgress'])('%s has one slip', (text) => {
  expect(titles([item('web-one'), item('worker'), item('postgres')], text)).toHaveLength(1);
});

test.each(['größe', 'контейнер', '容器', '<b>', '-v', 'a.b', '^$'])('%s is what it is', (text) => {
  expect(titles([item(`x ${text}`), item('other')], text)).toEqual([`x ${text}`]);
});

test('what was chosen lately comes before what fits alike', () => {
  const items = ['web-1', 'web-2', 'web-3'].map((title) => item(title));
  expect(titles(items, 'web', ['web-3'])).toEqual(['web-3', 'web-1', 'web-2']);
});

test('no more than can be read is shown, and all are counted', () => {
  const ranked = rank(indexOf(Array.from({ length: 2_000 }, (_, index) => item(`c-${String(index)}`))), 'c', []);
  expect([ranked.items.length, ranked.total]).toEqual([500, 2_000]);
});
