import os from 'node:os';
import { imageFailure } from '../rpc/images';
import { volumeFailure } from '../rpc/volumes';
import type { Bin } from '../services/bin/bin';
import type { Containers } from '../services/containers/containers';
import { createCreate } from '../services/create/create';
import { createDisk } from '../services/disk/disk';
import type { RecordCommand } from '../services/engine/noted';
import type { Pull } from '../services/engine/pull';
import { readUsage } from '../services/engine/system-df';
import type { Engine } from '../services/engine/types';
import type { Files } from '../services/files/files';
import { createImages } from '../services/images/images';
import { createLayers } from '../services/layers/layers';
import type { Machine } from '../services/machine/types';
import { createNetworks } from '../services/networks/networks';
import { createPorts } from '../services/ports/ports';
import { createRecreate } from '../services/recreate/recreate';
import { createRegistries } from '../services/registries/registries';
import type { Clients } from '../services/registries/clients';
import type { Credentials } from '../services/registry/credentials/credentials';
import type { Settings } from '../services/settings/settings';
import type { Transfers } from '../services/shell/transfers';
import { createVolumes, type Volumes } from '../services/volumes/volumes';
import type { Texts } from '../../texts/translate';
import type { AppOptions } from './options';

export interface Ground {
  readonly settings: Settings;
  readonly engine: Engine;
  readonly machine: Machine;
  /** Why Slipway's own machine cannot run on this computer, and what mends it; '': it can. */
  readonly checkMachine: () => Promise<{ readonly problem: string; readonly fix: string | null }>;
  readonly log: (line: string) => void;
  /** Texts in the user's language. */
  readonly t: Texts['t'];
}

interface Others {
  readonly record: RecordCommand;
  readonly pull: Pull;
  /** One for all: some logins are in its memory only. */
  readonly credentials: Credentials;
  readonly clients: Clients;
  /** The engine for those who may end containers. */
  readonly witnessed: Engine;
  readonly transfers: Transfers;
  /** Those that nothing else tells of. */
  readonly reported: Transfers;
  readonly containers: Containers;
  readonly files: Files;
  readonly bin: Bin;
}

/** What shapes what runs: containers made and made anew, images, volumes, networks, ports, room on the disk. */
export async function createShaping(options: AppOptions, { engine, machine, log }: Ground, others: Others) {
  const { dataDir, homeDir, platform } = options;
  const { record, pull, credentials, clients, witnessed, transfers, reported, containers, files, bin } = others;
  const ports = createPorts({
    ...{ engine, platform, machine: () => machine.state() },
    onMachine: (listener) => machine.onState(listener),
  });
  const reserved = (signal: AbortSignal) => bin.reserved(signal);
  const create = createCreate({
    ...{ engine, record, pull, dataDir, homeDir, log },
    portHolder: async (wanted) => (await ports.check([wanted], null)).taken[0]?.by ?? null,
    checkBinds: (sources) => machine.checkBinds(sources),
  });
  const recreate = createRecreate({ engine: witnessed, record, pull, log, dir: dataDir, transfers: reported });
  const volumes = await createVolumes({
    ...{ engine, record, log, dataDir, transfers, explain: volumeFailure, reserved },
    keep: (name, signal) => bin.keepVolume(name, signal),
    letGo: (name) => files.letGoVolume(name),
  });
  const networks = createNetworks({ engine, record, interfaces: () => os.networkInterfaces() });
  const disk = createDisk({
    ...{ engine: witnessed, record, reserved, machine: () => machine.state() },
    removers: {
      container: (id, keep, signal) => removeContainer(containers, { id, keep }, signal),
      volume: (name, keep, signal) => removeVolume(volumes, { name, keep }, signal),
    },
  });
  const images = createImages({
    ...{ engine, record, transfers, explain: imageFailure },
    containers: (signal) => containers.watch(signal),
    shares: async (signal) => (await readUsage(engine.client, signal)).images,
  });
  const layers = createLayers({ engine, record, transfers: reported, dataDir, env: options.env });
  const registries = createRegistries({ engine, record, dataDir, credentials, clients });
  return {
    services: { create, recreate, images, layers, volumes, networks, ports, disk, registries },
    async close(): Promise<void> {
      await images.close();
      await volumes.close();
      recreate.close();
      layers.close();
    },
  };
}

/** As the list of containers does it. Rejects with why it was not done. */
async function removeContainer(
  containers: Containers,
  { id, keep }: { readonly id: string; readonly keep: boolean },
  signal: AbortSignal,
): Promise<void> {
  for await (const { outcome, message } of containers.run({ action: 'remove', ids: [id], keep }, signal))
    if (outcome === 'failed' || outcome === 'skipped') throw new Error(message);
}

/** As the list of volumes does it. Rejects with why it was not done. */
async function removeVolume(
  volumes: Volumes,
  { name, keep }: { readonly name: string; readonly keep: boolean },
  signal: AbortSignal,
): Promise<void> {
  for await (const { outcome, message } of volumes.remove([name], keep, signal))
    if (outcome === 'failed' || outcome === 'skipped') throw new Error(message);
}
