// Installing, with stand-ins for the package manager on an otherwise empty search path.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NEEDS, installSystemPackages, missingNeeds } from './system-packages.mjs';

let bin = '';
let said = '';
beforeEach(() => {
  bin = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-bin-'));
  said = '';
  vi.stubEnv('SLIPWAY_CHROMIUM', undefined);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  fs.rmSync(bin, { recursive: true });
});

const put = (name: string, lines: readonly string[] = []): void => {
  fs.writeFileSync(path.join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
};
/** The head of a program that asks for no loader. */
const STATIC = Buffer.concat([Buffer.from('\x7fELF\x02\x01', 'latin1'), Buffer.alloc(58)]);
const putAll = (except: readonly string[] = []): void => {
  for (const { name } of NEEDS)
    if (name !== 'busybox' && !except.includes(name)) put(name);
    else if (name === 'busybox') fs.writeFileSync(path.join(bin, name), STATIC, { mode: 0o755 });
};

/** Notes its arguments; a package brings the programs named after it here. */
const putApt = (packages: Readonly<Record<string, string>>, more: readonly string[] = []): void => {
  const bring = Object.entries(packages).map(
    ([name, program]) => `case " $* " in *" ${name} "*) cp ${bin}/apt-get ${bin}/${program};; esac`,
  );
  put('apt-get', [`echo "$DEBIAN_FRONTEND $*" >> ${bin}/log`, ...more, ...bring]);
};
const log = (): string[] =>
  fs.existsSync(`${bin}/log`) ? fs.readFileSync(`${bin}/log`, 'utf8').trim().split('\n') : [];

/** Root here, or a sudo that does not ask. */
const putSudo = (): void => put('sudo', ['shift', 'exec "$@"']);

test('nothing missing: nothing said, nothing run', async () => {
  putAll();
  putApt({});
  await installSystemPackages(NEEDS, bin);
  expect({ said, log: log() }).toEqual({ said: '', log: [] });
});

test('what is missing is named, with its reason, and installed', async () => {
  putAll(['openssl', 'ip']);
  putSudo();
  putApt({ openssl: 'openssl', iproute2: 'ip' });
  await installSystemPackages(NEEDS, bin);
  expect(said).toContain('installing iproute2 openssl with apt-get');
  expect(said).toContain('openssl: the tests make TLS certificates with it');
  expect(log().at(-1)).toMatch(/^noninteractive .*install --yes --no-install-recommends iproute2 openssl$/);
  expect(missingNeeds(bin)).toEqual([]);
});

test('old lists are brought up to date first', async () => {
  putAll(['openssl']);
  putSudo();
  putApt({ openssl: 'openssl' }, [
    `case "$*" in *update) touch ${bin}/updated; exit 0;; esac`,
    `test -e ${bin}/updated || exit 100`,
  ]);
  await installSystemPackages(NEEDS, bin);
  const [update, install] = log().slice(-2);
  expect(update).toMatch(/ update$/);
  expect(install).toMatch(/ install .* openssl$/);
  expect(missingNeeds(bin)).toEqual([]);
});

test('a package that no longer brings the program is followed by the one that does', async () => {
  putAll(['dockerd', 'docker']);
  putSudo();
  putApt({ 'docker.io': 'dockerd', 'docker-cli': 'docker' });
  await installSystemPackages(NEEDS, bin);
  expect(log().map((line) => line.split(' ').at(-1))).toEqual(['docker.io', 'docker-cli']);
  expect(missingNeeds(bin)).toEqual([]);
});

test('without network it says what failed and what to do, and goes on', async () => {
  putAll(['openssl']);
  putSudo();
  putApt({}, ['echo "Temporary failure resolving"', 'exit 100']);
  await installSystemPackages(NEEDS, bin);
  expect(said).toContain('Temporary failure resolving');
  expect(said).toContain('going on without\n  openssl: ');
  expect(said).toContain('To install: sudo apt-get install --no-install-recommends openssl\n');
});

test('elsewhere nothing is run', async () => {
  putAll(['openssl']);
  putSudo();
  put('dnf', [`echo ran >> ${bin}/log`]);
  await installSystemPackages(NEEDS, bin);
  expect(log()).toEqual([]);
  expect(said).toContain('To install: sudo dnf install ');
});
