import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageFiles, MachineSpec } from '../../driver';
import { kernelArgs, qemuArgs, type Endpoints } from './command-line';
import type { Accelerator } from './machine-type';
import * as names from './names';

const image: ImageFiles = {
  ...{ version: '0.1.0', arch: 'amd64', kernel: '/i/vmlinuz', initramfs: '/i/initramfs', root: '/i/root' },
  kernelArgs: 'quiet panic=1',
};
const spec: MachineSpec = {
  ...{ dir: '/m', image, cpus: 2, memoryMiB: 2048, dataDisk: '/m/data.img', configDisk: '/m/config.tar' },
  ...{ shares: [], engineHostPort: 40_000 },
};
const unix = (name: string) => ({ kind: 'unix', path: `/m/${name}` }) as const;
const endpoints: Endpoints = { commands: unix('c'), events: unix('e'), agent: unix('a') };
const args = (more: Partial<MachineSpec> = {}, accelerator: Accelerator = 'tcg', at = endpoints): readonly string[] =>
  qemuArgs({ ...spec, ...more }, accelerator, at);
/** The values of an option, in order. */
const values = (list: readonly string[], option: string): readonly string[] =>
  list.flatMap((each, index) => (each === option ? [list[index + 1] ?? ''] : []));

describe('QEMU’s command line', () => {
  it('is this one', () => {
    expect(args().join(' ')).toBe(
      '-nodefaults -no-user-config -display none -M q35 -accel tcg,thread=single,tb-size=256 ' +
        '-cpu Opteron_G3,+ssse3,+sse4.1,+sse4.2 -no-reboot -name slipway -rtc base=utc -smp cpus=2 -m size=2048M ' +
        '-kernel /i/vmlinuz -initrd /i/initramfs -append quiet panic=1 console=ttyS0 tsc=reliable norandmaps ' +
        '-blockdev driver=raw,node-name=root,read-only=on,file.driver=file,file.filename=/i/root ' +
        '-device virtio-blk-pci,drive=root,id=root-disk,serial=slipway-root,werror=stop,rerror=stop ' +
        '-blockdev driver=raw,node-name=data,discard=unmap,detect-zeroes=unmap,file.driver=file,file.filename=/m/data.img ' +
        '-device virtio-blk-pci,drive=data,id=data-disk,serial=slipway-data,werror=stop,rerror=stop ' +
        '-blockdev driver=raw,node-name=config,read-only=on,file.driver=file,file.filename=/m/config.tar ' +
        '-device virtio-blk-pci,drive=config,id=config-disk,serial=slipway-config,werror=stop,rerror=stop ' +
        '-netdev user,id=net0,ipv6=off,net=10.0.2.2/24,host=10.0.2.2,dns=10.0.2.3,dhcpstart=10.0.2.15,' +
        'hostfwd=tcp:127.0.0.1:40000-10.0.2.15:2376 -device virtio-net-pci,netdev=net0,romfile= ' +
        '-device virtio-balloon-pci,free-page-reporting=on,deflate-on-oom=on -device virtio-rng-pci ' +
        '-chardev socket,id=commands,path=/m/c,server=on,wait=off -mon chardev=commands,mode=control ' +
        '-chardev socket,id=events,path=/m/e,server=on,wait=off -mon chardev=events,mode=control ' +
        '-device virtio-serial-pci -chardev socket,id=agent,path=/m/a,server=on,wait=off ' +
        '-device virtserialport,chardev=agent,name=org.slipway.agent.0 ' +
        '-chardev file,id=console,path=/m/console.log,append=on -serial chardev:console',
    );
  });

  it.each([
    ['kvm', 'amd64', ['q35', 'kvm', 'host']],
    ['hvf', 'arm64', ['virt,gic-version=max', 'hvf', 'host']],
    ['whpx', 'amd64', ['q35', 'whpx,kernel-irqchip=off', 'Westmere']],
    ['tcg', 'arm64', ['virt,gic-version=max', 'tcg,thread=single,tb-size=256', 'cortex-a72']],
  ] as const)('with %s on %s', (accelerator, arch, expected) => {
    const list = args({ image: { ...image, arch } }, accelerator);
    expect(['-M', '-accel', '-cpu'].map((option) => values(list, option)[0])).toEqual(expected);
  });

  it('tells the kernel its console, and how time is when it is emulated', () => {
    const own = { ...spec, image: { ...image, kernelArgs: 'console=hvc0 x' } };
    expect(kernelArgs(own, 'kvm')).toBe('console=hvc0 x');
    expect(kernelArgs(spec, 'kvm')).toBe('quiet panic=1 console=ttyS0');
    expect(kernelArgs({ ...spec, image: { ...image, arch: 'arm64', kernelArgs: '' } }, 'tcg')).toBe('console=ttyAMA0');
  });

  it('shares folders by 9p, with commas in their names', () => {
    const list = args({ shares: [share('/home/a,b=c', false), share('/mnt', true)] });
    expect(values(list, '-fsdev')).toEqual([
      'local,id=share0,path=/home/a,,b=c,security_model=none,multidevs=remap,readonly=off',
      'local,id=share1,path=/mnt,security_model=none,multidevs=remap,readonly=on',
    ]);
    expect(values(list, '-device').slice(-2)).toEqual([
      'virtio-9p-pci,fsdev=share0,mount_tag=share0',
      'virtio-9p-pci,fsdev=share1,mount_tag=share1',
    ]);
  });

  it('lets no path become an option', () => {
    const dir = '/m,server=off';
    const hostile: Endpoints = { ...endpoints, agent: { kind: 'unix', path: `${dir}/a` } };
    const list = args({ dir, dataDisk: `${dir}/d` }, 'kvm', hostile);
    expect(list).toContain('socket,id=agent,path=/m,,server=off/a,server=on,wait=off');
    expect(list).toContain('file,id=console,path=/m,,server=off/console.log,append=on');
    expect(list.find((each) => each.includes('node-name=data'))).toMatch(/filename=\/m,,server=off\/d$/);
  });

  it('guards loopback ports with a key', () => {
    const psk = (port: number) => ({ kind: 'psk', port, keyDir: '/m' }) as const;
    const list = args({}, 'whpx', { commands: psk(1), events: psk(2), agent: psk(3) });
    expect(values(list, '-object')).toEqual(['tls-creds-psk,id=tls0,endpoint=server,dir=/m']);
    expect(values(list, '-chardev').slice(0, 3)).toEqual(
      ['commands', 'events', 'agent'].map(
        (id, index) => `socket,id=${id},host=127.0.0.1,port=${String(index + 1)},server=on,wait=off,tls-creds=tls0`,
      ),
    );
  });
});

describe('names', () => {
  it('are those that the guest was built with', () => {
    const file = path.join(import.meta.dirname, '../../../../../runtime-vm/manifest.json');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({
      ...{ agent: { port: names.AGENT_PORT }, disks: names.DISKS },
      network: {
        ...{ guestIp: names.GUEST_IP, prefix: names.PREFIX, gateway: names.GATEWAY, dns: names.DNS },
        enginePort: names.ENGINE_PORT,
      },
    });
  });
});

function share(folder: string, readOnly: boolean) {
  return { path: folder, readOnly };
}
