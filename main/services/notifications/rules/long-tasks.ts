import type { NotificationsSettings } from '../../../contract/app-settings';
import type { Task } from '../../../contract/tasks';
import type { Texts } from '../../../../texts/translate';
import type { Tell } from '../types';

export interface LongTasksOptions {
  readonly onEnd: (listener: (task: Task) => void) => () => void;
  readonly settings: () => NotificationsSettings;
  readonly tell: Tell;
  readonly t: Texts['t'];
}

/** Tasks that took long and ended otherwise than by being cancelled. @returns What ends it. */
export const watchLongTasks = ({ onEnd, settings, tell, t }: LongTasksOptions): (() => void) =>
  onEnd((task) => {
    const { id, title, state, words, route, startedAt, endedAt } = task;
    if (state !== 'done' && state !== 'failed') return;
    if ((endedAt ?? startedAt) - startedAt < settings().longTaskSeconds * 1000) return;
    const says = () => ({
      title: state === 'done' ? t('Done: {task}', { task: title }) : t('Failed: {task}', { task: title }),
      body: words,
    });
    const pageTells = task.kind === 'pull' || task.kind === 'push';
    tell([{ pageTells, kind: 'longTask', source: id, subject: title, route, words: says, good: state === 'done' }]);
  });
