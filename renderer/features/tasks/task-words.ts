import type { Task } from '../../../main/contract/tasks';
import { t } from '../../lib/i18n';
import { agoWords, durationWords, spanWords } from '../../lib/time';

const STATES: Readonly<Record<Task['state'], string>> = {
  running: t('Running'),
  done: t('Done'),
  failed: t('Failed'),
  cancelled: t('Cancelled'),
};

export const stateWord = ({ state }: Task): string => STATES[state];

const percent = (fraction: number): string => t('{share, number, percent}', { share: fraction });

/** How far it is, or how long ago it ended. @param now ms since the epoch. */
export function whenWords({ state, fraction, startedAt, endedAt }: Task, now: number): string {
  if (state === 'running') {
    const since = t('for {time}', { time: spanWords(now - startedAt) });
    return fraction === null ? since : `${percent(Math.floor(fraction * 100) / 100)}, ${since}`;
  }
  const took = durationWords((endedAt ?? startedAt) - startedAt);
  return t('{when}, took {time}', { when: agoWords(endedAt ?? now, now), time: took });
}

/** Of all that run, as far as it is known; null: of none it is. */
export function shareOf(tasks: readonly Task[]): number | null {
  const known = tasks.flatMap(({ fraction }) => fraction ?? []);
  return known.length === 0 ? null : known.reduce((sum, fraction) => sum + fraction, 0) / known.length;
}

/** Those that run before those that are over, the newest first. */
export const byInterest = (a: Task, b: Task): number =>
  Number(b.state === 'running') - Number(a.state === 'running') || Number(b.id) - Number(a.id);
