import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DriverError, type MachineSpec } from '../../driver';
import { gvproxyArguments, socketsOf, vfkitArguments, vfkitPaths } from './arguments';
import { VFKIT_NETWORK } from './network';

const paths = vfkitPaths('/Users/a/Library/Application Support/Slipway/vm', '/Users/a/.slipway');
const spec: MachineSpec = {
  dir: '/Users/a/Library/Application Support/Slipway/vm',
  image: {
    version: '0.1.0',
    arch: 'arm64',
    kernel: '/i/vmlinuz',
    initramfs: '/i/initramfs.cpio.gz',
    root: '/i/root.squashfs',
    kernelArgs: 'quiet',
  },
  cpus: 2,
  memoryMiB: 1024,
  dataDisk: '/vm/data.img',
  configDisk: '/vm/config.tar',
  shares: [],
  engineHostPort: 2400,
};
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DriverError) return error.kind;
  }
  return 'taken';
};
const shared = (path: string): MachineSpec => ({ ...spec, shares: [{ path, readOnly: false }] });

describe('vfkitArguments', () => {
  it('are pairs of a flag and a value', () => {
    const args = vfkitArguments(spec, paths);
    expect(args.filter((_, at) => at % 2 === 0).every((flag) => flag.startsWith('--'))).toBe(true);
    expect(args.slice(0, 6)).toEqual([
      '--cpus',
      '2',
      '--memory',
      '1024',
      '--restful-uri',
      'unix:///Users/a/.slipway/rest.sock',
    ]);
  });

  it('tag shares in their order', () => {
    const shares = ['/Users/a', '/Volumes/x y'].map((path) => ({ path, readOnly: true }));
    const args = vfkitArguments({ ...spec, shares }, paths);
    expect(args.filter((arg) => arg.startsWith('virtio-fs'))).toEqual([
      'virtio-fs,sharedDir=/Users/a,mountTag=share0',
      'virtio-fs,sharedDir=/Volumes/x y,mountTag=share1',
    ]);
  });

  it.each(['/Users/a,readonly', '/Users/"a"', '/Users/a\n'])('refuse the folder %j', (path) => {
    expect(refusal(() => vfkitArguments(shared(path), paths))).toBe('unsupported');
  });

  it('refuse quotation marks in the kernel’s arguments, not commas', () => {
    const withArgs = (kernelArgs: string): MachineSpec => ({ ...spec, image: { ...spec.image, kernelArgs } });
    expect(refusal(() => vfkitArguments(withArgs('a="b c"'), paths))).toBe('unsupported');
    expect(refusal(() => vfkitArguments(withArgs('console=ttyS0,115200'), paths))).toBe('taken');
  });

  it.each([
    ['/Users/a b/.slipway', 'unsupported'],
    ['/Users/ä/.slipway', 'unsupported'],
    [`/${'a'.repeat(79)}`, 'taken'],
    [`/${'a'.repeat(80)}`, 'unsupported'],
  ])('take sockets in %s: %s', (dir, verdict) => {
    expect(refusal(() => vfkitArguments(spec, vfkitPaths('/vm', dir)))).toBe(verdict);
    expect(refusal(() => gvproxyArguments(vfkitPaths('/vm', dir)))).toBe(verdict);
  });
});

describe('the agreement with the guest', () => {
  const manifest = JSON.parse(fs.readFileSync('runtime-vm/manifest.json', 'utf8')) as {
    disks: Record<string, string>;
    network: { enginePort: number };
  };

  it('names the disks as the guest looks for them', () => {
    const ids = vfkitArguments(spec, paths).map((arg) => /deviceId=([^,]+)/.exec(arg)?.[1]);
    expect(ids.filter((id) => id !== undefined).sort()).toEqual(Object.values(manifest.disks).sort());
  });

  it('has the engine’s port', () => {
    expect(VFKIT_NETWORK.enginePort).toBe(manifest.network.enginePort);
  });
});

describe('socketsOf', () => {
  it('are all in the folder for sockets', () => {
    expect(socketsOf(paths).every((file) => file.startsWith('/Users/a/.slipway/'))).toBe(true);
  });
});
