import type { ContainerAction, ContainerRow } from '../../../../main/contract/containers';
import { t } from '../../../lib/i18n';

/** All that can be done to a container here. */
export type RowAction = ContainerAction | 'rename';

interface Words {
  /** On a button. */
  readonly label: string;
  /** While it runs. */
  readonly doing: string;
  /** Once it is done. */
  readonly done: string;
}

export const ACTION_WORDS: Readonly<Record<RowAction, Words>> = {
  start: { label: t('Start'), doing: t('Starting'), done: t('Started') },
  stop: { label: t('Stop'), doing: t('Stopping'), done: t('Stopped') },
  restart: { label: t('Restart'), doing: t('Restarting'), done: t('Restarted') },
  pause: { label: t('Pause'), doing: t('Pausing'), done: t('Paused') },
  unpause: { label: t('Unpause'), doing: t('Unpausing'), done: t('Unpaused') },
  kill: { label: t('Kill'), doing: t('Killing'), done: t('Killed') },
  rename: { label: t('Rename'), doing: t('Renaming'), done: t('Renamed') },
  remove: { label: t('Delete'), doing: t('Deleting'), done: t('Deleted') },
};

/** In the order menus show them. */
export const ROW_ACTIONS: readonly RowAction[] = [
  'start',
  'stop',
  'restart',
  'pause',
  'unpause',
  'kill',
  'rename',
  'remove',
];

type Target = Pick<ContainerRow, 'state' | 'pending'>;

const STATES: Readonly<Record<RowAction, readonly ContainerRow['state'][]>> = {
  start: ['created', 'exited'],
  stop: ['running', 'paused', 'restarting'],
  restart: ['running', 'paused', 'restarting', 'created', 'exited'],
  pause: ['running'],
  unpause: ['paused'],
  kill: ['running', 'paused', 'restarting'],
  rename: ['created', 'running', 'paused', 'restarting', 'exited', 'dead', 'unknown'],
  remove: ['created', 'running', 'paused', 'restarting', 'exited', 'dead', 'unknown'],
};
/** What may follow while the engine has not answered an earlier request: a stop can take minutes. */
const NOT_WAITING: ReadonlySet<RowAction> = new Set<RowAction>(['kill', 'remove']);

/** Whether the engine would have something to do; what it says in the end is its own. */
export const applies = (action: RowAction, { state, pending }: Target): boolean =>
  STATES[action].includes(state) && (pending === null || (NOT_WAITING.has(action) && pending !== action));

/** "web" or "3 containers". */
export const countWords = (count: number): string =>
  t('{count, plural, one {# container} other {# containers}}', { count });
