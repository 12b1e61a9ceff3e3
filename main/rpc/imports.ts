import type { Contract } from '../contract';
import { ConsentNeeded, UnknownEngine } from '../services/engine/selection-errors';
import { ImportFault } from '../services/imports/fault';
import type { Imports } from '../services/imports/imports';
import { namedError, naming } from './errors';
import { latest } from './latest';
import { type Handlers, WireError } from './wire/types';

/** As `namedError`, and ImportFault as IMPORT_FAULT. */
export const namedImportError = (error: unknown): unknown => {
  if (error instanceof ImportFault) {
    const { fault, subject, detail } = error;
    return new WireError('IMPORT_FAULT', { fault, subject, detail }, error.message);
  }
  if (error instanceof UnknownEngine) return new WireError('UNKNOWN_ENGINE', { key: error.key });
  if (error instanceof ConsentNeeded) return new WireError('CONSENT_NEEDED', { url: error.url });
  return namedError(error);
};

const { call } = naming(namedImportError);

export const importsHandlers = (imports: Imports): Handlers<Contract>['imports'] => ({
  preflight: call(({ source }, { signal }) => imports.preflight(source, signal)),
  start: call(async (wish) => ({ id: await imports.start(wish) })),
  resume: call(async () => ({ id: await imports.resume() })),
  cancel: async () => imports.cancel(),
  dismiss: async () => imports.dismiss(),
  run: (_input, { signal }) =>
    latest(
      () => imports.run(),
      (listener) => imports.onChange(listener),
      signal,
    ),
  items: (_input, { signal }) => imports.watch(signal),
  report: async () => imports.report(),
});
