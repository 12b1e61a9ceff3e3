import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readRpm } from './rpm';
import { blobsOfTable } from './sqlite';

/** Enough for pages that only lead to others. */
const SUBPACKAGES = 120;
const LONG = 'a description longer than a page. '.repeat(300);
const subpackage = (number: number): string => `
%package part${String(number)}
Epoch: ${String(number % 3)}
Summary: part ${String(number)}
License: ${number % 2 === 0 ? 'MIT' : 'GPL-2.0-or-later AND BSD-3-Clause'}
%description part${String(number)}
${number % 5 === 0 ? LONG : 'short'}
%files part${String(number)}
`;
const SPEC = `Name: slip
Version: 1.2~rc1
Release: 3.fc40
Summary: a package
License: Apache-2.0
BuildArch: noarch
%description
a package
%files
${Array.from({ length: SUBPACKAGES }, (_, index) => subpackage(index)).join('')}`;

let dir: string;
let database: string;

const rpm = (...args: string[]): string =>
  execFileSync('rpm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
/** What rpm itself lists, as `readRpm` tells it. */
const listed = (dbpath: string): string[] =>
  rpm('--dbpath', dbpath, '-qa', '--queryformat', '%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{LICENSE}\\n')
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(' 0:', ' '))
    .sort();
const read = (file: string): string[] =>
  (readRpm(fs.readFileSync(file), 'rpmdb').packages ?? [])
    .map(({ name, version, licence }) => `${name} ${version} ${licence}`)
    .sort();

beforeAll(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-rpm-'));
  const spec = path.join(dir, 'slip.spec');
  fs.writeFileSync(spec, SPEC);
  execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${dir}/build`, '--define', '_binary_payload w.ufdio', spec], {
    stdio: 'ignore',
  });
  const packages = path.join(dir, 'build/RPMS/noarch');
  database = path.join(dir, 'db');
  fs.mkdirSync(database);
  const files = fs.readdirSync(packages).map((name) => path.join(packages, name));
  rpm('--dbpath', database, '--define', '_db_backend sqlite', '-i', '--nodeps', '--justdb', ...files);
}, 60_000);
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));

it('lists what rpm lists', () => {
  const packages = read(path.join(database, 'rpmdb.sqlite'));
  expect(packages).toHaveLength(SUBPACKAGES + 1);
  expect(packages).toEqual(listed(database));
});

it('lists the same of a database as rpm made them before', () => {
  const headers = [...blobsOfTable(fs.readFileSync(path.join(database, 'rpmdb.sqlite')), 'Packages')];
  const key = (number: number): string => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(number);
    return bytes.toString('hex');
  };
  // Under 0 it keeps the last number.
  const pairs = [
    [key(0), key(headers.length)],
    ...headers.map((blob, index) => [key(index + 1), blob.toString('hex')]),
  ];
  const dump = `VERSION=3\nformat=bytevalue\ntype=hash\ndb_pagesize=4096\nHEADER=END\n${pairs
    .map(([left = '', right = '']) => ` ${left}\n ${right}\n`)
    .join('')}DATA=END\n`;
  const old = path.join(dir, 'old');
  fs.mkdirSync(old);
  execFileSync('db5.3_load', [path.join(old, 'Packages')], { input: dump });
  expect(read(path.join(old, 'Packages'))).toEqual(listed(database));
});

it('says so of a damaged one, and never throws', () => {
  const whole = fs.readFileSync(path.join(database, 'rpmdb.sqlite'));
  const cut = readRpm(whole.subarray(0, whole.length / 2), 'var/lib/rpm/rpmdb.sqlite');
  expect(cut.note).toMatch(/^\/var\/lib\/rpm\/rpmdb\.sqlite: this RPM database cannot be read/);
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(damage, (bytes) => {
      const file = Buffer.from(whole);
      for (const [at, byte] of bytes) file[at % (at % 2 === 0 ? 4096 : file.length)] = byte;
      readRpm(file, 'rpmdb');
    }),
    { numRuns: 200 },
  );
});
