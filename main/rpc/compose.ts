import type { Contract } from '../contract';
import type { Compose } from '../services/compose/compose';
import { ComposeFault } from '../services/compose/types';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and ComposeFault as COMPOSE_FAULT. */
export const namedComposeError = (error: unknown): unknown =>
  error instanceof ComposeFault
    ? new WireError(
        'COMPOSE_FAULT',
        { fault: error.fault, subject: error.subject, detail: error.detail },
        error.message,
      )
    : namedError(error);

const { call, items } = naming(namedComposeError);

export const composeHandlers = (compose: Compose): Handlers<Contract>['compose'] => ({
  cli: () => compose.cli(),
  watch: (_input, { signal }) => compose.watch(signal),
  project: items(({ key }, { signal }) => compose.project(key, signal)),
  events: items(({ key }, { signal }) => compose.events(key, signal)),
  keep: call(async ({ key, place }) => ({ key: await compose.keep(key, place) })),
  forget: call(({ key }) => compose.forget(key)),
  start: call(async ({ key, wish }) => ({ id: await compose.startRun(key, wish) })),
  command: call(async ({ key, wish }) => ({ line: await compose.command(key, wish) })),
  downLoss: call(({ key }, { signal }) => compose.downLoss(key, signal)),
  runs: (_input, { signal }) => compose.runs(signal),
  report: items(({ id }, { signal }) => compose.report(id, signal)),
  cancel: async ({ id }) => compose.cancel(id),
  forgetRun: async ({ id }) => compose.forgetRun(id),
});
