import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GuestConfig, writeConfigDisk } from './config-disk';

let dir = '';
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-config-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const config: GuestConfig = {
  ...{
    hostname: 'slipway',
    engineHostPort: 40_000,
    clockMs: 1_700_000_000_000,
    daemon: null,
    proxy: {},
    authorities: '',
  },
  tls: { ca: 'CA', cert: 'CERT', key: 'KEY' },
  shares: [
    { path: '/home/a b', readOnly: false },
    { path: '/srv/ü\t', readOnly: true },
  ],
};

test('a tar of whole sectors that the guest can read, for the owner only', async () => {
  const file = path.join(dir, 'config.tar');
  fs.writeFileSync(file, 'an older one');
  await writeConfigDisk(file, config);
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(fs.statSync(file).size % 512).toBe(0);
  const read = (name: string): string => execFileSync('tar', ['-xOf', file, name], { encoding: 'utf8' });
  expect(read('config')).toBe('HOSTNAME=slipway\nENGINE_HOST_PORT=40000\nCLOCK_MS=1700000000000\n');
  expect(read('shares')).toBe('share0\trw\t%2Fhome%2Fa%20b\nshare1\tro\t%2Fsrv%2F%C3%BC%09\n');
  expect(read('tls/server-key.pem')).toBe('KEY');
  expect(fs.readdirSync(dir)).toEqual(['config.tar']);
});

test('what the shell of the guest would take apart is refused, and nothing is left', async () => {
  const file = path.join(dir, 'config.tar');
  await expect(writeConfigDisk(file, { ...config, hostname: 'a;reboot' })).rejects.toThrow(/HOSTNAME/);
  expect(fs.readdirSync(dir)).toEqual([]);
});
