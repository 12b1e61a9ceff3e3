import type { Contract } from '../contract';
import { WelcomeFault } from '../services/welcome/fault';
import type { Welcome } from '../services/welcome/welcome';
import { namedError, naming } from './errors';
import { type Handlers, WireError } from './wire/types';

const { items } = naming((error) =>
  error instanceof WelcomeFault
    ? new WireError('WELCOME_FAULT', { fault: error.fault, detail: error.detail }, error.message)
    : namedError(error),
);

export const welcomeHandlers = (welcome: Welcome): Handlers<Contract>['welcome'] => ({
  look: () => welcome.look(),
  run: items((_input, { signal }) => welcome.run(signal)),
});
