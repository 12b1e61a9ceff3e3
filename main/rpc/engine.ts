import type { Contract } from '../contract/index';
import { ConsentNeeded, UnknownEngine } from '../services/engine/selection-errors';
import type { Engine } from '../services/engine/types';
import { engineNaming } from './errors';
import { latest } from './latest';
import { WireError, type Handlers } from './wire/types';

const { call } = engineNaming;

export const engineHandlers = (engine: Engine): Handlers<Contract>['engine'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => engine.state(),
      (listener) => engine.onState(listener),
      signal,
    ),
  select: async ({ key, consent }) => {
    try {
      await engine.select(key, consent);
    } catch (error) {
      if (error instanceof UnknownEngine) throw new WireError('UNKNOWN_ENGINE', { key: error.key });
      if (error instanceof ConsentNeeded) throw new WireError('CONSENT_NEEDED', { url: error.url });
      throw error;
    }
  },
  rescan: () => engine.rescan(),
  facts: call(() => engine.facts()),
  diskUsage: call((_input, { signal }) => engine.diskUsage(signal)),
});
