import type { HealthFacts, Probe } from '../../../main/contract/stops';
import { durationWords, spanWords } from '../../lib/time';

const STATUS: Readonly<Record<string, string>> = {
  starting: 'Starting: no check has decided yet',
  healthy: 'Healthy',
  unhealthy: 'Unhealthy',
};

/** Its status in words; of what does not run nothing is checked. */
export function statusWords({ status, failingStreak }: HealthFacts, running: boolean): string {
  if (!running) return 'Not checked: it is not running';
  const words = Object.hasOwn(STATUS, status) ? (STATUS[status] ?? '') : 'Not told yet';
  if (failingStreak === 0) return words;
  return `${words}, failed ${failingStreak === 1 ? 'once' : `${failingStreak} times in a row`}`;
}

const span = (ms: number): string => (ms < 1000 ? `${ms} ms` : spanWords(ms));

/** "Every 30 seconds; fails after 30 seconds without an answer; unhealthy after 3 failures in a row". */
export function scheduleWords(health: HealthFacts): string {
  const { intervalMs, timeoutMs, retries, startPeriodMs } = health;
  const words = [
    `Every ${span(intervalMs).replace(/^1 /, '')}`,
    `a check fails after ${span(timeoutMs)} without an answer`,
    `unhealthy after ${retries === 1 ? 'the first failure' : `${retries} failures in a row`}`,
    startPeriodMs > 0
      ? `in the first ${span(startPeriodMs).replace(/^1 /, '')} failures do not count`
      : 'failures count from the start',
  ];
  return words.join('; ');
}

/** Of the engine itself, for a check that did not answer in time. */
const TIMED_OUT = -1;

export function probeWords({ exitCode, start, end }: Probe): string {
  const took = start === null || end === null ? '' : `, took ${durationWords(end - start)}`;
  if (exitCode === 0) return `Passed${took}`;
  if (exitCode === TIMED_OUT) return `Did not answer in time${took}`;
  return `Failed with ${exitCode}${took}`;
}

/** Without the line break that most programs end with. */
export const outputWords = ({ output }: Probe): string => output.replace(/\r?\n$/, '');

/** As it would stand in a shell. */
export const testWords = ({ kind, words }: NonNullable<HealthFacts['test']>): string =>
  kind === 'shell'
    ? words.join(' ')
    : words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
