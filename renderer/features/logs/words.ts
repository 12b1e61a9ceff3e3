import type { LogSource, LogSourceState, LogStatus } from '../../../main/contract/logs';
import { withoutControls } from '../../lib/control-characters';

const numbers = new Intl.NumberFormat('en-US');

/** `1,234`. */
export const numberWords = (count: number): string => numbers.format(count);

/** `1 line`, `1,234 lines`. */
export const countWords = (count: number, noun: string): string =>
  `${numberWords(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What one container's logs are doing. */
export function sourceWords({ state, lines, message }: LogSource): string {
  const driver = message === '' ? '' : `: ${withoutControls(message)}`;
  switch (state) {
    case 'reading':
      return `Reading its history, ${countWords(lines, 'line')} so far`;
    case 'following':
      return `Live, ${countWords(lines, 'line')}`;
    case 'waiting':
      return `Not running, or out of reach; goes on by itself. ${countWords(lines, 'line')}`;
    case 'unreadable':
      return `Cannot be read${driver}`;
    case 'gone':
      return `Removed; ${countWords(lines, 'line')} of it stay${lines === 1 ? 's' : ''} here`;
  }
}

const SHORT: Readonly<Record<LogSourceState, string>> = {
  reading: 'Reading',
  following: 'Live',
  waiting: 'Waiting',
  unreadable: 'Unreadable',
  gone: 'Removed',
};

/** All of a view in one short line. */
export function statusWords({ sources, lines }: LogStatus): string {
  const states = [...new Set(sources.map(({ state }) => state))];
  const count = countWords(lines, 'line');
  const [only] = states;
  if (only === undefined) return 'No containers yet';
  if (states.length === 1) return `${only === 'reading' ? 'Reading the history' : SHORT[only]} · ${count}`;
  const parts = states.map((state) => {
    const many = sources.filter((source) => source.state === state).length;
    return `${numberWords(many)} ${SHORT[state].toLowerCase()}`;
  });
  return `${parts.join(', ')} · ${count}`;
}

/** Several containers may have been one after the other. */
export const isMerged = (sources: readonly LogSource[]): boolean => new Set(sources.map(({ lane }) => lane)).size > 1;
