import fs from 'node:fs/promises';
import type { Driver } from '../driver';
import type { MachinePaths } from './paths';

/** All of it but images, which can be had again, and snapshots, which their user made: those have their own Delete. */
export async function removeMachine(driver: Driver, paths: MachinePaths): Promise<void> {
  await driver.kill();
  await driver.delete();
  for (const file of [paths.dataDisk, paths.configDisk, paths.notes]) await fs.rm(file, { force: true });
}

/** After `removeMachine`, also what that leaves: snapshots, images, certificates. */
export async function removeAll(paths: MachinePaths): Promise<void> {
  for (const folder of [paths.snapshots, paths.images, paths.tls, paths.driver])
    await fs.rm(folder, { recursive: true, force: true });
}
