import type { Task } from '../../../main/contract/tasks';
import { watch } from '../use-stream';
import { createRowsStore, wholly } from './rows-store';

/** What takes a while: under way, and the last that ended. */
export const useTasks = createRowsStore<Task>(({ id }) => id);

/** Until what is returned is called. */
export function watchTasks(): () => void {
  return watch('tasks.watch', undefined, { onItem: wholly(useTasks) });
}
