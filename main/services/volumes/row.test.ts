import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HELPER_LABEL } from '../helpers/labels';
import { rowsIn } from './row';

const HASH = 'c'.repeat(64);
const container = (change: object) => ({
  ...{ Id: 'c1', Names: ['/web'], State: 'running', Labels: {} },
  Mounts: [{ Type: 'volume', Name: 'data', Destination: '/data', RW: true }],
  ...change,
});

test('users are those that mount it, without the helpers of Slipway', () => {
  const containers = [
    container({}),
    container({ Id: 'c2', Names: ['/old'], State: 'exited', Mounts: [{ Name: 'data', Destination: '/d' }] }),
    container({ Id: 'c3', Labels: { [HELPER_LABEL]: 'files' } }),
    container({ Id: 'c4', Mounts: [{ Type: 'bind', Name: 'data', Destination: '/x' }] }),
  ];
  const [row] = rowsIn({ Volumes: [{ Name: 'data', Driver: 'local', Labels: null, Options: null }] }, containers);
  expect(row?.usedBy).toEqual([
    { id: 'c1', name: 'web', path: '/data', running: true, readOnly: false },
    { id: 'c2', name: 'old', path: '/d', running: false, readOnly: false },
  ]);
});

test('a volume is anonymous by its name or by its label', () => {
  const volumes = [{ Name: HASH }, { Name: 'x1', Labels: { 'com.docker.volume.anonymous': '' } }, { Name: 'x2' }];
  expect(rowsIn({ Volumes: volumes }, []).map(({ anonymous }) => anonymous)).toEqual([true, true, false]);
});

test('whatever an engine says, it is a list', () => {
  const answers = fc.array(fc.oneof(fc.anything(), fc.record({ Name: fc.string(), Labels: fc.anything() })));
  fc.assert(
    fc.property(answers, fc.anything(), (volumes, containers) => {
      for (const row of rowsIn({ Volumes: volumes }, containers)) expect(row.name).not.toBe('');
    }),
  );
  expect(rowsIn({ Volumes: null }, null)).toEqual([]);
});
