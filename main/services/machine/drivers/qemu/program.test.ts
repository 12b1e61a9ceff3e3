import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DriverError } from '../../driver';
import { installCommand } from './install';
import { findProgram, isTooOld, parseVersion } from './program';

let dir: string;
beforeEach(() => void (dir = fs.mkdtempSync(path.join(os.tmpdir(), 'slipway-program-'))));
afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

const standIn = (says: string): void =>
  fs.writeFileSync(path.join(dir, 'qemu-system-x86_64'), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 });
const find = (PATH = dir): Promise<unknown> =>
  findProgram({ platform: 'linux', arch: 'amd64', env: { PATH } }).catch((error: unknown) => error);

describe('finding QEMU', () => {
  it('takes the one in PATH, with its version', async () => {
    standIn('QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)');
    expect(await find(`relative:${dir}`)).toEqual({ path: path.join(dir, 'qemu-system-x86_64'), version: '7.2.22' });
  });

  it('says what installs it when it is not there', async () => {
    const error = await find();
    expect(error).toBeInstanceOf(DriverError);
    expect(error).toMatchObject({ kind: 'not-installed', fix: expect.stringContaining('qemu') as string });
  });

  it('refuses one that is too old, or none', async () => {
    standIn('QEMU emulator version 6.1.0');
    expect(await find()).toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('6.1.0 is too old') as string,
    });
    standIn('hello');
    expect(await find()).toMatchObject({ kind: 'failed', detail: 'hello\n' });
  });

  it('does not take a file that may not be run', async () => {
    fs.writeFileSync(path.join(dir, 'qemu-system-x86_64'), '', { mode: 0o644 });
    expect(await find()).toMatchObject({ kind: 'not-installed' });
  });

  it('reads versions', () => {
    expect(parseVersion('QEMU emulator version 10.0.2\nCopyright')).toBe('10.0.2');
    expect(parseVersion('QEMU emulator version 9.1')).toBe('9.1');
    expect(parseVersion('')).toBeNull();
    expect(['5.9.9', '6.1.0', '6.2.0', '6.10.0', '10.0.0'].map(isTooOld)).toEqual([true, true, false, false, false]);
  });
});

describe('the command that installs QEMU', () => {
  const command = (osRelease: string, isRoot = false, arch: 'amd64' | 'arm64' = 'amd64') =>
    installCommand({ platform: 'linux', arch, osRelease, isRoot });

  it.each([
    ['ID=debian\nVERSION_ID="12"', 'sudo apt-get install -y --no-install-recommends qemu-system-x86'],
    [
      'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"',
      'sudo apt-get install -y --no-install-recommends qemu-system-x86',
    ],
    ['ID=fedora', 'sudo dnf install -y qemu-system-x86-core'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'sudo dnf install -y qemu-kvm'],
    ['ID=manjaro\nID_LIKE=arch', 'sudo pacman -S --needed --noconfirm qemu-system-x86'],
    ['ID="opensuse-leap"\nID_LIKE="suse opensuse"', 'sudo zypper install -y qemu-x86'],
    ['ID=alpine', 'sudo apk add qemu-system-x86_64'],
  ])('%j', (osRelease, expected) => expect(command(osRelease)).toBe(expected));

  it('needs no sudo for root, and goes by the guest’s architecture', () => {
    expect(command('ID=ubuntu', true, 'arm64')).toBe('apt-get install -y --no-install-recommends qemu-system-arm');
  });

  it('is none where it is not known', () => {
    expect(command('ID=plan9')).toBeNull();
    expect(command('')).toBeNull();
  });

  it('is the packager’s elsewhere', () => {
    const rest = { arch: 'arm64', osRelease: '', isRoot: false } as const;
    expect(installCommand({ platform: 'darwin', ...rest })).toBe('brew install qemu');
    expect(installCommand({ platform: 'win32', ...rest })).toMatch(/^winget install /);
  });
});
