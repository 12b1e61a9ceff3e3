import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ForwardRule } from '../driver';
import { planForwards } from './plan';
import { readPublished } from './published';
import { ruleKey, wantedForwards, type WantedForward } from './wanted';

const ID = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const ENGINE = 41_000;

const wanted = (
  ports: readonly Record<string, unknown>[],
  publishOn = '127.0.0.1',
  more: readonly Record<string, unknown>[] = [],
): readonly WantedForward[] =>
  wantedForwards(
    readPublished([
      { Id: ID, Names: ['/other/alias', '/web'], Ports: ports },
      { Id: OTHER, Names: ['/db'], Ports: more },
    ]) ?? [],
    { publishOn, engineHostPort: ENGINE, engineGuestPort: 2376 },
  );
const port = (IP: string | undefined, PublicPort: number, Type = 'tcp', PrivatePort = 80) => ({
  ...(IP !== undefined && { IP }),
  ...{ PrivatePort, PublicPort, Type },
});
const rules = (list: readonly WantedForward[]) => list.map(({ rule, guestIp }) => [ruleKey(rule), guestIp]);

describe('what is wanted', () => {
  it('is one rule for IPv4 and IPv6 of a port, where the setting says', () => {
    const both = [port('0.0.0.0', 8080), port('::', 8080)];
    expect(rules(wanted(both))).toEqual([['tcp 127.0.0.1 8080 8080', null]]);
    expect(rules(wanted(both.toReversed(), '0.0.0.0'))).toEqual([['tcp 0.0.0.0 8080 8080', null]]);
    expect(rules(wanted([port('', 8080), port(undefined, 8081, 'udp')]))).toEqual([
      ['tcp 127.0.0.1 8080 8080', null],
      ['udp 127.0.0.1 8081 8081', null],
    ]);
  });

  it('keeps an explicit address, with the help of the guest', () => {
    expect(rules(wanted([port('127.0.0.1', 80), port('192.168.1.7', 81)], '0.0.0.0'))).toEqual([
      ['tcp 127.0.0.1 80 80', '127.0.0.1'],
      ['tcp 192.168.1.7 81 81', '192.168.1.7'],
    ]);
  });

  it('has one way in the guest for all addresses of a port', () => {
    expect(rules(wanted([port('192.168.1.7', 80), port('127.0.0.1', 80)]))).toEqual([
      ['tcp 127.0.0.1 80 80', '127.0.0.1'],
      ['tcp 192.168.1.7 80 80', '127.0.0.1'],
    ]);
    expect(rules(wanted([port('192.168.1.7', 80), port('::', 80)]))).toEqual([
      ['tcp 127.0.0.1 80 80', null],
      ['tcp 192.168.1.7 80 80', null],
    ]);
  });

  it('says what cannot be', () => {
    const list = wanted([port('::1', 80), port('x; rm', 81), port('0.0.0.0', ENGINE), port('0.0.0.0', 2376)]);
    expect(list.map(({ rule, impossible }) => [rule.hostPort, impossible])).toEqual([
      [2376, expect.stringContaining("the engine's own")],
      [ENGINE, expect.stringContaining("the engine's own")],
      [80, expect.stringContaining('IPv6')],
      [81, expect.stringContaining('none')],
    ]);
    expect(wanted([port('0.0.0.0', ENGINE, 'udp')])[0]?.impossible).toBeNull();
    const two = wanted([port('127.0.0.1', 80)], '127.0.0.1', [port('192.168.1.7', 80)]);
    expect(two.map(({ impossible }) => impossible)).toEqual([null, 'Port 80 leads to the container web already.']);
    expect(wanted([port('::1', 80), port('127.0.0.1', 80)])).toHaveLength(1);
  });

  it('is bounded', () => {
    const list = wanted(Array.from({ length: 5000 }, (_, index) => port('0.0.0.0', index + 1, 'udp')));
    expect(list.filter(({ impossible }) => impossible === null)).toHaveLength(4000);
    expect(list.at(-1)?.impossible).toContain('4000');
  });

  it('leaves out what is not published, and whatever is no port', () => {
    const odd = [{ PrivatePort: 80, Type: 'tcp' }, port('', 0), port('', 70_000), port('', 80, 'sctp'), null, 'x', {}];
    expect(readPublished([{ Id: ID, Ports: odd }, { Id: ID, Ports: null }, { Id: '../x' }, null, 7])).toEqual([]);
    expect(readPublished({ message: 'no' })).toBeNull();
    expect(readPublished([{ Id: ID, Names: null, Ports: [port('', 80)] }])?.[0]?.containerName).toBe('a'.repeat(12));
  });
});

const address = fc.constantFrom('127.0.0.1', '0.0.0.0', '192.168.1.7');
const anyRule: fc.Arbitrary<ForwardRule> = fc.record({
  protocol: fc.constantFrom('tcp', 'udp'),
  hostIp: address,
  hostPort: fc.constantFrom(80, 81, ENGINE),
  guestPort: fc.constantFrom(80, 81, 2376),
});
const anyPort = fc
  .tuple(fc.constantFrom('', '0.0.0.0', '::', '127.0.0.1', '192.168.1.7', '::1'), fc.integer({ min: 79, max: 83 }))
  .chain(([ip, number]) =>
    fc
      .tuple(fc.constantFrom('tcp', 'udp'), fc.constantFrom(80, 90))
      .map(([type, inner]) => port(ip, number, type, inner)),
  );

describe('properties', () => {
  it('a plan, carried out, leaves what is wanted and the rules of the engine', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyRule, { selector: ruleKey }),
        fc.uniqueArray(anyRule, { selector: ruleKey }),
        (a, b) => {
          const should = a.filter(({ protocol, hostPort }) => protocol === 'udp' || hostPort !== ENGINE);
          const plan = planForwards(should, b, ENGINE);
          const removed = new Set(plan.remove.map(ruleKey));
          const after = [...b.filter((rule) => !removed.has(ruleKey(rule))), ...plan.add].map(ruleKey);
          const engines = b.filter(({ protocol, hostPort }) => protocol === 'tcp' && hostPort === ENGINE);
          expect(after.toSorted()).toEqual([...should, ...engines].map(ruleKey).sort());
          expect(planForwards(should, [...should, ...engines], ENGINE)).toEqual({ remove: [], add: [] });
        },
      ),
    );
  });

  it('what is wanted does not depend on the order, and no two rules or ways in the guest contradict', () => {
    fc.assert(
      fc.property(fc.array(anyPort), fc.array(anyPort), fc.gen(), (a, b, gen) => {
        const list = wanted(a, '127.0.0.1', b);
        const mixed = gen(fc.shuffledSubarray, a, { minLength: a.length });
        expect(wanted(mixed, '127.0.0.1', b)).toEqual(list);
        const possible = list.filter(({ impossible }) => impossible === null);
        expect(new Set(possible.map(({ rule }) => ruleKey(rule))).size).toBe(possible.length);
        const ways = new Map<string, string | null>();
        for (const { rule, guestIp } of possible) {
          const key = `${rule.protocol} ${rule.guestPort}`;
          expect(ways.get(key) ?? guestIp).toBe(guestIp);
          ways.set(key, guestIp);
        }
      }),
    );
  });
});
