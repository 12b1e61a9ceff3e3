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
import { notificationsHandlers } from '../rpc/notifications';
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
import { tasksHandlers } from '../rpc/tasks';
import { transfersHandlers } from '../rpc/transfers';
import { volumesHandlers } from '../rpc/volumes';
import { type Bin, createBin } from '../services/bin/bin';
import { createBuilds, type Builds } from '../services/builds/builds';
import { createCommandLog } from '../services/commands/commands';
import { createContainers } from '../services/containers/containers';
import { sweepHelpers } from '../services/helpers/sweep';
import { createPulls, type Pulls } from '../services/pulls/pulls';
import type { RecordCommand } from '../services/engine/noted';
import { createOpenedFiles } from '../services/links/opened-files';
import type { AppLog } from '../services/log/log';
import type { PullsOptions } from '../services/pulls/types';
import { type Clients, createClients } from '../services/registries/clients';
import { retryAfter } from '../services/registries/limits';
import { createCredentials, type Credentials } from '../services/registry/credentials/credentials';
import type { Redactor } from '../services/shell/redact';
import { createStops } from '../services/stops/stops';
import { createArriving } from './arriving';
import { createComposing } from './compose';
import { createDiagnosing } from './diagnostics';
import { createInside } from './inside';
import { knowingCommands, knowingLogins, knowProxies } from './known-secrets';
import type { AppOptions } from './options';
import { createReporting } from './reporting';
import { createShaping, type Ground } from './shaping';
import { createStartSetsOf } from './start-sets';

/** What sees all that is written down of Slipway itself. */
interface Witness {
  readonly appLog: AppLog;
  readonly redactor: Redactor;
}

/** What is done with the engine in use. */
export async function createServices(options: AppOptions, ground: Ground, witness: Witness) {
  const { engine, machine, log } = ground;
  const { dataDir } = options;
  const commands = createCommandLog();
  const record = knowingCommands((command) => commands.record(command), witness.redactor);
  const stops = createStops({ engine, record });
  const bin = createBinOf(ground, record);
  const containers = createContainers({
    ...{ engine: stops.witnessed, record, log },
    keep: (id, volumes, signal) => bin.keepContainer(id, volumes, signal),
  });
  const reporting = createReporting(options, ground, { stops, redact: witness.redactor.redact });
  const { transfers, tasks, notifications, jobs } = reporting;
  const inside = createInside(options, ground, {
    ...{ record, witnessed: stops.witnessed, transfers: reporting.reported },
    watch: (signal) => containers.watch(signal),
  });
  const stopSweep = sweepHelpers(engine, log);
  const { credentials, clients } = createLogins(options, ground, witness.redactor);
  const pulls = await createPullsOf(ground, { dataDir, record, credentials, clients });
  const builds = createBuildsOf(options, ground, { record, credentials });
  const shaping = await createShaping(options, ground, {
    ...{ record, pull: pulls.pull, credentials, clients, witnessed: stops.witnessed, transfers: transfers.offers },
    ...{ reported: reporting.reported, containers, files: inside.services.files, bin },
  });
  const composing = createComposing(options, ground, { record, pulls, ports: shaping.services.ports });
  const arriving = await createArriving(options, ground, {
    ...{ record, tasks, files: inside.services.files, transfers: transfers.offers, composing },
  });
  const composed = { record, witnessed: stops.witnessed, containers, compose: composing.compose };
  const startSets = await createStartSetsOf(options, ground, composed);
  reporting.follow({ ...shaping.services, pulls, builds, startSets, machine, compose: composing.compose });
  const diagnosing = createDiagnosing(options, ground, {
    ...{ ...witness, commands, clients, credentials, transfers: transfers.offers, compose: composing.compose },
  });
  return {
    ...{ commands, containers, transfers, stops, bin, pulls, builds, composing, arriving, startSets, diagnosing },
    ...{ tasks, notifications, jobs, openedFiles: createOpenedFiles() },
    ...inside.services,
    ...shaping.services,
    async close(): Promise<void> {
      for (const part of [diagnosing, reporting]) part.close();
      for (const part of [startSets, arriving, composing, shaping, builds, pulls]) await part.close();
      stopSweep();
      for (const part of [bin, containers, transfers]) part.close();
      await inside.close();
      stops.close();
    },
  };
}

function createLogins(options: AppOptions, { engine, settings }: Ground, redactor: Redactor): Logins {
  const credentials = knowingLogins(createCredentials(options), redactor);
  knowProxies(settings, redactor);
  const authorities = () => settings.machine().access.authorities;
  return { credentials, clients: createClients({ ...options, engine, credentials, authorities }) };
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
  tasks: tasksHandlers(services.tasks),
  notifications: notificationsHandlers(services.notifications),
  containers: containersHandlers(services.jobs.containers(services.containers)),
  commands: commandsHandlers(services.commands),
  files: filesHandlers(services.files),
  logs: logsHandlers(services.logs, sight),
  transfers: transfersHandlers(services.transfers, services.openedFiles),
  terminal: terminalHandlers(services.terminals),
  processes: processesHandlers(services.processes),
  stats: statsHandlers(services.stats),
  stops: stopsHandlers(services.stops),
  create: createHandlers(services.create),
  recreate: recreateHandlers(services.jobs.recreate(services.recreate, (id) => services.containers.nameOf(id))),
  bin: binHandlers(services.jobs.bin(services.bin)),
  images: imagesHandlers(services.jobs.images(services.images)),
  volumes: volumesHandlers(services.jobs.volumes(services.volumes)),
  networks: networksHandlers(services.jobs.networks(services.networks)),
  ports: portsHandlers(services.ports),
  disk: diskHandlers(services.jobs.disk(services.disk)),
  pulls: pullsHandlers(services.pulls),
  registries: registriesHandlers(services.registries),
  layers: layersHandlers(services.layers),
  builds: buildsHandlers(services.builds),
  startSets: startSetsHandlers(services.startSets),
  ...services.composing.handlers,
  ...services.arriving.handlers,
  ...services.diagnosing.handlers,
});
