import type { CommandEntry } from '../../../main/contract/commands';
import { t } from '../../lib/i18n';

/** As many as main keeps. */
export const MOST = 1_000;

/** The entries with the new ones in, in the order of their `seq`; a known `seq` is replaced; the oldest are dropped. */
export function mergeEntries(entries: readonly CommandEntry[], news: readonly CommandEntry[]): readonly CommandEntry[] {
  if (news.length === 0) return entries;
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  for (const entry of news) bySeq.set(entry.seq, entry);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq).slice(-MOST);
}

export const OUTCOME_WORDS: Readonly<Record<CommandEntry['outcome'], string>> = {
  running: t('running'),
  done: t('done'),
  failed: t('failed'),
  unknown: t('unknown'),
};

/** What "Copy all" gives: a shell script, its outcomes as comments. */
export const asScript = (entries: readonly CommandEntry[]): string =>
  entries
    .map(({ command, outcome, message }) => {
      const remark = outcome === 'done' ? '' : `# ${[outcome, oneLine(message)].filter(Boolean).join(': ')}\n`;
      return `${remark}${command}\n`;
    })
    .join('');

/** A line break in the engine's words would end the comment. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
