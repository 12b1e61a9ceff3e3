import { useEffect } from 'react';
import { useLog } from './context';
import { keep } from './kept-view';
import type { LogModel } from './model';

const AFTER_MS = 400;

function keepNow({ key, session, ui }: LogModel): void {
  const { position, frame } = session.store.getState();
  const { metrics, filter } = ui.getState();
  if (frame === null) return;
  const row = position.at === 'end' || metrics === null ? undefined : session.row(metrics.top.row);
  const line =
    row === undefined ? null : { timeMicros: row.timeMicros, line: row.line, source: row.source, text: row.text };
  keep(key, { line, filter });
}

/** What a reload is to bring back is written down a moment after it changed. */
export function useKept(): void {
  const model = useLog();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        keepNow(model);
      }, AFTER_MS);
    };
    const now = (): void => keepNow(model);
    const stops = [model.session.store.subscribe(later), model.ui.subscribe(later)];
    globalThis.addEventListener('pagehide', now);
    return () => {
      clearTimeout(timer);
      globalThis.removeEventListener('pagehide', now);
      for (const stop of stops) stop();
    };
  }, [model]);
}
