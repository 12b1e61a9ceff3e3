import path from 'node:path';
import type { MachineSpec } from '../../driver';
import type { Endpoint } from './endpoint';
import { type Accelerator, escaped, machineTypeArgs } from './machine-type';
import * as names from './names';

export interface Endpoints {
  /** QMP for short visits: one at a time. */
  readonly commands: Endpoint;
  /** QMP for who listens to events all the time. */
  readonly events: Endpoint;
  readonly agent: Endpoint;
}

const TLS = 'tls0';

/** Where both sides must agree on time and addresses from the first cycle on. */
const EMULATION_ARGS = 'tsc=reliable norandmaps';

export function kernelArgs({ image }: MachineSpec, accelerator: Accelerator): string {
  const words = [image.kernelArgs.trim()];
  if (!/(^| )console=/.test(image.kernelArgs)) words.push(image.arch === 'amd64' ? 'console=ttyS0' : 'console=ttyAMA0');
  if (accelerator === 'tcg' && image.arch === 'amd64') words.push(EMULATION_ARGS);
  return words.filter((word) => word !== '').join(' ');
}

const disk = (node: string, file: string, serial: string, options: string): readonly string[] => [
  '-blockdev',
  `driver=raw,node-name=${node},${options},file.driver=file,file.filename=${escaped(file)}`,
  '-device',
  // A host disk that is full or fails stops the guest instead of handing it errors, which file systems do not outlive.
  `virtio-blk-pci,drive=${node},id=${node}-disk,serial=${serial},werror=stop,rerror=stop`,
];

const READ_ONLY = 'read-only=on';
const GIVES_BACK = 'discard=unmap,detect-zeroes=unmap';

const disks = ({ image, dataDisk, configDisk }: MachineSpec): readonly string[] => [
  ...disk(names.ROOT_NODE, image.root, names.DISKS.root, READ_ONLY),
  ...disk(names.DATA_NODE, dataDisk, names.DISKS.data, GIVES_BACK),
  ...disk(names.CONFIG_NODE, configDisk, names.DISKS.config, READ_ONLY),
];

/** Without IPv6: it would lead to the host's ::1 by ways the guest's firewall does not watch. */
const network = (hostPort: number): readonly string[] => [
  '-netdev',
  `user,id=${names.NETDEV},ipv6=off,net=${names.GATEWAY}/${String(names.PREFIX)},host=${names.GATEWAY},dns=${names.DNS},` +
    `dhcpstart=${names.GUEST_IP},hostfwd=tcp:127.0.0.1:${String(hostPort)}-${names.GUEST_IP}:${String(names.ENGINE_PORT)}`,
  '-device',
  `virtio-net-pci,netdev=${names.NETDEV},romfile=`,
];

const socket = (id: string, endpoint: Endpoint): readonly string[] => [
  '-chardev',
  endpoint.kind === 'unix'
    ? `socket,id=${id},path=${escaped(endpoint.path)},server=on,wait=off`
    : `socket,id=${id},host=127.0.0.1,port=${String(endpoint.port)},server=on,wait=off,tls-creds=${TLS}`,
];

const secret = ({ commands }: Endpoints): readonly string[] =>
  commands.kind === 'unix'
    ? []
    : ['-object', `tls-creds-psk,id=${TLS},endpoint=server,dir=${escaped(commands.keyDir)}`];

const monitors = ({ commands, events }: Endpoints): readonly string[] => [
  ...[...socket('commands', commands), '-mon', 'chardev=commands,mode=control'],
  ...[...socket('events', events), '-mon', 'chardev=events,mode=control'],
];

const agent = (endpoint: Endpoint): readonly string[] => [
  ...['-device', 'virtio-serial-pci', ...socket('agent', endpoint)],
  ...['-device', `virtserialport,chardev=agent,name=${names.AGENT_PORT}`],
];

/** Appending: who cuts the file short while it grows loses nothing. */
const consoleTo = (dir: string): readonly string[] => [
  ...['-chardev', `file,id=console,path=${escaped(path.join(dir, names.FILES.console))},append=on`],
  ...['-serial', 'chardev:console'],
];

const shares = (spec: MachineSpec): readonly string[] =>
  spec.shares.flatMap((share, index) => {
    const tag = `share${String(index)}`;
    const options = `security_model=none,multidevs=remap,readonly=${share.readOnly ? 'on' : 'off'}`;
    return [
      ...['-fsdev', `local,id=${tag},path=${escaped(share.path)},${options}`],
      ...['-device', `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`],
    ];
  });

/** All of QEMU's arguments for one machine. */
export function qemuArgs(spec: MachineSpec, accelerator: Accelerator, endpoints: Endpoints): readonly string[] {
  const { image } = spec;
  return [
    ...machineTypeArgs(accelerator, image.arch),
    // A guest that resets ends: who watches it decides what comes next.
    ...['-no-reboot', '-name', 'slipway', '-rtc', 'base=utc'],
    ...['-smp', `cpus=${String(spec.cpus)}`, '-m', `size=${String(spec.memoryMiB)}M`],
    ...['-kernel', image.kernel, '-initrd', image.initramfs, '-append', kernelArgs(spec, accelerator)],
    ...disks(spec),
    ...network(spec.engineHostPort),
    ...['-device', 'virtio-balloon-pci,free-page-reporting=on,deflate-on-oom=on', '-device', 'virtio-rng-pci'],
    ...secret(endpoints),
    ...monitors(endpoints),
    ...agent(endpoints.agent),
    ...consoleTo(spec.dir),
    ...shares(spec),
  ];
}
