import path from 'node:path';
import { DriverError, type MachineSpec, type Share } from '../../driver';
import { VFKIT_NETWORK } from './network';

/** Serials of the disks, as runtime-vm/manifest.json has them. */
const DISKS = { root: 'slipway-root', data: 'slipway-data', config: 'slipway-config' } as const;
/** macOS keeps 104 bytes for a socket's path, the closing zero among them. */
const SOCKET_PATH_BYTES = 103;
/** vfkit puts a datagram socket of its own beside gvproxy's: `vfkit-<pid>-<16 random bits>.sock`, both in hex. */
const OWN_SOCKET = 'vfkit-ffffff-ffff.sock';
/** gvproxy's and vfkit's default; said, so that both agree. */
const MTU = 1500;

export interface VfkitPaths {
  /** Of vfkit: its REST API. */
  readonly rest: string;
  /** Of vfkit: leads to the agent's vsock port in the guest. */
  readonly agent: string;
  /** Of gvproxy: ethernet frames as datagrams. */
  readonly network: string;
  /** Of gvproxy: its HTTP API. */
  readonly forwarder: string;
  readonly console: string;
  /** What each program says. */
  readonly vfkitLog: string;
  readonly gvproxyLog: string;
  /** What a start leaves behind for the next Slipway. */
  readonly kept: string;
}

/**
 * Where everything of one machine is. `socketDir` is apart from `dir` because sockets want a short path without spaces,
 * and the place for applications' data on macOS has both against it.
 */
export const vfkitPaths = (dir: string, socketDir: string): VfkitPaths => ({
  rest: path.join(socketDir, 'rest.sock'),
  agent: path.join(socketDir, 'agent.sock'),
  network: path.join(socketDir, 'net.sock'),
  forwarder: path.join(socketDir, 'gvproxy.sock'),
  console: path.join(dir, 'console.log'),
  vfkitLog: path.join(dir, 'vfkit.log'),
  gvproxyLog: path.join(dir, 'gvproxy.log'),
  kept: path.join(dir, 'vfkit.json'),
});

/** Those that a start makes, and that neither program replaces when they are left over. */
export const socketsOf = (paths: VfkitPaths): readonly string[] => [
  paths.rest,
  paths.agent,
  paths.network,
  paths.forwarder,
];

const refuse = (what: string, why: string): never => {
  throw new DriverError('unsupported', `${what} ${why}. Move it to another folder.`);
};

/** vfkit splits its options at commas and knows no escape. */
const option = (value: string): string =>
  /[,"\n]/.test(value)
    ? refuse(value, 'has a comma, a quotation mark or a line break in its path, which vfkit cannot take')
    : value;

/** vfkit percent-encodes a socket's path before it opens it: anything but the plainest characters goes astray. */
function socket(file: string): string {
  if (!/^[\w./-]+$/.test(file)) refuse(file, 'has a character in its path that vfkit cannot take for a socket');
  const longest = Math.max(Buffer.byteLength(file), Buffer.byteLength(path.join(path.dirname(file), OWN_SOCKET)));
  if (longest > SOCKET_PATH_BYTES) refuse(file, 'is too long a path for a socket on macOS');
  return file;
}

const device = (...options: readonly string[]): readonly string[] => ['--device', options.join(',')];

const disk = (file: string, id: string, mode: 'rw' | 'ro'): readonly string[] =>
  device('virtio-blk', `path=${option(file)}`, `deviceId=${id}`, ...(mode === 'ro' ? ['readonly'] : []));

/** vfkit shares nothing read-only: the guest mounts it so, from the list in its configuration. */
const share = ({ path: folder }: Share, index: number): readonly string[] =>
  device('virtio-fs', `sharedDir=${option(folder)}`, `mountTag=share${String(index)}`);

/**
 * vfkit's command line (crc-org/vfkit, doc/usage.md; `readonly` on disks since 0.6.0). No balloon: vfkit attaches one but
 * has no way to set it. Throws DriverError `unsupported` for what vfkit's options cannot carry.
 */
export function vfkitArguments(spec: MachineSpec, paths: VfkitPaths): readonly string[] {
  const { image } = spec;
  // The guest's first serial port; last on the line, so that it is the one for /dev/console.
  const commandLine = `${image.kernelArgs} console=hvc0`.trim();
  // Between quotation marks commas are safe, and only here.
  if (/["\n]/.test(commandLine))
    throw new DriverError(
      'unsupported',
      'The image asks for a kernel argument with quotation marks, which vfkit cannot take.',
    );
  const boot = [
    'linux',
    `kernel=${option(image.kernel)}`,
    `initrd=${option(image.initramfs)}`,
    `cmdline="${commandLine}"`,
  ];
  return [
    ['--cpus', String(spec.cpus)],
    ['--memory', String(spec.memoryMiB)],
    ['--restful-uri', `unix://${socket(paths.rest)}`],
    ['--bootloader', boot.join(',')],
    disk(image.root, DISKS.root, 'ro'),
    disk(spec.dataDisk, DISKS.data, 'rw'),
    disk(spec.configDisk, DISKS.config, 'ro'),
    device('virtio-net', `unixSocketPath=${socket(paths.network)}`, `mac=${VFKIT_NETWORK.mac}`),
    device('virtio-rng'),
    device('virtio-serial', `logFilePath=${option(paths.console)}`),
    device('virtio-vsock', `port=${VFKIT_NETWORK.agentVsockPort}`, `socketURL=${socket(paths.agent)}`, 'connect'),
    ...spec.shares.map(share),
  ].flat();
}

/** gvproxy's command line (gvisor-tap-vsock, README; `-ssh-port -1`, which keeps port 2222 free, since 0.8.0). */
export const gvproxyArguments = (paths: VfkitPaths): readonly string[] => [
  '-mtu',
  String(MTU),
  '-ssh-port',
  '-1',
  '-listen',
  `unix://${socket(paths.forwarder)}`,
  '-listen-vfkit',
  `unixgram://${socket(paths.network)}`,
];
