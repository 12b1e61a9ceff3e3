import { msg } from '../../../../texts/msg';
import type { MachineSettings } from '../../../contract/machine';
import { accessMark, guestAccess } from '../access/guest-files';
import { type Certificates, ensureCertificates } from '../certificates/ensure';
import { createDisk, growDisk, type Run, sizes } from '../disk/disk';
import type { Driver, ImageFiles, MachineSpec, Share } from '../driver';
import { type GuestConfig, writeConfigDisk } from './config-disk';
import { imageId } from './find-image';
import { freePort } from './free-port';
import { type Notes, readNotes, writeNotes } from './notes';
import type { MachinePaths } from './paths';
import type { Phases } from './phases';

const GIB = 2 ** 30;

export interface Preparation {
  readonly paths: MachinePaths;
  readonly driver: Pick<Driver, 'check' | 'create'>;
  /** Finds, builds or downloads it. Throws what `faultOf` knows. */
  readonly image: (signal: AbortSignal, phases: Phases) => Promise<ImageFiles>;
  readonly settings: () => MachineSettings;
  /** What is shared: the user's list, or the default one. Throws what `faultOf` knows. */
  readonly shares: () => Promise<readonly Share[]>;
  /** Of the data disk, before it meets another image. */
  readonly snapshotBeforeUpdate: (from: string, to: string) => Promise<void>;
  readonly phases: Phases;
  readonly run: Run;
  readonly log: (line: string) => void;
}

export interface Prepared {
  readonly spec: MachineSpec;
  readonly notes: Notes;
}

/** All that must be there before the machine is switched on. */
export async function prepare(parts: Preparation, signal: AbortSignal): Promise<Prepared> {
  const { paths, driver, phases, settings } = parts;
  phases.begin(msg('Looking at this computer'));
  await driver.check();
  const image = await parts.image(signal, phases);
  signal.throwIfAborted();
  phases.begin(msg('Preparing the machine'));
  const certificates = await ensureCertificates({ dir: paths.tls, guestIps: [], now: new Date(), log: parts.log });
  const before = await readNotes(paths.notes);
  const hasDisk = await prepareDisk(parts);
  if (hasDisk && before !== null && before.imageId !== imageId(image))
    await parts.snapshotBeforeUpdate(before.imageVersion, image.version);
  const { cpus, memoryMiB, access } = settings();
  const shares = await parts.shares();
  const engineHostPort = await freePort(before?.engineHostPort ?? null);
  await writeConfig(paths, certificates, { engineHostPort, shares, ...guestAccess(access) });
  const notes: Notes = {
    ...{ schema: 1, engineHostPort, imageVersion: image.version, imageId: imageId(image), cpus, memoryMiB },
    shares: shares.map(({ path, readOnly }) => ({ path, readOnly })),
    access: accessMark(access),
  };
  const spec: MachineSpec = {
    ...{ dir: paths.driver, image, cpus, memoryMiB, shares, engineHostPort },
    ...{ dataDisk: paths.dataDisk, configDisk: paths.configDisk },
  };
  await driver.create(spec);
  await writeNotes(paths.notes, notes);
  return { spec, notes };
}

/** Whether there was one. It grows to what the settings say, and never shrinks. */
async function prepareDisk({ paths, settings, run }: Preparation): Promise<boolean> {
  const wanted = settings().diskGiB * GIB;
  const there = await sizes(paths.dataDisk);
  if (there === null) await createDisk(paths.dataDisk, wanted, run);
  else if (there.logicalBytes < wanted) await growDisk(paths.dataDisk, wanted);
  return there !== null;
}

const writeConfig = (
  paths: MachinePaths,
  { caPem, server }: Certificates,
  wished: Omit<GuestConfig, 'hostname' | 'clockMs' | 'tls'>,
): Promise<void> =>
  writeConfigDisk(paths.configDisk, {
    ...{ hostname: 'slipway', clockMs: Date.now(), ...wished },
    tls: { ca: caPem, cert: server.cert, key: server.key },
  });
