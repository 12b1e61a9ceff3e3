import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asRoot } from './as-root.mjs';
import { widePath } from './executables.mjs';
import { NEEDS, installHint, missingNeeds, packagesFor } from './system-packages.mjs';

let bin = '';
beforeEach(() => {
  bin = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bin-'));
  vi.stubEnv('SLIPWAY_CHROMIUM', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  fs.rmSync(bin, { recursive: true });
});

/** The head of a program that asks for no loader. */
const STATIC = Buffer.concat([Buffer.from('\x7fELF\x02\x01', 'latin1'), Buffer.alloc(58)]);

const put = (name: string, content = '#!/bin/sh\n'): void => {
  fs.writeFileSync(path.join(bin, name), content, { mode: 0o755 });
};
const putAll = (except: readonly string[] = []): void => {
  const names = NEEDS.map(({ name }) => name).filter((name) => !except.includes(name));
  for (const name of names) {
    if (name === 'busybox') fs.writeFileSync(path.join(bin, name), STATIC, { mode: 0o755 });
    else put(name);
  }
};
const missing = (): string[] => missingNeeds(bin).map(({ name }) => name);

test('nothing is missing where all is there', () => {
  putAll();
  expect(missing()).toEqual([]);
  expect(packagesFor(missingNeeds(bin), 0)).toEqual([]);
});

test('on a bare machine all is, each with a reason and a package', () => {
  expect(missing()).toEqual(NEEDS.map(({ name }) => name));
  expect(packagesFor(missingNeeds(bin), 0)).toEqual([
    ...[
      'docker.io',
      'chromium-headless-shell',
      'busybox-static',
      'iptables',
      'iproute2',
      'util-linux',
      'docker-registry',
      'skopeo',
    ],
    ...['openssl', 'podman', 'rpm', 'db5.3-util', 'docker-compose'],
  ]);
  for (const { why } of NEEDS) expect(why).not.toBe('');
});

test('where the docker command comes apart, it is installed by itself', () => {
  putAll(['docker']);
  expect(missing()).toEqual(['docker']);
  expect(packagesFor(missingNeeds(bin), 1)).toEqual(['docker-cli']);
});

test('another name for the browser will do', () => {
  putAll(['chromium']);
  expect(missing()).toEqual(['chromium']);
  put('google-chrome');
  expect(missing()).toEqual([]);
});

test('a file that cannot be run is no program', () => {
  putAll();
  fs.chmodSync(path.join(bin, 'openssl'), 0o644);
  fs.rmSync(path.join(bin, 'ip'));
  fs.mkdirSync(path.join(bin, 'ip'));
  expect(missing()).toEqual(['ip', 'openssl']);
});

test('a busybox that needs its libraries is not the static one', () => {
  putAll();
  fs.copyFileSync('/bin/sh', path.join(bin, 'busybox'));
  expect(missing()).toEqual(['busybox']);
  put('busybox', 'not a program');
  expect(missing()).toEqual(['busybox']);
  put('busybox', '\x7fELF');
  expect(missing()).toEqual(['busybox']);
});

test.each([
  ['apt-get', 'sudo apt-get install --no-install-recommends busybox-static openssl'],
  ['dnf', 'sudo dnf install '],
  ['apk', 'sudo apk add '],
  ['nothing', 'install them by your system'],
])('elsewhere the command is told: %s', (manager, hint) => {
  putAll(['busybox', 'openssl']);
  put(manager);
  expect(installHint(missingNeeds(bin), bin)).toContain(hint);
});

test('root needs nothing, others a sudo that does not ask', () => {
  expect(asRoot(0, bin)).toEqual([]);
  expect(asRoot(1000, bin)).toBeNull();
  put('sudo', '#!/bin/sh\nexit 1\n');
  expect(asRoot(1000, bin)).toBeNull();
  put('sudo', `#!/bin/sh\nexec "$2"\n`);
  expect(asRoot(1000, bin)).toEqual([path.join(bin, 'sudo'), '-n']);
});

test("the system's own folders are searched too, once", () => {
  expect(widePath({ PATH: '/usr/bin:/opt/x' }).split(':')).toEqual([
    ...['/usr/bin', '/opt/x', '/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/bin'],
  ]);
  expect(widePath({}).split(':')).toContain('/usr/sbin');
});
