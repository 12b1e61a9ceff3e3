import { composeHandlers } from '../rpc/compose';
import { composeFilesHandlers } from '../rpc/compose-files';
import { createCaller } from '../services/compose/cli/caller';
import { createCompose } from '../services/compose/compose';
import { createComposeFiles } from '../services/compose/compose-files';
import { enginePlace } from '../services/create/types';
import type { RecordCommand } from '../services/engine/noted';
import type { Ports } from '../services/ports/ports';
import type { Pulls } from '../services/pulls/pulls';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly record: RecordCommand;
  readonly ports: Ports;
  readonly pulls: Pick<Pulls, 'whyNot'>;
}

/** Compose projects, by the CLI the user has. */
export function createComposing(
  options: AppOptions,
  { engine, machine, log }: Ground,
  { record, ports, pulls }: Others,
) {
  const { dataDir } = options;
  const caller = createCaller({ ...options, engine });
  const files = createComposeFiles({
    ...{ ...options, engine, caller },
    // Elsewhere the engine has folders of its own, and of a machine its shares say more.
    seesFolders: () => enginePlace({ engine }) === 'here',
    whyNotPulled: (reference, signal) => pulls.whyNot(reference, signal),
    checkPorts: (wanted) => ports.check(wanted, null),
    checkBinds: async (sources) => (enginePlace({ engine }) === 'machine' ? machine.checkBinds(sources) : []),
  });
  const compose = createCompose({ ...{ engine, record, log, dataDir, caller }, readModel: files.readModel });
  const handlers = { compose: composeHandlers(compose), composeFiles: composeFilesHandlers(files) };
  return { compose, handlers, close: () => compose.close() };
}
