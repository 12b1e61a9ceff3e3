import type { MachineSettings } from '../../../contract/machine';
import { growDisk, sizes } from '../disk/disk';
import type { Driver } from '../driver';
import { machineError } from './faults';
import type { Life } from './life';
import { say } from '../../../../texts/say';

const GIB = 2 ** 30;

interface ApplyOptions {
  readonly driver: Driver;
  readonly life: Life;
  readonly dataDisk: string;
}

/** Throws MachineError for what can never be; nothing was changed then. */
export async function checkSettings(next: MachineSettings, dataDisk: string): Promise<void> {
  const there = await sizes(dataDisk);
  if (there === null || next.diskGiB * GIB >= there.logicalBytes) return;
  const now = Math.round(there.logicalBytes / GIB);
  const message = say(
    'The disk has {now} GiB and cannot be made smaller; what is deleted in it gives its room back by itself.',
    { now },
  );
  throw machineError('start-failed', message);
}

/** Does now what can be done now. */
export async function applySettings(
  before: MachineSettings,
  next: MachineSettings,
  { driver, life, dataDisk }: ApplyOptions,
): Promise<void> {
  const on = life.power() === 'running';
  const notes = life.notes();
  if (next.diskGiB > before.diskGiB && (await sizes(dataDisk)) !== null) {
    const diskBytes = next.diskGiB * GIB;
    if (on && driver.capabilities.liveDiskGrowth) {
      await driver.resize({ diskBytes });
      await life.powered()?.agent.grow();
    } else if (!on && life.power() === 'stopped') await growDisk(dataDisk, diskBytes);
  }
  if (on && driver.capabilities.liveMemory && notes !== null && next.memoryMiB <= notes.memoryMiB)
    if (next.memoryMiB !== before.memoryMiB) await driver.resize({ memoryMiB: next.memoryMiB });
  life.powered()?.reconsider();
}
