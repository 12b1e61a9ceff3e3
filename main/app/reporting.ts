import { transferFailure } from '../rpc/transfers';
import type { Notifications } from '../services/notifications/notifications';
import type { Redactor } from '../services/shell/redact';
import type { Stops } from '../services/stops/stops';
import type { Transfers } from '../services/shell/transfers';
import { createTasks, type TaskCentre } from '../services/tasks/tasks';
import { createTransfers, type TransferHub } from '../services/transfers/transfers';
import { createNotifying } from './notifying';
import type { AppOptions } from './options';
import type { Ground } from './shaping';
import { createTasking, type Tasking } from './tasks/tasking';
import { reportedTransfers } from './tasks/transfers';

/** What tells of all that goes on elsewhere. */
export interface Reporting extends Tasking {
  readonly tasks: TaskCentre;
  readonly notifications: Notifications;
  readonly transfers: TransferHub;
  /** Transfers that are told as tasks. */
  readonly reported: Transfers;
}

interface Others {
  readonly stops: Pick<Stops, 'endingOf'>;
  readonly redact: Redactor['redact'];
}

export function createReporting(options: AppOptions, ground: Ground, others: Others): Reporting {
  const transfers = createTransfers({ explain: transferFailure });
  const tasks = createTasks();
  const tasking = createTasking(tasks, ground);
  const notifications = createNotifying(options, ground, { ...others, tasks });
  return {
    ...{ ...tasking, tasks, notifications, transfers, reported: reportedTransfers(transfers, tasks, ground.t) },
    close() {
      tasking.close();
      notifications.close();
    },
  };
}
