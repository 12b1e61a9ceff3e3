import { isIP } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bitsOf,
  type Cidr,
  formatAddress,
  formatCidr,
  holds,
  isWithin,
  lastOf,
  overlap,
  parseAddress,
  parseCidr,
} from './cidr';
import { freeIpv4, freeIpv6 } from './free-subnet';

const address = fc.oneof(
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }).map((value) => ({ version: 4, value }) as const),
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map((value) => ({ version: 6, value }) as const),
  // Runs of zeros.
  fc.array(fc.constantFrom(0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }).map((groups) => ({
    ...({ version: 6 } as const),
    value: groups.reduce<bigint>((sum, group) => (sum << 16n) | group, 0n),
  })),
);

const cidr = fc.tuple(address, fc.nat(128)).map(([{ version, value }, some]): Cidr => {
  const prefix = some % (bitsOf(version) + 1);
  const hosts = BigInt(bitsOf(version) - prefix);
  return { version, base: (value >> hosts) << hosts, prefix };
});

const parsed = (text: string): Cidr => {
  const found = parseCidr(text);
  if (found === null) throw new Error(`not a subnet: ${text}`);
  return found;
};

describe('addresses and subnets', () => {
  it('are read back as they are written, and as node reads them', () => {
    fc.assert(
      fc.property(address, (each) => {
        const text = formatAddress(each);
        expect(parseAddress(text)).toEqual(each);
        expect(isIP(text)).toBe(each.version);
      }),
    );
    fc.assert(
      fc.property(cidr, (each) => {
        expect(parseCidr(formatCidr(each))).toEqual(each);
      }),
    );
  });

  it('are IP addresses exactly where node says so', () => {
    const near = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abf:.')), maxLength: 18 });
    fc.assert(
      fc.property(near, (text) => {
        expect(parseAddress(text) !== null).toBe(isIP(text) !== 0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2001:DB8::1', '2001:db8::1'],
    ['::', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['::ffff:10.0.0.1', '::ffff:a00:1'],
  ])('%s is written %s', (text, written) => {
    const found = parseAddress(text);
    expect(found === null ? '' : formatAddress(found)).toBe(written);
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '010.0.0.0/8',
    'fd00::/129',
    '10.0.0.0/08',
    '/8',
    '10.0.0.0/8/8',
    'a/8',
  ])('%s is no subnet', (text) => expect(parseCidr(text)).toBeNull());

  it('overlap exactly where they share an address', () => {
    fc.assert(
      fc.property(cidr, cidr, (a, b) => {
        const shared =
          a.version === b.version &&
          (a.base > b.base ? a.base : b.base) <= (lastOf(a) < lastOf(b) ? lastOf(a) : lastOf(b));
        expect(overlap(a, b)).toBe(shared);
        expect(overlap(b, a)).toBe(shared);
      }),
    );
  });

  it('lie within one another exactly where their ends do', () => {
    fc.assert(
      fc.property(cidr, cidr, (inner, outer) => {
        const ends = [inner.base, lastOf(inner)].every((value) => holds(outer, { version: inner.version, value }));
        expect(isWithin(inner, outer)).toBe(ends);
      }),
    );
  });
});

describe('a free subnet', () => {
  it('overlaps none of those taken', () => {
    const inside = fc.tuple(
      fc.constantFrom('172.16.0.0/12', '192.168.0.0/16', '10.0.0.0/8'),
      fc.nat(0xffffff),
      fc.integer({ min: 9, max: 30 }),
    );
    const taken = fc.array(
      inside.map(([pool, offset, prefix]) => {
        const base = parsed(pool);
        const hosts = BigInt(32 - prefix);
        return {
          ...base,
          prefix,
          base: ((base.base + (BigInt(offset) % (lastOf(base) - base.base))) >> hosts) << hosts,
        };
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(taken, (all) => {
        const found = freeIpv4(all);
        if (found === null) return;
        expect(all.filter((each) => overlap(each, parsed(found)))).toEqual([]);
        expect(
          ['172.16.0.0/12', '192.168.0.0/16', '10.0.0.0/8'].some((pool) => isWithin(parsed(found), parsed(pool))),
        ).toBe(true);
      }),
    );
  });

  it('is the one the engine would take, then the next', () => {
    expect(freeIpv4([])).toBe('172.18.0.0/16');
    expect(freeIpv4([parsed('172.18.0.0/16'), parsed('172.19.3.0/24')])).toBe('172.20.0.0/16');
    expect(freeIpv4([parsed('172.16.0.0/12'), parsed('192.168.0.0/18')])).toBe('192.168.64.0/20');
    expect(freeIpv4([parsed('172.16.0.0/12'), parsed('192.168.0.0/16'), parsed('10.0.0.0/16')])).toBe('10.1.0.0/24');
    expect(freeIpv4([parsed('0.0.0.0/0')])).toBeNull();
  });

  it('of IPv6 is unique local, and the same for the same seed', () => {
    const first = freeIpv6([], 'engine') ?? '';
    expect(first).toMatch(/^fd[0-9a-f:]+::\/64$/);
    expect(freeIpv6([], 'engine')).toBe(first);
    expect(overlap(parsed(freeIpv6([parsed(first)], 'engine') ?? ''), parsed(first))).toBe(false);
  });
});
