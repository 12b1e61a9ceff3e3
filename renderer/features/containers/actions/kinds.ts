import type { ContainerAction, ContainerRow } from '../../../../main/contract/containers';

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
  start: { label: 'Start', doing: 'Starting', done: 'Started' },
  stop: { label: 'Stop', doing: 'Stopping', done: 'Stopped' },
  restart: { label: 'Restart', doing: 'Restarting', done: 'Restarted' },
  pause: { label: 'Pause', doing: 'Pausing', done: 'Paused' },
  unpause: { label: 'Unpause', doing: 'Unpausing', done: 'Unpaused' },
  kill: { label: 'Kill', doing: 'Killing', done: 'Killed' },
  rename: { label: 'Rename', doing: 'Renaming', done: 'Renamed' },
  remove: { label: 'Delete', doing: 'Deleting', done: 'Deleted' },
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
export const countWords = (count: number): string => `${count} container${count === 1 ? '' : 's'}`;
