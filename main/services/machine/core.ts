import path from 'node:path';
import agreement from '../../../runtime-vm/manifest.json';
import type { MachinePower, MachineSettings } from '../../contract/machine';
import type { Target } from '../engine/target';
import { run } from '../process/run';
import { sizes } from './disk/disk';
import { createSnapshots, type Snapshots } from './disk/snapshots';
import type { Driver, GuestArch } from './driver';
import { privateAddress } from './endpoint/socket-path';
import { ownManifest } from './images/manifest';
import { createImageStore } from './images/store';
import { createDiskWork, type DiskWork } from './life/disk-work';
import { vmTarget } from './life/engine-target';
import { findImage, type ImageSources } from './life/find-image';
import { createLife, type Life } from './life/life';
import { needsRestart } from './life/needs-restart';
import type { Notes } from './life/notes';
import type { MachinePaths } from './life/paths';
import { createPhases } from './life/phases';
import { type Powered, powerOn } from './life/powered';
import { runningContainers } from './life/running-containers';
import { createSleeper, type Sleeper } from './life/sleeper';
import type { StateStore } from './life/state';
import { companions } from './outside/companions';
import { openOutside, type Outside } from './outside/outside';
import { sharesOf } from './outside/shares-of';
import { say } from '../../../texts/say';

export interface MachineOptions {
  readonly dataDir: string;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly arch: GuestArch;
  /** Of this user, for the name of a pipe. */
  readonly user: string;
  /** The folder of a checkout, which builds its image; null: a released app. */
  readonly checkout: string | null;
  /** The folder of the image that came with this Slipway; null, or left out: none did. */
  readonly packagedImage?: string | null;
  /** Null: there is none for this system. */
  readonly driver: Driver | null;
  readonly settings: () => MachineSettings;
  readonly saveSettings: (settings: MachineSettings) => Promise<void>;
  /** Its engine came, went, or is to be reached elsewhere. */
  readonly onEngine: () => void;
  readonly log: (line: string) => void;
}

/** What the parts of a machine share. */
export interface Core {
  readonly options: MachineOptions;
  readonly driver: Driver;
  readonly paths: MachinePaths;
  readonly store: StateStore;
  readonly life: Life;
  readonly work: DiskWork;
  readonly snapshots: Snapshots;
  readonly sleeper: Sleeper;
  readonly outside: Outside;
  /** What was last told to the engines' list. */
  readonly told: { power: MachinePower; engineReady: boolean };
}

interface CoreOptions {
  readonly options: MachineOptions;
  readonly driver: Driver;
  readonly paths: MachinePaths;
  readonly store: StateStore;
}

export function createCore({ options, driver, paths, store }: CoreOptions): Core {
  const { settings, log, platform, arch, checkout, packagedImage: packaged = null } = options;
  const manifest = ownManifest();
  const images = createImageStore({ dir: paths.images, manifest, arch, log });
  const phases = createPhases(() => store.set({ phases: [...phases.list()] }));
  const snapshots = createSnapshots({ dir: paths.snapshots, disk: paths.dataDisk, run, log });
  const sources: ImageSources = { store: images, ...{ manifest, arch, checkout, packaged, run, log } };
  const life: Life = createLife({
    ...{ driver, phases, store, log },
    preparation: {
      ...{ paths, driver, settings, phases, run, log },
      image: (signal) => findImage(sources, signal, phases),
      shares: () => sharesOf(settings(), options),
      snapshotBeforeUpdate: async (from, to) => {
        phases.begin(say('Keeping a snapshot before the update'));
        await snapshots.create(say('Before the update from {from} to {to}', { from, to }), { automatic: true });
      },
    },
    powerOn: (notes) => switchOn(core, notes),
    describe: () => describe(core),
    hasDisk: async () => (await sizes(paths.dataDisk).catch(() => null)) !== null,
    onChange: () => refresh(core),
  });
  const work = createDiskWork({ ...{ driver, snapshots, log, run, dataDisk: paths.dataDisk }, life: () => life });
  const outside = openOutside({
    ...{ address: privateAddress(platform, paths.root, options.user), tlsDir: paths.tls, log },
    dockerConfigDir: dockerConfigDir(options),
    enginePort: () => (life.powered() === null ? null : (life.notes()?.engineHostPort ?? null)),
    wake: () => wakeFor(core),
    onClients: () => core.sleeper.used(),
  });
  const sleeper = createSleeper({
    afterMinutes: () => settings().sleepAfterMinutes,
    canSleep: () => driver.capabilities.pause && life.power() === 'running',
    clients: () => outside.clients(),
    runningContainers: () => runningContainers(life.powered()?.link.client() ?? null),
    sleep: () => life.sleep(),
    log,
  });
  const core: Core = {
    ...{ options, driver, paths, store, life, work, snapshots, sleeper, outside },
    told: { power: life.power(), engineReady: false },
  };
  return core;
}

/** Empty counts as unset, as for the docker CLI. */
const dockerConfigDir = ({ env: { DOCKER_CONFIG = '' }, homeDir }: MachineOptions): string =>
  DOCKER_CONFIG === '' ? path.join(homeDir, '.docker') : DOCKER_CONFIG;

function switchOn(core: Core, notes: Notes): Powered {
  const { log } = core.options;
  core.outside.open();
  return powerOn({
    ...{ driver: core.driver, settings: core.options.settings, log },
    // Its own connection never wakes it.
    target: vmTarget(notes.engineHostPort, core.paths.tls, {
      asleep: () => core.life.power() === 'sleeping',
      wake: () => Promise.resolve(),
    }),
    enginePorts: { host: notes.engineHostPort, guest: agreement.network.enginePort },
    accompany: (agent, link) => companions({ agent, link, shares: notes.shares, log }),
    onAgent: (event) => {
      if (event.type === 'fault') log(`machine: the guest says ${event.what}: ${event.detail}`);
    },
    onChange: () => refresh(core),
  });
}

/** The way that the user's requests take: they wake it. */
export const userTarget = (core: Core): Target =>
  vmTarget(core.life.notes()?.engineHostPort ?? 0, core.paths.tls, {
    asleep: () => core.life.power() === 'sleeping',
    wake: () => wakeFor(core),
  });

/** Somebody needs it. What is wrong shows in what they ask. */
async function wakeFor({ life, sleeper, options }: Core): Promise<void> {
  sleeper.used();
  await life.wake().catch((error: unknown) => options.log(`machine: it does not wake: ${String(error)}`));
}

/** The state that follows from what the parts say now. */
export function refresh(core: Core): void {
  const { life, store, options, driver } = core;
  const powered = life.powered();
  const notes = life.notes();
  const settings = options.settings();
  const engineReady = powered !== null && powered.link.client() !== null;
  store.set({
    ...{ settings, engineReady, imageVersion: notes?.imageVersion ?? null },
    shares: [...(notes?.shares ?? [])],
    forwards: [...(powered?.forwards() ?? [])],
    needsRestart: needsRestart(settings, settings.shares ?? notes?.shares ?? [], notes, driver.capabilities.liveMemory),
    ...(powered === null && { figures: null }),
  });
  const power = life.power();
  if (core.told.engineReady !== engineReady || core.told.power !== power) {
    Object.assign(core.told, { power, engineReady });
    core.sleeper.reconsider();
    options.onEngine();
    void describe(core);
  }
}

/** Tells what only the driver and the disk know. Never rejects. */
async function describe({ driver, store, life, paths }: Core): Promise<void> {
  const status = await driver.status().catch(() => null);
  const disk = await sizes(paths.dataDisk).catch(() => null);
  const off = life.powered() === null;
  store.set({
    disk,
    startedAt: off ? null : (status?.startedAt ?? null),
    accelerator: off ? null : (status?.accelerator ?? null),
    acceleratorRemark: status?.acceleratorRemark ?? null,
  });
}

/** Once, before anything else is done. */
export async function begin(core: Core): Promise<void> {
  const { life, snapshots, options } = core;
  await life.settle();
  await snapshots.clean().catch((error: unknown) => options.log(`machine: ${String(error)}`));
  await life.adopt();
  if (options.settings().autoStart && life.power() === 'stopped')
    life.start().catch((error: unknown) => options.log(`machine: ${String(error)}`));
}
