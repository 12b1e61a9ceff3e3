import type { Contract } from '../contract';
import { MOST_TERMINALS, type Terminals, TooManyTerminals } from '../services/terminal/terminals';
import { engineNaming } from './errors';
import { latest } from './latest';
import { WireError, type Handlers } from './wire/types';

const { call } = engineNaming;

export const terminalHandlers = (terminals: Terminals): Handlers<Contract>['terminal'] => ({
  watch: (_input, { signal }) =>
    latest(
      () => ({ sessions: [...terminals.sessions()] }),
      (listener) => terminals.onChange(listener),
      signal,
    ),
  facts: call(({ container }, { signal }) => terminals.facts(container, signal)),
  helperImages: call(() => terminals.helperImages()),
  open: call(async ({ target, beside, direction }) => {
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
