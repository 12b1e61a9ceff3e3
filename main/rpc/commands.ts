import type { Contract } from '../contract';
import type { CommandLog } from '../services/commands/commands';
import type { Handlers } from './wire/types';

export const commandsHandlers = (commands: CommandLog): Handlers<Contract>['commands'] => ({
  watch: (_input, { signal }) => commands.watch(signal),
});
