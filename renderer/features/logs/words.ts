import type { LogSource, LogSourceState, LogStatus } from '../../../main/contract/logs';
import { withoutControls } from '../../lib/control-characters';
import { inSentence, t } from '../../lib/i18n';
import { numberWords } from '../../lib/numbers';

/** What one container's logs are doing. */
export function sourceWords({ state, lines, message }: LogSource): string {
  const driver = message === '' ? '' : `: ${withoutControls(message)}`;
  switch (state) {
    case 'reading':
      return t('Reading its history, {lines, plural, one {# line} other {# lines}} so far', { lines });
    case 'following':
      return t('Live, {lines, plural, one {# line} other {# lines}}', { lines });
    case 'waiting':
      return t('Not running, or out of reach; goes on by itself. {lines, plural, one {# line} other {# lines}}', {
        lines,
      });
    case 'unreadable':
      return t('Cannot be read{driver}', { driver });
    case 'gone':
      return t(
        'Removed; {lines, plural, one {# line} other {# lines}} of it {lines, plural, one {stays} other {stay}} here',
        { lines },
      );
  }
}

const SHORT: Readonly<Record<LogSourceState, string>> = {
  reading: t('Reading'),
  following: t('Live'),
  waiting: t('Waiting'),
  unreadable: t('Unreadable'),
  gone: t('Removed'),
};

/** All of a view in one short line. */
export function statusWords({ sources, lines }: LogStatus): string {
  const states = [...new Set(sources.map(({ state }) => state))];
  const count = t('{lines, plural, one {# line} other {# lines}}', { lines });
  const [only] = states;
  if (only === undefined) return t('No containers yet');
  if (states.length === 1) return `${only === 'reading' ? t('Reading the history') : SHORT[only]} · ${count}`;
  const parts = states.map((state) => {
    const many = sources.filter((source) => source.state === state).length;
    return `${numberWords(many)} ${inSentence(SHORT[state])}`;
  });
  return `${parts.join(', ')} · ${count}`;
}

/** Several containers may have been one after the other. */
export const isMerged = (sources: readonly LogSource[]): boolean => new Set(sources.map(({ lane }) => lane)).size > 1;
