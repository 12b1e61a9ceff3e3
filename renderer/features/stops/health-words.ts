import type { HealthFacts, Probe } from '../../../main/contract/stops';
import { t } from '../../lib/i18n';
import { durationWords, spanWords } from '../../lib/time';

const STATUS: Readonly<Record<string, string>> = {
  starting: t('Starting: no check has decided yet'),
  healthy: t('Healthy'),
  unhealthy: t('Unhealthy'),
};

/** Its status in words; of what does not run nothing is checked. */
export function statusWords({ status, failingStreak }: HealthFacts, running: boolean): string {
  if (!running) return t('Not checked: it is not running');
  const words = Object.hasOwn(STATUS, status) ? (STATUS[status] ?? '') : t('Not told yet');
  if (failingStreak === 0) return words;
  return failingStreak === 1
    ? t('{words}, failed once', { words })
    : t('{words}, failed {failingStreak} times in a row', { words, failingStreak });
}

const span = (ms: number): string => (ms < 1000 ? t('{ms} ms', { ms }) : spanWords(ms));

/** "Every 30 seconds; fails after 30 seconds without an answer; unhealthy after 3 failures in a row". */
export function scheduleWords(health: HealthFacts): string {
  const { intervalMs, timeoutMs, retries, startPeriodMs } = health;
  const words = [
    t('Every {replace}', { replace: span(intervalMs).replace(/^1 /, '') }),
    t('a check fails after {timeoutMs} without an answer', { timeoutMs: span(timeoutMs) }),
    retries === 1
      ? t('unhealthy after the first failure')
      : t('unhealthy after {retries} failures in a row', { retries }),
    startPeriodMs > 0
      ? t('in the first {replace} failures do not count', { replace: span(startPeriodMs).replace(/^1 /, '') })
      : t('failures count from the start'),
  ];
  return words.join('; ');
}

/** Of the engine itself, for a check that did not answer in time. */
const TIMED_OUT = -1;

export function probeWords({ exitCode, start, end }: Probe): string {
  const took = start === null || end === null ? '' : t(', took {end}', { end: durationWords(end - start) });
  if (exitCode === 0) return t('Passed{took}', { took });
  if (exitCode === TIMED_OUT) return t('Did not answer in time{took}', { took });
  return t('Failed with {exitCode}{took}', { exitCode, took });
}

/** Without the line break that most programs end with. */
export const outputWords = ({ output }: Probe): string => output.replace(/\r?\n$/, '');

/** As it would stand in a shell. */
export const testWords = ({ kind, words }: NonNullable<HealthFacts['test']>): string =>
  kind === 'shell'
    ? words.join(' ')
    : words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
