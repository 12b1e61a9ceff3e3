import { expect, test } from 'vitest';
import { cloneSpec } from './clone';

const spec = (change: object) => ({ name: 'a', driver: 'local', options: {}, labels: {}, ...change });

test('a copy has what the volume has, unless that would be the same data once more', () => {
  const labels = { team: 'x', 'com.docker.volume.anonymous': '' };
  expect(cloneSpec(spec({ labels }))).toEqual({
    spec: { driver: 'local', options: {}, labels: { team: 'x' } },
    plain: false,
  });
  const nfs = spec({ options: { type: 'nfs', device: ':/x', o: 'addr=a' } });
  expect(cloneSpec(nfs)).toMatchObject({ plain: true, spec: { driver: 'local', options: {} } });
  const tmpfs = spec({ options: { type: 'tmpfs', device: 'tmpfs' } });
  expect(cloneSpec(tmpfs)).toMatchObject({ plain: false, spec: { options: { type: 'tmpfs' } } });
});
