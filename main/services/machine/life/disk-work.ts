import fs from 'node:fs/promises';
import path from 'node:path';
import type { DiskReport, MachineSnapshot } from '../../../contract/machine';
import { moveToFree, type Run, sizes } from '../disk/disk';
import { DiskError } from '../disk/disk-error';
import { temporaryName } from '../../process/durable-file';
import type { Snapshots } from '../disk/snapshots';
import { copySparse } from '../disk/sparse-copy';
import type { Driver } from '../driver';
import { machineError } from './faults';
import type { Life } from './life';
import { say } from '../../../../texts/say';

/** What is done to the data disk as a whole. */
export interface DiskWork {
  compact(): Promise<number>;
  /** `repair`: a snapshot of the damaged disk is kept first. */
  check(repair: boolean): Promise<DiskReport>;
  exportTo(file: string): Promise<void>;
  snapshots(): Promise<MachineSnapshot[]>;
  create(name: string, automatic: boolean): Promise<MachineSnapshot>;
  restore(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

interface DiskWorkOptions {
  readonly driver: Driver;
  readonly life: () => Life;
  readonly dataDisk: string;
  readonly snapshots: Snapshots;
  /** For a copy that keeps holes. */
  readonly run: Run;
  readonly log: (line: string) => void;
}

/** Frees blocks take a moment to be free on the host, too. */
const shrunk = async (file: string, before: number): Promise<number> =>
  Math.max(0, before - ((await sizes(file))?.realBytes ?? before));

/** Nothing that is there is replaced. Throws DiskError. */
async function exportDisk(dataDisk: string, file: string, run: Run): Promise<void> {
  const what = say('The disk was not exported');
  if (!path.isAbsolute(file))
    throw new DiskError('bad-name', say('{what}: {file} is not an absolute path.', { what, file }));
  if ((await sizes(file)) !== null)
    throw new DiskError('exists', say('{what}: there is a file already: {file}', { what, file }));
  const temp = temporaryName(file);
  try {
    await copySparse({ from: dataDisk, to: temp, run, signal: null, what });
    await moveToFree(temp, file, say('a file'));
  } finally {
    await fs.rm(temp, { force: true });
  }
}

export function createDiskWork({ driver, life, dataDisk, snapshots, run, log }: DiskWorkOptions): DiskWork {
  const agent = () => {
    const there = life().powered()?.agent ?? null;
    if (there === null) throw machineError('timeout', say('The machine is off. Start it first.'));
    return there;
  };
  /** The guest's files are whole on the disk, and stand still while `work` reads it. */
  const quiesced = async <T>(work: () => Promise<T>): Promise<T> => {
    // Asleep or off, nothing writes.
    if (life().power() !== 'running') return work();
    await agent().freeze();
    try {
      await driver.pause();
      return await work();
    } finally {
      await driver.resume();
      await agent().thaw();
      log('machine: it stood still for a snapshot');
    }
  };
  return {
    compact: () =>
      life().exclusively(async () => {
        const before = (await sizes(dataDisk))?.realBytes ?? 0;
        if (life().power() === 'running') await agent().trim();
        await driver.compact();
        return shrunk(dataDisk, before);
      }),
    check: async (repair) => {
      if (repair) {
        if (life().power() === 'broken')
          await life().exclusively(() => snapshots.create(say('Before the repair of the disk'), { automatic: true }));
        await life().repair();
      }
      return agent().diskCheck();
    },
    exportTo: (file) => life().exclusively(() => quiesced(() => exportDisk(dataDisk, file, run))),
    snapshots: async () => [...(await snapshots.list())],
    create: (name, automatic) => life().exclusively(() => quiesced(() => snapshots.create(name, { automatic }))),
    restore: (id) =>
      life().exclusively(async () => {
        const { power } = await driver.status();
        if (power !== 'stopped')
          throw machineError('start-failed', say('Stop the machine first: its disk is replaced as a whole.'));
        await snapshots.restore(id);
        await life().settle();
      }),
    remove: (id) => snapshots.delete(id),
  };
}
