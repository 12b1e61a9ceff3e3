import { describe, expect, it } from 'vitest';
import { effectOf, plainImageName } from './interest';

const ID = 'a'.repeat(64);
const event = (type: string, action: string, id = ID, attributes = {}) =>
  effectOf({ type, action, id, attributes, timeMs: 0 });

describe('effectOf', () => {
  it.each(['create', 'start', 'die', 'pause', 'rename', 'update', 'oom', 'health_status: healthy', 'new-in-2030'])(
    'looks a container up after %s',
    (action) => expect(event('container', action)).toEqual({ type: 'look-up', id: ID }),
  );

  it.each(['exec_create: sh -c x', 'exec_start: sh', 'exec_die', 'attach', 'top', 'resize', 'archive-path', 'kill'])(
    'ignores %s',
    (action) => expect(event('container', action)).toEqual({ type: 'nothing' }),
  );

  it('removes a destroyed container at once', () =>
    expect(event('container', 'destroy')).toEqual({ type: 'gone', id: ID }));

  it('finds the container of a network event', () => {
    expect(event('network', 'connect', 'net', { container: ID })).toEqual({ type: 'look-up', id: ID });
    expect(event('network', 'disconnect', 'net', {})).toEqual({ type: 'nothing' });
    expect(event('network', 'create', 'net', { container: ID })).toEqual({ type: 'nothing' });
  });

  it('looks at the users of an image whose names change', () => {
    const attributes = { name: 'docker.io/library/busybox:latest' };
    expect(event('image', 'tag', 'sha256:b', attributes)).toEqual({ type: 'image', names: ['sha256:b', 'busybox'] });
    expect(event('image', 'push', 'sha256:b', attributes)).toEqual({ type: 'nothing' });
  });

  it('lists everything when it cannot tell which container', () => {
    expect(event('container', 'start', '')).toEqual({ type: 'everything' });
    expect(event('container', 'start', '../../version?x=')).toEqual({ type: 'everything' });
    expect(event('container', 'prune', '')).toEqual({ type: 'nothing' });
  });
});

describe('plainImageName', () => {
  it.each([
    ['busybox', 'busybox'],
    ['busybox:latest', 'busybox'],
    ['docker.io/library/busybox:1', 'busybox:1'],
    ['ghcr.io/x/y:latest', 'ghcr.io/x/y'],
  ])('%s is %s', (name, plain) => expect(plainImageName(name)).toBe(plain));
});
