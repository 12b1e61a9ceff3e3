import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkAmong, routeOfLink } from './links';

test.each([
  ['slipway://container/0a1b2c3d4e5f', '/containers/0a1b2c3d4e5f'],
  ['slipway://container/shop-db-1/logs', '/containers/shop-db-1/logs'],
  ['SLIPWAY://Container/abc/', '/containers/abc'],
  ['slipway://project/shop', '/compose/shop'],
  ['slipway://project/a%2Fb%25', '/compose/a%2Fb%2525'],
  ['slipway://image/sha256%3A0a1b/layers', '/images/sha256%3A0a1b/layers'],
  ['slipway://image/registry%3A5000%2Fteam%2Fapp%3A1', '/images/registry%3A5000%2Fteam%2Fapp%3A1'],
  ['slipway://volume/data', '/volumes/data'],
  ['slipway://network/bridge', '/networks/bridge'],
  ['slipway://network/%E6%BC%A2', '/networks/%E6%BC%A2'],
  ['slipway://logs', '/logs'],
  ['slipway://logs?project=shop', '/logs?project=shop'],
  ['slipway://logs?containers=a1,b2', '/logs?containers=a1,b2'],
  ['slipway://settings?key=terminal.fontSize', '/settings?key=terminal.fontSize'],
  ['slipway://engine', '/engine'],
])('%s leads to %s', (link, route) => expect(routeOfLink(link)).toBe(route));

test.each([
  'slipway://app/containers',
  'slipway://app/../etc',
  'slipway://container',
  'slipway://container/',
  'slipway://container/..',
  'slipway://container/%2e%2e',
  'slipway://container/a%2Fb',
  'slipway://container/a/logs/more',
  'slipway://container/a/LOGS',
  'slipway://container/a?action=remove',
  'slipway://container/-a',
  'slipway://container/--privileged',
  'slipway://container/a%00',
  'slipway://container/a#logs',
  'slipway://user@container/a',
  'slipway://container:80/a',
  'slipway://project/%E2%80%AE',
  'slipway://project/%0A',
  'slipway://project/..',
  'slipway://project/%ZZ',
  'slipway://project//',
  'slipway://volume/<img>',
  'slipway://volume/a b',
  'slipway://volume/a\u202e',
  'slipway://volume/"a"',
  'slipway://volume/a`b',
  'slipway://volume/a\\b',
  'slipway://logs?project=a&containers=b',
  'slipway://logs?containers=-a',
  'slipway://logs?project=a&project=b',
  'slipway://settings?key=../x',
  'slipway://settings?key=a&value=b',
  'slipway://run?image=x',
  'slipway://remove/a',
  'slipway://constructor/a',
  'slipway:container/a',
  'https://container/a',
  'javascript:alert(1)',
  '--engine=tcp://evil',
  ' slipway://container/a',
  `slipway://volume/${'a'.repeat(301)}`,
  `slipway://volume/${'%41'.repeat(1000)}`,
])('%j leads nowhere', (link) => expect(routeOfLink(link)).toBeNull());

test('among arguments: the first link, wherever it stands, and nothing that only holds one', () => {
  expect(linkAmong(['/usr/bin/slipway', '--flag', 'slipway://container/a', 'slipway://container/b'])).toBe(
    'slipway://container/a',
  );
  expect(linkAmong(['/usr/bin/slipway', '--', 'slipway://container/a'])).toBe('slipway://container/a');
  expect(linkAmong(['--data-dir=slipway://container/a', '.'])).toBeNull();
});

const VIEWS =
  /^\/(containers|compose|images|volumes|networks)\/[^/?#]+(\/[a-z-]+)?$|^\/(logs|settings)(\?\w+=[^&#]+)?$|^\/[a-z]+$/;

test('10,000 odd links and arguments: a view of ours, or nothing, and never a throw', () => {
  const kind = fc.constantFrom('container', 'project', 'image', 'volume', 'network', 'logs', 'settings', 'app', 'x');
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ maxLength: 40 }).map((text) => encodeURIComponent(text)),
    fc.constantFrom(
      '..',
      '%2e%2e',
      '%2F',
      '//',
      '?key=a',
      '?project=b',
      '#',
      '@',
      ':80',
      '%00',
      '%u202e',
      '-x',
      '/a/logs',
    ),
    fc.webUrl(),
  );
  const link = fc.tuple(
    kind,
    fc.array(odd, { maxLength: 3 }),
    fc.constantFrom('slipway://', 'slipway:/', 'SLIPWAY://', ''),
  );
  let found = 0;
  fc.assert(
    fc.property(link, ([where, parts, scheme]) => {
      const text = `${scheme}${where}/${parts.join('/')}`;
      const route = routeOfLink(linkAmong([text]) ?? text);
      if (route === null) return;
      found += 1;
      expect(route).toMatch(VIEWS);
      // The page takes it as an address of its own, whatever the parts are.
      const { origin, pathname, search } = new URL(route, 'https://app.test');
      expect([origin, `${pathname}${search}`]).toEqual(['https://app.test', route]);
    }),
    { numRuns: 10_000 },
  );
  expect(found).toBeGreaterThan(50);
});
