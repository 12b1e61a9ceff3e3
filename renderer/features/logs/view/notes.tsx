import { useMemo } from 'react';
import { useShallow } from 'zustand/shallow';
import { decimalBytes } from '../../../lib/bytes';
import { errorCode, errorLine } from '../../../lib/errors';
import { t, Trans } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { ErrorNotice } from '../../../ui/error-notice';
import { Notice } from '../../../ui/notice';
import { showToast } from '../../../ui/toast-store';
import { cancelExport } from '../export/export-log';
import { END } from '../scroll/position';
import { isMerged } from '../words';
import { useLog, useLogState, useUi } from './context';
import classes from './log-view.module.css';

/** What is to be said about the logs, above them. */
export function Notes() {
  return (
    <div className={classes.notes}>
      <Trouble />
      <Unreadable />
      <Cleared />
      <ExportProgress />
    </div>
  );
}

/** A lost connection is said above everything, and mended by itself. */
function Trouble() {
  const trouble = useLogState((state) => state.trouble);
  if (trouble === null || errorCode(trouble) === 'CONNECTION_LOST') return null;
  return <ErrorNotice error={trouble} />;
}

function Unreadable() {
  const sources = useLogState(
    useShallow(({ status }) => status?.sources.filter(({ state }) => state === 'unreadable') ?? []),
  );
  const merged = useLogState(({ status }) => status !== null && isMerged(status.sources));
  return sources.map(({ index, name, driver, message }) => (
    <Notice
      key={index}
      tone="warn"
      title={
        merged ? (
          <>
            <Trans text="The logs of {name} cannot be read" values={{ name: <EngineText value={name} /> }} />
          </>
        ) : (
          t('These logs cannot be read')
        )
      }
    >
      {message !== '' && <EngineText value={message} wrap />}
      {driver !== '' && <p>{t('Its logging driver is “{driver}”.', { driver })}</p>}
      <p>
        <Trans
          text="The engine gives back only what a driver keeps on its machine. Make the container anew with one that does, as with <code>--log-driver json-file</code> or <code>--log-driver local</code>; what it wrote until now is where its driver sent it."
          tags={{ code: (inner) => <code>{inner}</code> }}
        />
      </p>
    </Notice>
  ));
}

function Cleared() {
  const { session, ui } = useLog();
  const cleared = useUi((state) => state.cleared);
  if (!cleared) return null;
  const undo = (): void => {
    session.clear(false).then(
      () => ui.setState({ cleared: false }),
      (error: unknown) => showToast('bad', errorLine(error)),
    );
  };
  return (
    <div className={classes.note}>
      <span>{t('Earlier lines are hidden; nothing is deleted.')}</span>
      <Button variant="subtle" className={classes.small} onClick={undo}>
        {t('Show them again')}
      </Button>
    </div>
  );
}

function ExportProgress() {
  const exporting = useUi((state) => state.exporting);
  if (exporting === null) return null;
  return (
    <div className={classes.note}>
      <span>{t('Exporting, {bytes} so far…', { bytes: decimalBytes(exporting.bytes) })}</span>
      <Button variant="subtle" className={classes.small} onClick={() => cancelExport(exporting.id)}>
        {t('Cancel')}
      </Button>
    </div>
  );
}

/** Over the last lines, while the end is left. */
export function NewLines() {
  const { session } = useLog();
  const news = useLogState((state) => state.news);
  const following = useLogState(({ position }) => position.at === 'end');
  if (following || news === 0) return null;
  return (
    <div className={classes.news}>
      <Button variant="primary" onClick={() => session.goTo(END)}>
        {t('{news, plural, one {# new line} other {# new lines}}, jump to the end', { news })}
      </Button>
    </div>
  );
}

/** Instead of lines. */
export function NoLines() {
  const words = useLogState(({ frame, status }) => {
    if (frame === null || status === null || frame.count > 0) return '';
    if (status.filter !== null)
      return status.filter.state === 'running' ? t('Looking for lines that match…') : t('No line matches the filter.');
    if (status.sources.length === 0)
      return t('No container belongs to it at the moment. Its lines will show as it starts.');
    if (status.sources.every(({ state }) => state === 'unreadable')) return '';
    if (status.sources.some(({ state }) => state === 'reading')) return t('Reading the history…');
    return t('Nothing was logged so far. What comes is shown at once.');
  });
  const cleared = useUi((state) => state.cleared);
  const shown = useMemo(
    () => (words !== '' && cleared ? t('Cleared. What comes is shown at once.') : words),
    [words, cleared],
  );
  return shown === '' ? null : <p className={classes.empty}>{shown}</p>;
}
