import type { Contract } from '../contract';
import type { Create } from '../services/create/create';
import { NotSaved } from '../services/create/templates';
import { RunLineError } from '../services/spec/run-line/types';
import { namedError, naming } from './errors';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';

/** As the contract names it; everything else unchanged. */
function named(error: unknown): unknown {
  if (error instanceof NotSaved) return new WireError('NOT_SAVED', { detail: error.message }, error.message);
  if (error instanceof RunLineError) return new WireError('BAD_RUN_LINE', { detail: error.message }, error.message);
  return namedError(error);
}

const { call, items } = naming(named);

export const createHandlers = (create: Create): Handlers<Contract>['create'] => ({
  start: call(({ image }, { signal }) => create.start(image, signal)),
  copyOf: call(({ id }, { signal }) => create.copyOf(id, signal)),
  readLine: call(({ line }) => create.readLine(line)),
  equivalents: async ({ spec }) => create.equivalents(spec),
  choices: call((_input, { signal }) => create.choices(signal)),
  check: call(({ spec, replacing }, { signal }) => create.check(spec, replacing, signal)),
  run: items((wish, { signal }) => create.run(wish, signal)),
  pull: items((wish, { signal }) => create.pull(wish, signal)),
  folders: ({ path }) => create.folders(path),
  templates: (_input, { signal }) =>
    latest(
      () => create.templates.rows(),
      (listener) => create.templates.onChange(listener),
      signal,
    ),
  template: ({ id }) => create.templates.get(id),
  saveTemplate: call(async ({ name, spec }) => ({ id: await create.templates.save(name, spec) })),
  renameTemplate: call(({ id, name }) => create.templates.rename(id, name)),
  removeTemplate: call(({ id }) => create.templates.remove(id)),
});
