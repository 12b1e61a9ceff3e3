import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createProblems } from '../reading/problems';
import { parseYaml } from '../reading/parse';
import { type MapNode, plainOf, sourceOf } from '../reading/tree';
import { mergeMaps } from './merge';
import { readMount } from './mounts';
import { readPort } from './ports';
import { projectName } from './project-name';

it.each([
  ['80', [['', '', 80, 'tcp']]],
  ['8080:80/udp', [['', '8080', 80, 'udp']]],
  ['127.0.0.1:8080:80', [['127.0.0.1', '8080', 80, 'tcp']]],
  ['127.0.0.1::80', [['127.0.0.1', '', 80, 'tcp']]],
  ['[::1]:81:80', [['::1', '81', 80, 'tcp']]],
  [
    '8000-8001:80-81',
    [
      ['', '8000', 80, 'tcp'],
      ['', '8001', 81, 'tcp'],
    ],
  ],
  ['8000-8005:80', [['', '8000-8005', 80, 'tcp']]],
])('reads the port %s', (said, expected) => {
  const ports = readPort(said);
  expect(
    typeof ports === 'string' ? ports : ports.map((port) => [port.hostIp, port.published, port.target, port.protocol]),
  ).toEqual(expected);
});

it.each(['', 'x', '80:', '70000', '80:0', '80/abc', '8000-8002:80-81', '1:2:3:4'])('refuses the port %j', (said) => {
  expect(readPort(said)).toBeTypeOf('string');
});

it.each([
  ['/a', ['volume', '', '/a', []]],
  ['data:/a:ro', ['volume', 'data', '/a', ['ro']]],
  ['./x:/a', ['bind', './x', '/a', []]],
  ['C:\\x:/a:ro,z', ['bind', 'C:\\x', '/a', ['ro', 'z']]],
  ['~/x:/a', ['bind', '~/x', '/a', []]],
])('reads the mount %s', (said, expected) => {
  const mount = readMount(said);
  expect(typeof mount === 'string' ? mount : Object.values(mount)).toEqual(expected);
});

it('calls projects as compose does', () => {
  const none = { chosen: '', environment: '', file: '', folder: '/srv/My.Shop (2)' };
  expect(projectName(none)).toBe('myshop2');
  expect(projectName({ ...none, file: 'From_File' })).toBe('from_file');
  expect(projectName({ ...none, file: 'f', environment: 'e' })).toBe('e');
  expect(projectName({ ...none, environment: 'e', chosen: 'C' })).toBe('c');
  expect(projectName({ ...none, folder: '/…' })).toBe('default');
});

const parse = (data: unknown): MapNode => {
  const node = parseYaml(sourceOf('/x', JSON.stringify(data)), createProblems());
  if (node === null) throw new Error('no map');
  return node;
};
const merged = (...all: readonly unknown[]): unknown => plainOf(all.map(parse).reduce((a, b) => mergeMaps(a, b)));

/** A key is always of one kind, as it is where the keys are known. */
const tree = fc.letrec<{ leaf: unknown; map: unknown }>((tie) => ({
  leaf: fc.oneof(fc.integer(), fc.constantFrom('a', 'b', true)),
  map: fc.record(
    { k: tie('leaf'), l: tie('leaf'), m: fc.oneof({ maxDepth: 3 }, fc.constant<unknown>({}), tie('map')) },
    { requiredKeys: [] },
  ),
})).map;

it('merges maps so that the order of brackets means nothing, and nothing into a map changes nothing', () => {
  fc.assert(
    fc.property(tree, tree, tree, (a, b, c) => {
      expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
      expect(merged(a, {})).toEqual(a);
      expect(merged({}, a)).toEqual(a);
      expect(merged(a, a)).toEqual(a);
    }),
  );
});
