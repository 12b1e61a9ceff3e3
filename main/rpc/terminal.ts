import type { Contract } from '../contract';
import { MOST_TERMINALS, type Terminals, TooManyTerminals } from '../services/terminal/terminals';
import { withEngineErrors } from './errors';
import { latest } from './latest';
import { WireError, type Handlers } from './wire/types';

export const terminalHandlers = (terminals: Terminals): Handlers<Contract>['terminal'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => ({ sessions: [...terminals.sessions()] }),
      (listener) => terminals.onChange(listener),
      signal,
    ),
  facts: withEngineErrors(({ container }, { signal }) => terminals.facts(container, signal)),
  helperImages: withEngineErrors(() => terminals.helperImages()),
  open: withEngineErrors(async ({ target, beside, direction }) => {
    try {
      return { session: await terminals.open(target, { beside, direction }) };
    } catch (error) {
      if (error instanceof TooManyTerminals) throw new WireError('TOO_MANY_TERMINALS', { limit: MOST_TERMINALS });
      throw error;
    }
  }),
  close: ({ session }) => terminals.close(session),
  attach: ({ session }, { signal }, sent) => {
    const view = terminals.view(session, signal, sent);
    if (view === null) throw new WireError('UNKNOWN_TERMINAL', {});
    return view;
  },
});
