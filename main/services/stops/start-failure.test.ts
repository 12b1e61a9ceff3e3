import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StartFailure } from '../../contract/stop-cause';
import { hintOf, startFailureOf } from './start-failure';

const RUNC =
  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';
const OLD_RUNC = 'OCI runtime create failed: container_linux.go:380: starting container process caused: ';

describe("the engine's words", () => {
  it.each<[string, StartFailure]>([
    [
      'driver failed programming external connectivity on endpoint p2 (22b4): Bind for 127.0.0.1:18999 failed: port is already allocated',
      { kind: 'port-in-use', hostIp: '127.0.0.1', port: 18_999 },
    ],
    [
      'driver failed programming external connectivity on endpoint web (1a): Bind for :::8080 failed: port is already allocated',
      { kind: 'port-in-use', hostIp: '::', port: 8080 },
    ],
    [
      'driver failed programming external connectivity on endpoint web (1a): Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use',
      { kind: 'port-in-use', hostIp: '0.0.0.0', port: 80 },
    ],
    [
      'failed to set up container networking: driver failed programming external connectivity on endpoint web (1a): failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use',
      { kind: 'port-in-use', hostIp: '0.0.0.0', port: 8080 },
    ],
    [
      'Ports are not available: exposing port TCP 0.0.0.0:5432 -> 127.0.0.1:0: listen tcp 0.0.0.0:5432: bind: address already in use',
      { kind: 'port-in-use', hostIp: '0.0.0.0', port: 5432 },
    ],
    [
      'Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: permission denied',
      { kind: 'port-forbidden', port: 80 },
    ],
    [
      'rootlessport cannot expose privileged port 80, you can add net.ipv4.ip_unprivileged_port_start=80',
      { kind: 'port-forbidden', port: 80 },
    ],
    [
      'invalid mount config for type "bind": bind source path does not exist: /nosuch/my dir',
      { kind: 'mount-source-missing', path: '/nosuch/my dir' },
    ],
    [
      "error while creating mount source path '/mnt/x': mkdir /mnt/x: read-only file system",
      { kind: 'mount-source-missing', path: '/mnt/x' },
    ],
    ['statfs /home/me/gone: no such file or directory', { kind: 'mount-source-missing', path: '/home/me/gone' }],
    [
      `${RUNC}error during container init: error mounting "/tmp/a" to rootfs at "/etc/passwd": mount /tmp/a:/etc/passwd: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?`,
      { kind: 'mount-kinds-differ', path: '/tmp/a' },
    ],
    [
      `${OLD_RUNC}process_linux.go:545: container init caused: rootfs_linux.go:76: mounting "/tmp/a" to rootfs at "/x" caused: not a directory: unknown`,
      { kind: 'mount-kinds-differ', path: '/tmp/a' },
    ],
    [
      `${RUNC}exec: "nosuch": executable file not found in $PATH: unknown`,
      { kind: 'command-not-found', command: 'nosuch' },
    ],
    [
      `${OLD_RUNC}exec: \\"nosuch\\": executable file not found in $PATH`,
      { kind: 'command-not-found', command: 'nosuch' },
    ],
    [
      'crun: executable file `nosuch` not found in $PATH: No such file or directory',
      { kind: 'command-not-found', command: 'nosuch' },
    ],
    [
      `${RUNC}exec: "/app": stat /app: no such file or directory: unknown`,
      { kind: 'command-not-found', command: '/app' },
    ],
    [`${RUNC}exec /run.sh: no such file or directory`, { kind: 'interpreter-not-found', command: '/run.sh' }],
    [
      `${RUNC}exec: "/etc/passwd": permission denied: unknown`,
      { kind: 'command-not-permitted', command: '/etc/passwd' },
    ],
    [`${RUNC}exec: "/etc": is a directory: unknown`, { kind: 'command-not-permitted', command: '/etc' }],
    [`${RUNC}exec /app: exec format error: unknown`, { kind: 'exec-format', command: '' }],
    [
      `${RUNC}chdir to cwd ("/nowhere") set in config.json failed: permission denied`,
      { kind: 'work-dir', path: '/nowhere' },
    ],
    ['unable to find user nobodyx: no matching entries in passwd file', { kind: 'no-such-user', user: 'nobodyx' }],
    ['unable to find group staff: no matching entries in group file', { kind: 'no-such-user', user: 'staff' }],
    ['network 5a6b not found', { kind: 'no-such-network', network: '5a6b' }],
    [
      'error gathering device information while adding custom device "/dev/nosuch": no such file or directory',
      { kind: 'device-missing', device: '/dev/nosuch' },
    ],
    ['could not select device driver "" with capabilities: [[gpu]]', { kind: 'no-gpu' }],
    ['mkdir /var/lib/docker/overlay2/x: no space left on device', { kind: 'no-space' }],
    [`${RUNC}container init was OOM-killed (memory limit too low?): unknown`, { kind: 'memory-too-small' }],
    ['something that nobody has seen before', { kind: 'other' }],
    ['', { kind: 'other' }],
  ])('%s', (error, failure) => {
    expect(startFailureOf(error)).toEqual(failure);
  });

  it('of any kind and length are read in no time', () => {
    fc.assert(fc.property(fc.string(), (text) => void startFailureOf(text)));
    const begun = performance.now();
    for (const piece of ['error mounting "', 'exec: "', 'stat /dev/', 'statfs ', 'failed to bind port '])
      startFailureOf(piece.repeat(400_000));
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe('its own last lines', () => {
  it.each<[string, StartFailure | null]>([
    ['sh: nosuch: not found', { kind: 'command-not-found', command: 'nosuch' }],
    ['/entry.sh: line 3: nginx: command not found', { kind: 'command-not-found', command: 'nginx' }],
    ['/bin/sh: 1: nosuch: not found', { kind: 'command-not-found', command: 'nosuch' }],
    ['sh: /etc/passwd: Permission denied', { kind: 'command-not-permitted', command: '/etc/passwd' }],
    ['exec /app/run: exec format error', { kind: 'exec-format', command: '' }],
    ['standard_init_linux.go:228: exec user process caused: exec format error', { kind: 'exec-format', command: '' }],
    ['exec /run.sh: no such file or directory', { kind: 'interpreter-not-found', command: '/run.sh' }],
    ['write /data/x: No space left on device', { kind: 'no-space' }],
    ['the page was not found in the index', null],
    ['all is well', null],
  ])('%s', (line, failure) => {
    expect(hintOf(['first', line])).toEqual(failure);
  });

  it('are read from the newest on', () => {
    expect(hintOf(['sh: old: not found', 'sh: new: not found'])).toMatchObject({ command: 'new' });
    expect(hintOf([])).toBeNull();
  });
});
