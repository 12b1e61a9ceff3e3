import { binHandlers } from '../rpc/bin';
import { buildsHandlers } from '../rpc/builds';
import { commandsHandlers } from '../rpc/commands';
import { containersHandlers } from '../rpc/containers';
import { createHandlers } from '../rpc/create';
import { diskHandlers } from '../rpc/disk';
import { filesHandlers } from '../rpc/files';
import { imagesHandlers } from '../rpc/images';
import { layersHandlers } from '../rpc/layers';
import { logsHandlers } from '../rpc/logs';
import { networksHandlers } from '../rpc/networks';
import { portsHandlers } from '../rpc/ports';
import { processesHandlers } from '../rpc/processes';
import { pullsHandlers } from '../rpc/pulls';
import { recreateHandlers } from '../rpc/recreate';
import { registriesHandlers } from '../rpc/registries';
import type { Sight } from '../rpc/sight';
import { startSetsHandlers } from '../rpc/start-sets';
import { statsHandlers } from '../rpc/stats';
import { stopsHandlers } from '../rpc/stops';
import { terminalHandlers } from '../rpc/terminal';
import { transferFailure, transfersHandlers } from '../rpc/transfers';
import { volumesHandlers } from '../rpc/volumes';
import { type Bin, createBin } from '../services/bin/bin';
import { createBuilds, type Builds } from '../services/builds/builds';
import { createCommandLog } from '../services/commands/commands';
import { createContainers } from '../services/containers/containers';
import { sweepHelpers } from '../services/helpers/sweep';
import { createPulls, type Pulls } from '../services/pulls/pulls';
import type { RecordCommand } from '../services/engine/noted';
import type { PullsOptions } from '../services/pulls/types';
import { type Clients, createClients } from '../services/registries/clients';
import { retryAfter } from '../services/registries/limits';
import { createCredentials, type Credentials } from '../services/registry/credentials/credentials';
import { createStops } from '../services/stops/stops';
import { createTransfers } from '../services/transfers/transfers';
import { createComposing } from './compose';
import { createInside } from './inside';
import type { AppOptions } from './options';
import { createShaping, type Ground } from './shaping';
import { createStartSetsOf } from './start-sets';

/** What is done with the engine in use. */
export async function createServices(options: AppOptions, ground: Ground) {
  const { settings, engine, log } = ground;
  const { dataDir } = options;
  const commands = createCommandLog();
  const record = (command: string) => commands.record(command);
  const stops = createStops({ engine, record });
  const bin = createBinOf(ground, record);
  const containers = createContainers({
    ...{ engine: stops.witnessed, record, log },
    keep: (id, volumes, signal) => bin.keepContainer(id, volumes, signal),
  });
  const transfers = createTransfers({ explain: transferFailure });
  const inside = createInside(options, ground, {
    ...{ record, witnessed: stops.witnessed, transfers: transfers.offers },
    watch: (signal) => containers.watch(signal),
  });
  const stopSweep = sweepHelpers(engine, log);
  const credentials = createCredentials(options);
  const authorities = () => settings.machine().access.authorities;
  const clients = createClients({ ...options, engine, credentials, authorities });
  const pulls = await createPullsOf(ground, { dataDir, record, credentials, clients });
  const builds = createBuildsOf(options, ground, { record, credentials });
  const shaping = await createShaping(options, ground, {
    ...{ record, pull: pulls.pull, credentials, clients, witnessed: stops.witnessed, transfers: transfers.offers },
    ...{ containers, files: inside.services.files, bin },
  });
  const composing = createComposing(options, ground, { record, pulls, ports: shaping.services.ports });
  const composed = { record, witnessed: stops.witnessed, containers, compose: composing.compose };
  const startSets = await createStartSetsOf(options, ground, composed);
  return {
    ...{ commands, containers, transfers, stops, bin, pulls, builds, composing, startSets },
    ...inside.services,
    ...shaping.services,
    async close(): Promise<void> {
      await startSets.close();
      await composing.close();
      await shaping.close();
      await builds.close();
      await pulls.close();
      stopSweep();
      bin.close();
      containers.close();
      transfers.close();
      await inside.close();
      stops.close();
    },
  };
}

const createBinOf = ({ settings, engine, log }: Ground, record: RecordCommand): Bin =>
  createBin({
    ...{ engine, record, log },
    settings: () => settings.state().value.bin,
    onSettings: (listener) => settings.onChange(listener),
  });

interface Logins {
  readonly credentials: Credentials;
  readonly clients: Clients;
}

const createPullsOf = (
  { engine, settings, log }: Ground,
  { dataDir, record, credentials, clients }: Pick<PullsOptions, 'dataDir' | 'record'> & Logins,
): Promise<Pulls> =>
  createPulls({
    ...{ engine, record, log, dataDir },
    // As the docker CLI: what cannot be read is no login, and the registry may ask for none. The view of the registries names it.
    authFor: (registry) =>
      credentials.authFor(registry).catch((error: unknown) => {
        log(`pulls: no login for ${registry}: ${String(error)}`);
        return null;
      }),
    retryAfter: (reference, signal) => retryAfter(clients, reference, signal),
    daily: () => settings.state().value.pulls.dailyCheck,
    onDaily: (listener) => settings.onChange(listener),
  });

const createBuildsOf = (
  { dataDir, env, platform }: AppOptions,
  { engine, log }: Ground,
  { record, credentials }: { readonly record: RecordCommand; readonly credentials: Credentials },
): Builds => createBuilds({ engine, record, log, dataDir, env, platform, logins: () => credentials.all() });

type Services = Awaited<ReturnType<typeof createServices>>;

export const handlersOf = (services: Services, sight: Sight) => ({
  containers: containersHandlers(services.containers),
  commands: commandsHandlers(services.commands),
  files: filesHandlers(services.files),
  logs: logsHandlers(services.logs, sight),
  transfers: transfersHandlers(services.transfers),
  terminal: terminalHandlers(services.terminals),
  processes: processesHandlers(services.processes),
  stats: statsHandlers(services.stats),
  stops: stopsHandlers(services.stops),
  create: createHandlers(services.create),
  recreate: recreateHandlers(services.recreate),
  bin: binHandlers(services.bin),
  images: imagesHandlers(services.images),
  volumes: volumesHandlers(services.volumes),
  networks: networksHandlers(services.networks),
  ports: portsHandlers(services.ports),
  disk: diskHandlers(services.disk),
  pulls: pullsHandlers(services.pulls),
  registries: registriesHandlers(services.registries),
  layers: layersHandlers(services.layers),
  builds: buildsHandlers(services.builds),
  startSets: startSetsHandlers(services.startSets),
  ...services.composing.handlers,
});
