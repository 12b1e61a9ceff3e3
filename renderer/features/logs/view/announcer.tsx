import { useEffect, useState } from 'react';
import { t } from '../../../lib/i18n';
import { statusWords } from '../words';
import { useLog } from './context';
import type { LogModel } from './model';

/** A screen reader is told how things stand, never each line. */
const EVERY_MS = 4_000;

function summaryOf({ session, ui }: LogModel): string {
  const { status, news, position } = session.store.getState();
  const { find, filterShown, selection } = ui.getState();
  if (status === null) return '';
  const parts: string[] = [];
  if (find.shown && find.term.text !== '' && status.find !== null)
    parts.push(
      find.current === null
        ? t('{matches} found', { matches: status.find.matches })
        : t('Match {ordinal} of {matches}', { ordinal: find.current.ordinal + 1, matches: status.find.matches }),
    );
  if (filterShown && status.filter !== null)
    parts.push(t('{matches} lines match the filter', { matches: status.filter.matches }));
  if (selection !== null && selection.anchor !== selection.head)
    parts.push(t('{abs} lines selected', { abs: Math.abs(selection.head - selection.anchor) + 1 }));
  if (position.at === 'row' && news > 0) parts.push(t('{news} new lines', { news }));
  if (parts.length === 0) parts.push(statusWords(status).split(' · ')[0] ?? '');
  return parts.join(', ');
}

export function Announcer() {
  const model = useLog();
  const [words, setWords] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        // A hidden page renders nothing: it is told once it is seen again.
        if (!document.hidden) setWords(summaryOf(model));
      }, EVERY_MS);
    };
    document.addEventListener('visibilitychange', later);
    const stops = [model.session.store.subscribe(later), model.ui.subscribe(later)];
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', later);
      for (const stop of stops) stop();
    };
  }, [model]);
  return (
    <span className="sw-hidden" aria-live="polite">
      {words}
    </span>
  );
}
