import { expect, test } from 'vitest';
import { firstPort, portViews } from './ports';

const tcp = (hostIp: string | null, hostPort: number | null, containerPort = 80) => ({
  hostIp,
  hostPort,
  containerPort,
  protocol: 'tcp',
});

test('the same port on IPv4 and IPv6 is one link with both mappings', () => {
  expect(portViews([tcp('::', 8080), tcp('0.0.0.0', 8080)])).toEqual([
    {
      key: expect.any(String) as string,
      label: '8080',
      mapping: '[::]:8080 → 80/tcp\n0.0.0.0:8080 → 80/tcp',
      href: 'http://localhost:8080',
    },
  ]);
});

test('a bound address is kept in the link, and an odd one makes none', () => {
  expect(portViews([tcp('127.0.0.1', 81)])[0]?.href).toBe('http://localhost:81');
  expect(portViews([tcp('192.168.1.5', 81)])[0]?.href).toBe('http://192.168.1.5:81');
  expect(portViews([tcp('fe80::1', 81)])[0]?.href).toBe('http://[fe80::1]:81');
  expect(portViews([tcp('evil.example/?', 81)])[0]?.href).toBeNull();
});

test('unpublished and UDP ports are no links, and published ones come first', () => {
  const views = portViews([
    tcp(null, null, 443),
    { hostIp: '0.0.0.0', hostPort: 5353, containerPort: 53, protocol: 'udp' },
    tcp('', 90),
  ]);
  expect(views.map(({ label, href }) => [label, href])).toEqual([
    ['90', 'http://localhost:90'],
    ['5353/udp', null],
    ['443/tcp', null],
  ]);
  expect(views[2]?.mapping).toBe('443/tcp, not published');
});

test('sorting puts the lowest published port first and no port last', () => {
  expect(firstPort([tcp('', 9000), tcp('', 8000)])).toBe(8000);
  expect(firstPort([tcp(null, null, 80)])).toBeGreaterThan(firstPort([tcp('', 65535)]));
  expect(firstPort([])).toBeGreaterThan(firstPort([tcp(null, null, 65535)]));
});
