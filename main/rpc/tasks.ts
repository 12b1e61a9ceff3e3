import type { Contract } from '../contract';
import type { TaskCentre } from '../services/tasks/tasks';
import type { Handlers } from './wire/types';

export const tasksHandlers = (tasks: TaskCentre): Handlers<Contract>['tasks'] => ({
  watch: (_input, { signal }) => tasks.watch(signal),
  log: ({ id }, { signal }) => tasks.log(id, signal),
  cancel: async ({ id }) => tasks.cancel(id),
  dismiss: async ({ id }) => tasks.dismiss(id),
});
