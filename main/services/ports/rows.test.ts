import { describe, expect, test } from 'vitest';
import type { HeldPort } from '../process/listeners';
import { listeningReach, overlap, publishedReach } from './addresses';
import { checkPorts, freePort } from './check';
import { listedRanges } from './ranges';
import { rowsOf } from './rows';
import { boundOf, type Containers, type Wish } from './wishes';

const wish = (name: string, given: Partial<Wish> = {}): Wish => ({
  ...{ id: `id-${name}`, name, state: 'running', holds: true, protocol: 'tcp', hostPort: 8080, containerPort: 80 },
  ...{ hostIps: ['0.0.0.0', '::'], error: '' },
  ...given,
});
const stopped = (name: string, given: Partial<Wish> = {}): Wish =>
  wish(name, { state: 'exited', holds: false, hostIps: [''], ...given });
const held = (given: Partial<HeldPort> = {}): HeldPort => ({
  ...{ protocol: 'tcp', address: '0.0.0.0', port: 8080, pid: 12, name: 'nginx', containerId: null },
  ...given,
});
const containers = (...wishes: readonly Wish[]): Containers => ({
  wishes,
  all: new Map(wishes.map(({ id, name, state, holds }) => [id, { id, name, state, running: holds }] as const)),
});
const inside = { of: () => 'unknown' as const };
const table = (wishes: readonly Wish[], holds: readonly HeldPort[] | null = null) =>
  rowsOf({ containers: containers(...wishes), held: holds, forwards: null, inside });
const kinds = (rows: ReturnType<typeof table>) =>
  rows.map(({ container, process, problems }) => [
    container?.name ?? process?.name,
    ...problems.map(({ kind, who }) => `${kind} ${who}`.trim()),
  ]);

describe('the table', () => {
  test('knows what holds a port for its container, and what for itself', () => {
    const proxy = [held({ pid: 5, name: 'docker-proxy' }), held({ pid: 6, name: 'docker-proxy', address: '::' })];
    const rows = table([wish('web')], [...proxy, held({ port: 22, name: 'sshd' })]);
    expect(kinds(rows)).toEqual([['web'], ['sshd']]);
    expect(rows[0]?.process).toEqual({ pid: 5, name: 'docker-proxy' });
    // Whose program it is, the system does not tell this user: most likely the engine's.
    expect(kinds(table([wish('web')], [held({ pid: null, name: '' })]))).toEqual([['web']]);
    expect(kinds(table([wish('web')], [held()]))).toEqual([['web', 'foreign-process nginx (process 12)'], ['nginx']]);
  });

  test('finds who is in the way of whom', () => {
    expect(kinds(table([wish('web'), stopped('rival')]))).toEqual([
      ['web', 'wanted-by rival'],
      ['rival', 'taken-by-container web'],
    ]);
    expect(kinds(table([stopped('a'), stopped('b')]))).toEqual([
      ['a', 'shared-wish b'],
      ['b', 'shared-wish a'],
    ]);
    expect(kinds(table([stopped('a')], [held()]))[0]).toEqual(['a', 'taken-by-process nginx (process 12)']);
    expect(kinds(table([stopped('a', { hostIps: ['127.0.0.1'] })], [held({ address: '10.0.0.1' })]))[0]).toEqual(['a']);
    expect(kinds(table([stopped('a', { protocol: 'udp' })], [held()]))[0]).toEqual(['a']);
    const error = 'listen tcp4 0.0.0.0:8080: bind: address already in use';
    expect(kinds(table([stopped('a', { error })]))).toEqual([['a', 'start-failed']]);
    expect(kinds(table([stopped('a', { error, hostPort: 80 })]))).toEqual([['a']]);
  });

  test('tells IPv4 and IPv6 apart', () => {
    const rows = table([wish('web', { hostIps: ['0.0.0.0'] })], [held({ address: '::1' })]);
    expect(kinds(rows)[0]).toEqual(['web', 'other-family nginx (process 12)']);
  });

  test('shows the program of a container that has no network of its own', () => {
    const known = wish('host', { hostPort: 1 });
    const rows = table([known], [held({ containerId: known.id })]);
    expect(rows[1]).toMatchObject({ container: { name: 'host', hostNetwork: true }, process: { name: 'nginx' } });
  });

  test("shows where Slipway's machine leads a port, and why it does not", () => {
    const forward = {
      ...{ protocol: 'tcp' as const, hostIp: '127.0.0.1', hostPort: 8080, guestPort: 8080 },
      ...{ containerId: 'id-web', containerName: 'web', problem: 'taken' },
    };
    const [row] = rowsOf({ containers: containers(wish('web')), held: null, forwards: [forward], inside });
    expect(row).toMatchObject({ hostIps: ['127.0.0.1'], problems: [{ kind: 'not-forwarded', detail: 'taken' }] });
  });
});

test('addresses meet within a family', () => {
  const meet = (a: string, b: string) => overlap([publishedReach(a)], [publishedReach(b)]);
  expect([meet('', '127.0.0.1'), meet('0.0.0.0', '127.0.0.1'), meet('0.0.0.0', '::'), meet('::', '::1')]).toEqual([
    ...[true, true, false, true],
  ]);
  expect(overlap([publishedReach('0.0.0.0')], [listeningReach('::')])).toBe(true);
});

describe('a check', () => {
  const ground = {
    containers: containers(wish('web'), stopped('old', { hostPort: 8081 })),
    held: [held({ pid: 5, name: 'docker-proxy' }), held({ port: 8082 })],
    ranges: [{ kind: 'excluded' as const, from: 8083, to: 8090 }],
  };
  const wanted = (hostPort: number, hostIp = '') => ({ hostIp, hostPort, protocol: 'tcp' as const });

  test('names who has a port, and offers a free one', () => {
    const answer = checkPorts(
      ground,
      [wanted(8080), wanted(8081), wanted(8082), wanted(8085), wanted(9000), wanted(9000)],
      null,
    );
    expect(answer.taken.map(({ index, by }) => [index, by])).toEqual([
      [0, 'the container web'],
      [2, 'nginx (process 12)'],
      [3, 'Windows, which keeps it for itself'],
      [5, 'another line of this list'],
    ]);
    expect(answer.free).toEqual([8091, 8081, 8092, 8093, 9000, 9001]);
  });

  test('does not count what the container has itself', () => {
    expect(checkPorts(ground, [wanted(8080)], 'id-web').taken).toEqual([]);
  });

  test('goes round after the highest port', () => {
    const top = { ...ground, held: [held({ port: 65_535 })] };
    expect(freePort(top, 65_535, 'tcp')).toBe(1024);
    expect(freePort(top, 65_535, 'udp')).toBe(65_535);
  });
});

test('what a stopped container wants is what it was given, not what the engine would choose', () => {
  const PortBindings = {
    '80/tcp': [
      { HostIp: '', HostPort: '8080' },
      { HostIp: '::1', HostPort: '8080' },
    ],
    '81/udp': [{ HostIp: '127.0.0.1', HostPort: '' }],
    '82/tcp': [{ HostIp: '', HostPort: '9000-9010' }],
    'x/tcp': [{ HostPort: '1' }],
  };
  expect(boundOf({ HostConfig: { PortBindings }, State: { Error: 'no' } })).toEqual({
    bindings: [{ protocol: 'tcp', hostPort: 8080, containerPort: 80, hostIps: ['', '::1'] }],
    error: 'no',
  });
  expect(boundOf(null).bindings).toEqual([]);
});

test('ranges as the kernel writes them', () => {
  expect(listedRanges('1-5,80, x')).toEqual([
    { from: 1, to: 5 },
    { from: 80, to: 80 },
  ]);
  expect(listedRanges('')).toEqual([]);
});
