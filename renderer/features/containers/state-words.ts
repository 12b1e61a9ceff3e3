import type { ContainerRow } from '../../../main/contract/containers';
import { withoutControls } from '../../lib/control-characters';
import { agoWords, spanWords } from '../../lib/time';
import { exitWord } from '../../lib/exit-words';
import { portViews } from '../../lib/ports';

/** How a state is to be taken; it goes with a colour and an icon. */
export type Tone = 'ok' | 'warn' | 'bad' | 'idle' | 'busy';

const PENDING: Readonly<Record<NonNullable<ContainerRow['pending']>, string>> = {
  start: 'Starting…',
  stop: 'Stopping…',
  restart: 'Restarting…',
  pause: 'Pausing…',
  unpause: 'Unpausing…',
  kill: 'Killing…',
  remove: 'Deleting…',
  rename: 'Renaming…',
};

const HEALTH: Readonly<Record<ContainerRow['health'], string>> = {
  none: '',
  starting: 'health starting',
  healthy: 'healthy',
  unhealthy: 'unhealthy',
};

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function running({ health, startedAt }: ContainerRow, now: number): string {
  const up = startedAt === null ? '' : `up ${spanWords(now - startedAt)}`;
  return joined('Running', HEALTH[health], up);
}

function exited({ exitCode, finishedAt }: ContainerRow, now: number): string {
  const how = exitCode === null ? 'Exited' : `Exited ${exitCode} (${exitWord(exitCode)})`;
  return joined(how, finishedAt === null ? '' : agoWords(finishedAt, now));
}

/** "Running, healthy, up 3 minutes". `now` is the engine's clock, ms. */
export function stateWords(row: ContainerRow, now: number): string {
  if (row.pending !== null) return PENDING[row.pending];
  switch (row.state) {
    case 'running':
      return running(row, now);
    case 'exited':
      return exited(row, now);
    case 'paused':
      return 'Paused';
    case 'restarting':
      return row.exitCode === null ? 'Restarting' : `Restarting, exited ${row.exitCode} (${exitWord(row.exitCode)})`;
    case 'created':
      return 'Created';
    case 'removing':
      return 'Removing';
    case 'dead':
      return 'Dead';
    case 'unknown':
      return 'Unknown';
  }
}

export function toneOf({ pending, state, health, exitCode }: ContainerRow): Tone {
  if (pending !== null) return 'busy';
  switch (state) {
    case 'running':
      return health === 'unhealthy' ? 'bad' : 'ok';
    case 'paused':
    case 'restarting':
      return 'warn';
    case 'exited':
      return exitCode === 0 || exitCode === null ? 'idle' : 'bad';
    case 'dead':
      return 'bad';
    case 'created':
    case 'removing':
    case 'unknown':
      return 'idle';
  }
}

/** A row's accessible name: "web, running, healthy, up 3 minutes, image nginx, ports 8080". */
export function rowLabel(row: ContainerRow, state: string): string {
  const ports = portViews(row.ports)
    .filter(({ href }) => href !== null)
    .map(({ label }) => label);
  return withoutControls(
    joined(
      row.name,
      state.charAt(0).toLowerCase() + state.slice(1),
      row.image === '' ? '' : `image ${row.image}`,
      ports.length === 0 ? '' : `ports ${ports.join(' ')}`,
    ),
  );
}

/** Whose words still change by the second. */
export const ticksFast = ({ state, startedAt, finishedAt, created }: ContainerRow, now: number): boolean => {
  const since = state === 'running' ? startedAt : state === 'exited' ? finishedAt : created;
  return since !== null && now - since < 60_000;
};
