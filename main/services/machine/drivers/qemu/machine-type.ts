import type { GuestArch } from '../../driver';

export type Accelerator = 'kvm' | 'hvf' | 'whpx' | 'tcg';

/** QEMU ends an option's value at a comma, unless there are two. */
export const escaped = (value: string): string => value.replaceAll(',', ',,');

/**
 * Under emulation a plain old model runs Go code faster than `max` (fewer emulated AVX paths); with these three it is still
 * x86-64-v2, which images of current distributions demand.
 */
const TCG_CPU = { amd64: 'Opteron_G3,+ssse3,+sse4.1,+sse4.2', arm64: 'cortex-a72' } as const;
/** Windows' hypervisor has no `host`. */
const WHPX_CPU = { amd64: 'Westmere', arm64: 'cortex-a72' } as const;
/** Translated code in MiB: the default takes as much as a quarter of the guest's memory. */
const TCG_CACHE_MIB = 256;

const cpuOf = (accelerator: Accelerator, arch: GuestArch): string => {
  if (accelerator === 'tcg') return TCG_CPU[arch];
  return accelerator === 'whpx' ? WHPX_CPU[arch] : 'host';
};

const accelOf = (accelerator: Accelerator): string => {
  // With a thread for each CPU, QEMU 7.2 now and then runs a breakpoint that Linux put into its own code, and has taken out
  // again, for ever; one thread for all boots a sixth slower.
  if (accelerator === 'tcg') return `tcg,thread=single,tb-size=${String(TCG_CACHE_MIB)}`;
  // Its own interrupt controller loses interrupts of virtio devices.
  return accelerator === 'whpx' ? 'whpx,kernel-irqchip=off' : accelerator;
};

/** Board, processor and accelerator: the probe asks for the very same as the machine. */
export const machineTypeArgs = (accelerator: Accelerator, arch: GuestArch): readonly string[] => [
  ...['-nodefaults', '-no-user-config', '-display', 'none'],
  ...['-M', arch === 'amd64' ? 'q35' : 'virt,gic-version=max'],
  ...['-accel', accelOf(accelerator), '-cpu', cpuOf(accelerator, arch)],
];

/** The fast one of a system; null: there is none. */
export const fastAccelerator = (platform: NodeJS.Platform): Accelerator | null => {
  if (platform === 'linux') return 'kvm';
  if (platform === 'darwin') return 'hvf';
  return platform === 'win32' ? 'whpx' : null;
};
