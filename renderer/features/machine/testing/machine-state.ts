import type { MachineState } from '../../../../main/contract/machine';

/** 2026-01-02, 12:00 UTC. */
export const NOW = Date.UTC(2026, 0, 2, 12);

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** One that was never created; the rest by what is given. */
export const machineState = (given: Partial<MachineState> = {}): MachineState => ({
  driver: 'qemu',
  power: 'absent',
  engineReady: false,
  phases: [],
  fault: null,
  startedAt: null,
  accelerator: null,
  acceleratorRemark: null,
  imageVersion: null,
  engineKey: 'machine',
  socketUrl: 'unix:///home/ada/.slipway/machine/docker.sock',
  settings: {
    cpus: 2,
    memoryMiB: 2048,
    diskGiB: 64,
    shares: null,
    sleepAfterMinutes: 5,
    publishOn: '127.0.0.1',
    autoStart: false,
    access: { mirrors: [], insecure: [], httpProxy: '', httpsProxy: '', noProxy: [], authorities: [] },
  },
  needsRestart: [],
  shares: [],
  forwards: [],
  figures: null,
  disk: null,
  capabilities: { pause: true, compact: true, shares: true, liveMemory: true },
  ...given,
});

export const stopped = (given: Partial<MachineState> = {}): MachineState =>
  machineState({
    power: 'stopped',
    imageVersion: '0.1.0',
    disk: { logicalBytes: 64 * GIB, realBytes: 812 * MIB },
    ...given,
  });

/** Its first phases over, one under way. */
export const starting = (given: Partial<MachineState> = {}): MachineState =>
  machineState({
    power: 'starting',
    phases: [
      { name: 'Checking the image', startedAt: NOW - 9_500, endedAt: NOW - 8_000, fraction: 1 },
      { name: 'Booting Linux', startedAt: NOW - 8_000, endedAt: NOW - 3_200, fraction: null },
      { name: 'Starting the engine', startedAt: NOW - 3_200, endedAt: null, fraction: null },
    ],
    ...given,
  });

export const running = (given: Partial<MachineState> = {}): MachineState =>
  stopped({
    power: 'running',
    engineReady: true,
    startedAt: NOW - 198_000,
    accelerator: 'tcg',
    acceleratorRemark: 'KVM is there but hangs, so the processor is emulated: everything runs slower.',
    phases: [
      { name: 'Booting Linux', startedAt: NOW - 200_000, endedAt: NOW - 190_000, fraction: null },
      { name: 'Starting the engine', startedAt: NOW - 190_000, endedAt: NOW - 182_000, fraction: null },
    ],
    figures: {
      hostCpuShare: 0.031,
      hostMemoryBytes: 688 * MIB,
      guestMemoryUsedBytes: 142 * MIB,
      guestMemoryTotalBytes: 1972 * MIB,
      diskUsedBytes: 1.24 * GIB,
      diskTotalBytes: 63 * GIB,
    },
    shares: [
      { path: '/home/ada', readOnly: false },
      { path: '/srv/data', readOnly: true },
    ],
    forwards: [
      forward({ hostPort: 8080, guestPort: 80 }),
      forward({ protocol: 'udp', hostPort: 5353, guestPort: 53, containerName: 'dns', containerId: 'd1' }),
      forward({ hostPort: 3000, problem: 'Port 3000 is in use by another program; it is tried again.' }),
    ],
    ...given,
  });

const forward = (given: Partial<MachineState['forwards'][number]>): MachineState['forwards'][number] => ({
  protocol: 'tcp',
  hostIp: '127.0.0.1',
  hostPort: 80,
  guestPort: 80,
  containerId: 'w1',
  containerName: 'web',
  problem: null,
  ...given,
});

export const damaged = (given: Partial<MachineState> = {}): MachineState =>
  stopped({
    power: 'broken',
    fault: {
      kind: 'disk-damaged',
      message: 'The disk is damaged. Nothing was written to it; check it, then repair it.',
      fix: null,
      detail: '/dev/vda: UNEXPECTED INCONSISTENCY; \u001b[31mRUN fsck MANUALLY\u202e <b>.',
    },
    ...given,
  });

export const notInstalled = (): MachineState =>
  machineState({
    fault: {
      kind: 'not-installed',
      message: 'QEMU is not installed. Install it, then try again.',
      fix: 'sudo apt-get install -y qemu-system-x86 qemu-utils',
      detail: '',
    },
  });
