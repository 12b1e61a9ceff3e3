import type { Accelerator } from './machine-type';
import { msg } from '../../../../../texts/msg';
import { say, sayMsg } from '../../../../../texts/say';

/** Why an accelerator cannot be had; `detail` in the system's or QEMU's own words. */
export interface Obstacle {
  readonly kind: 'missing' | 'forbidden' | 'busy' | 'hangs' | 'failed';
  readonly detail: string;
}

const KVM_WORDS: Readonly<Record<Obstacle['kind'], (detail: string, qemu: string) => string>> = {
  missing: () =>
    say(
      'there is no /dev/kvm. Turn on virtualization (VT-x, AMD-V) in the firmware’s settings, or nested virtualization where this is itself a virtual machine, and load the module: sudo modprobe kvm_intel (or kvm_amd).',
    ),
  forbidden: () => say('you may not use /dev/kvm. Join its group and log in again: sudo usermod -aG kvm "$USER"'),
  busy: () =>
    say('another hypervisor (VirtualBox, VMware) has the processor’s virtualization. End it and start again.'),
  hangs: (_detail, qemu) =>
    say(
      '/dev/kvm opens, but QEMU {qemu} could not run a guest with it within 4 s, as on cloud machines without nested virtualization. It is tried again when the kernel or QEMU changes.',
      { qemu },
    ),
  failed: (detail, qemu) =>
    say('QEMU {qemu} could not run a guest with /dev/kvm{detail}. It is tried again when the kernel or QEMU changes.', {
      qemu,
      detail: said(detail),
    }),
};

const WHPX_FIX = msg('Turn on the Windows feature “Windows Hypervisor Platform” and restart.');
const HVF_FIX = msg('Inside a virtual machine it needs nested virtualization.');
const LONGEST = 200;

/** The last line is the one that ended it. */
const said = (detail: string): string => {
  const line = detail.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : ` (${line.slice(0, LONGEST)})`;
};

const elsewhere = (accelerator: Accelerator, { kind, detail }: Obstacle): string => {
  const what =
    kind === 'hangs'
      ? say('a guest does not run with it within 4 s')
      : say('it does not work{detail}', { detail: said(detail) });
  const fix = sayMsg(accelerator === 'whpx' ? WHPX_FIX : HVF_FIX);
  return say('{accelerator} is not used: {what}. {fix}', { accelerator, what, fix });
};

/** One or two sentences for the user. */
export function remarkFor(accelerator: Accelerator, obstacle: Obstacle, qemuVersion: string): string {
  const why =
    accelerator === 'kvm' ? KVM_WORDS[obstacle.kind](obstacle.detail, qemuVersion) : elsewhere(accelerator, obstacle);
  return say('The processor is emulated, which is several times slower: {why}', { why });
}
