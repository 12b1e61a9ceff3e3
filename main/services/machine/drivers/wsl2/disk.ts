import fs from 'node:fs/promises';
import { DriverError } from '../../driver';
import { wslArguments } from './arguments';
import { diskOf, entryOf, type Machine } from './life';
import { plain } from './text';

/** Of `fs.Stats.blocks`, on every system. */
const BLOCK_BYTES = 512;

const takenBy = async (file: string): Promise<number> => {
  const stat = await fs.stat(file).catch(() => null);
  return stat === null ? 0 : stat.blocks * BLOCK_BYTES;
};

/** Sets the disk's size now if the distribution is stopped, else notes it for the next start. Never makes it smaller. */
export async function growDisk(machine: Machine, bytes: number): Promise<void> {
  const kept = await machine.kept.read();
  if (kept === null || bytes <= (kept.diskBytes ?? 0)) return;
  await machine.kept.write({ ...kept, wantedDiskBytes: bytes });
  const entry = await entryOf(machine);
  if (entry?.state === 'Stopped') await applyWanted(machine);
}

/** What was noted. It stays noted when WSL does not do it. */
export async function applyWanted({ kept: file, wsl, name, timeouts }: Machine): Promise<void> {
  const kept = await file.read();
  if (kept?.wantedDiskBytes === null || kept?.wantedDiskBytes === undefined) return;
  const limits = { timeoutMs: timeouts.workMs };
  try {
    await wsl.order(
      wslArguments.resize(name, kept.wantedDiskBytes),
      'WSL did not change the size of the disk.',
      limits,
    );
  } catch (error) {
    if (!(error instanceof DriverError) || !error.detail.includes('--resize')) throw error;
    throw new DriverError(
      'unsupported',
      'This WSL cannot change the size of a disk: it needs 2.5.',
      'wsl --update',
      error.detail,
    );
  }
  await file.write({ ...kept, diskBytes: kept.wantedDiskBytes, wantedDiskBytes: null });
}

/**
 * WSL's only way to give space back is a sparse disk, and since 2.5.6 it refuses to make one for fear of losing data. That
 * refusal is not overridden (`--allow-unsafe`): the user's data are in there. Throws DriverError `unsupported` then.
 */
export async function makeSparse(machine: Machine): Promise<number> {
  const entry = await entryOf(machine);
  if (entry === null) return 0;
  if (entry.state !== 'Stopped')
    throw new DriverError('failed', 'Stop the machine first: WSL changes its disk only then.');
  const before = await takenBy(diskOf(machine));
  const limits = { timeoutMs: machine.timeouts.workMs };
  try {
    await machine.wsl.order(wslArguments.sparse(machine.name), 'WSL did not make the disk sparse.', limits);
  } catch (error) {
    if (!(error instanceof DriverError) || !/--allow-unsafe|--set-sparse/.test(plain(error.detail))) throw error;
    const message = 'WSL does not give disk space back to Windows: it switched that off because it could lose data.';
    throw new DriverError('unsupported', message, null, error.detail);
  }
  return Math.max(0, before - (await takenBy(diskOf(machine))));
}
