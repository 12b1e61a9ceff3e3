import type { CheckResult, CheckState } from '../../../main/contract/diagnostics';
import { t } from '../../lib/i18n';

export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  running: t('Looking…'),
  ok: t('Fine'),
  warn: t('Warning'),
  fail: t('Failed'),
  skipped: t('Skipped'),
};

const RANK: Readonly<Record<CheckState, number>> = { fail: 0, warn: 1, running: 2, ok: 3, skipped: 4 };

/** Failed ones first, each by its number. */
export const sorted = (results: readonly CheckResult[]): readonly CheckResult[] =>
  [...results].sort((a, b) => RANK[a.state] - RANK[b.state] || a.id.localeCompare(b.id));

/** Results as text, for a report or a question. */
export const asText = (results: readonly CheckResult[]): string =>
  results
    .flatMap(({ id, title, state, evidence, detail, repair, durationMs }) => [
      `${id} ${STATE_WORDS[state]}: ${title} (${String(durationMs)} ms)`,
      ...evidence.map((line) => `    ${line}`),
      ...(detail === '' ? [] : [`    ${detail}`]),
      ...(repair === null || repair.command === '' ? [] : [`    $ ${repair.command}`]),
    ])
    .join('\n');

export function countWords(results: readonly CheckResult[]): string {
  const of = (state: CheckState): number => results.filter((each) => each.state === state).length;
  return t(
    '{failed, plural, =0 {none failed} one {# failed} other {# failed}}, {warned, plural, =0 {no warnings} one {# warning} other {# warnings}}, {fine} fine, {skipped} skipped',
    { failed: of('fail'), warned: of('warn'), fine: of('ok'), skipped: of('skipped') },
  );
}
