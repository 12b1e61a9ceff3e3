import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerRow } from '../../../../main/contract/containers';
import { containerRow } from '../testing/rows';
import { type ListView, arrange, rearrange } from './arrangement';
import { parseFilter } from './filter';
import { idsIn, toLines } from './lines';

const view = (given: Partial<ListView> = {}): ListView => ({
  sortBy: 'name',
  descending: false,
  filter: [],
  measureOf: null,
  ...given,
});
const mapOf = (...rows: ContainerRow[]): Map<string, ContainerRow> => new Map(rows.map((row) => [row.id, row]));
const named = (name: string, given: Partial<ContainerRow> = {}): ContainerRow =>
  containerRow({ id: `id-${name}`, name, ...given });
const order = (rows: Map<string, ContainerRow>, given: Partial<ListView> = {}): string[] =>
  arrange(rows, view(given)).entries.map(({ id }) => id.slice(3));

describe('order', () => {
  test('names as people count, case aside', () => {
    expect(order(mapOf(named('web-10'), named('Web-2'), named('api')))).toEqual(['api', 'Web-2', 'web-10']);
    expect(order(mapOf(named('a'), named('b')), { descending: true })).toEqual(['b', 'a']);
  });

  test('state: what runs first; equals by name', () => {
    const rows = mapOf(named('c', { state: 'exited' }), named('b', { state: 'paused' }), named('z'), named('a'));
    expect(order(rows, { sortBy: 'state' })).toEqual(['a', 'z', 'b', 'c']);
  });

  test('what is measured: the unknown before the least, and anew when values change', () => {
    const values = new Map([
      ['id-a', 5],
      ['id-b', 80],
    ]);
    const measureOf: ListView['measureOf'] = (id, column) => (column === 'cpu' ? (values.get(id) ?? null) : null);
    const rows = mapOf(named('a'), named('b'), named('c'));
    const byCpu = { sortBy: 'cpu', measureOf, descending: true } as const;
    expect(order(rows, byCpu)).toEqual(['b', 'a', 'c']);
    values.set('id-a', 99);
    expect(order(rows, byCpu)).toEqual(['a', 'b', 'c']);
    expect(order(rows, { ...byCpu, descending: false })).toEqual(['c', 'b', 'a']);
    expect(order(rows, { ...byCpu, sortBy: 'pids' })).toEqual(['c', 'b', 'a']);
  });

  test('project: without one last; created: oldest first; image; ports', () => {
    const rows = mapOf(
      named('x', { created: 2, image: 'b', ports: [] }),
      named('y', {
        created: 1,
        image: 'c',
        project: 'shop',
        ports: [{ hostIp: '', hostPort: 80, containerPort: 80, protocol: 'tcp' }],
      }),
      named('z', { created: 3, image: 'a', project: 'blog' }),
    );
    expect(order(rows, { sortBy: 'project' })).toEqual(['z', 'y', 'x']);
    expect(order(rows, { sortBy: 'created' })).toEqual(['y', 'x', 'z']);
    expect(order(rows, { sortBy: 'image' })).toEqual(['z', 'x', 'y']);
    expect(order(rows, { sortBy: 'ports' })).toEqual(['y', 'x', 'z']);
  });
});

describe('lines', () => {
  const rows = mapOf(
    named('shop-web', { project: 'shop' }),
    named('shop-db', { project: 'shop', state: 'exited', exitCode: 0 }),
    named('alone'),
    named('zed'),
  );
  const lines = (collapsed: string[] = [], grouped = true) =>
    toLines(arrange(rows, view()), { grouped, collapsed: new Set(collapsed) });

  test('a project stands where its first container would, with its counts', () => {
    expect(lines().map(({ key }) => key)).toEqual(['id-alone', 'project:shop', 'id-shop-db', 'id-shop-web', 'id-zed']);
    expect(lines()[1]).toMatchObject({ running: 1, ids: ['id-shop-db', 'id-shop-web'], folded: false });
  });

  test('folded, the containers are hidden but still counted in', () => {
    expect(lines(['shop']).map(({ key }) => key)).toEqual(['id-alone', 'project:shop', 'id-zed']);
    expect(idsIn(lines(['shop']))).toEqual(['id-alone', 'id-shop-db', 'id-shop-web', 'id-zed']);
  });

  test('flat, there are only containers', () => {
    expect(lines(['shop'], false).every(({ kind }) => kind === 'row')).toBe(true);
  });
});

describe('changes', () => {
  const arbitraryRow = fc
    .record({
      id: fc.integer({ min: 0, max: 15 }),
      name: fc.constantFrom('a', 'b', 'web-2', 'web-10'),
      state: fc.constantFrom('running' as const, 'exited' as const),
      project: fc.constantFrom(null, 'shop'),
      created: fc.nat(3),
    })
    .map(({ id, ...rest }) => containerRow({ ...rest, id: String(id) }));
  const arbitraryView = fc.record({
    sortBy: fc.constantFrom('name' as const, 'state' as const, 'created' as const),
    descending: fc.boolean(),
    filter: fc.constantFrom(parseFilter(''), parseFilter('state:running'), parseFilter('web')),
    measureOf: fc.constant(null),
  });

  test('rearranging what changed equals arranging all anew', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryRow),
        fc.array(arbitraryRow),
        fc.array(fc.integer({ min: 0, max: 15 })),
        arbitraryView,
        (before, upserts, removed, given) => {
          const rows = mapOf(...before);
          const old = arrange(rows, given);
          for (const row of upserts) rows.set(row.id, row);
          for (const id of removed) rows.delete(String(id));
          const changed = new Set([...upserts.map(({ id }) => id), ...removed.map(String)]);
          expect(rearrange(old, rows, changed).entries).toEqual(arrange(rows, given).entries);
        },
      ),
    );
  });

  test('a change that moves nothing gives the same object', () => {
    const rows = mapOf(named('a'), named('b'));
    const old = arrange(rows, view());
    rows.set('id-a', named('a', { pending: 'stop' }));
    expect(rearrange(old, rows, new Set(['id-a', 'id-gone']))).toBe(old);
    rows.set('id-a', named('a', { state: 'exited' }));
    expect(rearrange(old, rows, new Set(['id-a']))).not.toBe(old);
  });
});
