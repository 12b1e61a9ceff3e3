import { composeHandlers } from '../rpc/compose';
import { createReadModel } from '../services/compose/check/check';
import { createCaller } from '../services/compose/cli/caller';
import { withoutPlace } from '../services/compose/cli/env';
import { createCompose } from '../services/compose/compose';
import type { RecordCommand } from '../services/engine/noted';
import type { AppOptions } from './options';
import type { Ground } from './shaping';

interface Others {
  readonly record: RecordCommand;
}

/** Compose projects, by the CLI the user has. */
export function createComposing(options: AppOptions, { engine, log }: Ground, { record }: Others) {
  const { dataDir } = options;
  const caller = createCaller({ ...options, engine });
  const compose = createCompose({
    ...{ engine, record, log, dataDir, caller },
    readModel: createReadModel({ ...options, env: withoutPlace(options.env), seesFolders: () => false }),
  });
  return { compose, handlers: { compose: composeHandlers(compose) }, close: () => compose.close() };
}
