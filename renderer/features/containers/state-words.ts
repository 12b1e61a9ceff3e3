import type { ContainerRow } from '../../../main/contract/containers';
import { withoutControls } from '../../lib/control-characters';
import { t } from '../../lib/i18n';
import { agoWords, spanWords } from '../../lib/time';
import { exitWord } from '../../lib/exit-words';
import { portViews } from '../../lib/ports';

/** How a state is to be taken; it goes with a colour and an icon. */
export type Tone = 'ok' | 'warn' | 'bad' | 'idle' | 'busy';

const PENDING: Readonly<Record<NonNullable<ContainerRow['pending']>, string>> = {
  start: t('Starting…'),
  stop: t('Stopping…'),
  restart: t('Restarting…'),
  pause: t('Pausing…'),
  unpause: t('Unpausing…'),
  kill: t('Killing…'),
  remove: t('Deleting…'),
  rename: t('Renaming…'),
};

const HEALTH: Readonly<Record<ContainerRow['health'], string>> = {
  none: '',
  starting: t('health starting'),
  healthy: t('healthy'),
  unhealthy: t('unhealthy'),
};

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

function running({ health, startedAt }: ContainerRow, now: number): string {
  const up = startedAt === null ? '' : t('up {now}', { now: spanWords(now - startedAt) });
  return joined(t('Running'), HEALTH[health], up);
}

function exited({ exitCode, finishedAt }: ContainerRow, now: number): string {
  const how =
    exitCode === null ? t('Exited') : t('Exited {exitCode} ({meaning})', { exitCode, meaning: exitWord(exitCode) });
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
      return t('Paused');
    case 'restarting':
      return row.exitCode === null
        ? t('Restarting')
        : t('Restarting, exited {exitCode} ({meaning})', {
            exitCode: row.exitCode,
            meaning: exitWord(row.exitCode),
          });
    case 'created':
      return t('Created');
    case 'removing':
      return t('Removing');
    case 'dead':
      return t('Dead');
    case 'unknown':
      return t('Unknown');
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
      row.image === '' ? '' : t('image {image}', { image: row.image }),
      ports.length === 0 ? '' : t('ports {ports}', { ports: ports.join(' ') }),
    ),
  );
}

/** Whose words still change by the second. */
export const ticksFast = ({ state, startedAt, finishedAt, created }: ContainerRow, now: number): boolean => {
  const since = state === 'running' ? startedAt : state === 'exited' ? finishedAt : created;
  return since !== null && now - since < 60_000;
};
