import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { Notice } from '../../ui/notice';
import classes from './disk.module.css';
import { cancelJob, dismissJob, isBusy, type Job, useJob } from './job-store';

/** What is being done, and what came of it, against what was promised: it stays until the user has seen it. */
export function JobPanel() {
  const { job } = useJob();
  if (job === null) return null;
  return isBusy(job) ? <Running job={job} /> : <Outcome job={job} />;
}

const DOING = {
  ...{ remove: t('Deleting'), start: t('Starting'), stop: t('Stopping'), restart: t('Restarting') },
  ...{ pause: t('Pausing'), unpause: t('Unpausing'), kill: t('Killing') },
} as const;
const DONE = {
  ...{ remove: t('Deleted'), start: t('Started'), stop: t('Stopped'), restart: t('Restarted') },
  ...{ pause: t('Paused'), unpause: t('Unpaused'), kill: t('Killed') },
} as const;

function Running({ job }: { readonly job: Job }) {
  const words = `${DOING[job.action]} ${job.total}`;
  return (
    <div className={classes.job} role="group" aria-label={t('Under way')}>
      <span>{job.phase === 'counting' ? t('Counting the disk…') : words}</span>
      <progress aria-label={words} value={job.done} max={job.total} />
      <span className={classes.dim}>{t('{done} of {total}', { done: job.done, total: job.total })}</span>
      <Button onClick={cancelJob}>{t('Cancel')}</Button>
    </div>
  );
}

export function promiseWords({ bytes, atMostBytes }: NonNullable<Job['promised']>): string {
  if (atMostBytes <= bytes) return decimalBytes(bytes);
  return t('{bytes} to {atMostBytes}', { bytes: decimalBytes(bytes), atMostBytes: decimalBytes(atMostBytes) });
}

/** Less than this is nothing to explain. */
const SLACK = 0.02;

/** "Promised 1.2 GB, freed 1.1 GB: ..."; '' where nothing was promised or counted. */
export function resultWords({ promised, freedBytes, failures, phase }: Job): string {
  if (promised === null || freedBytes === null) return '';
  const freed =
    freedBytes < 0
      ? t('the use grew by {freedBytes}', { freedBytes: decimalBytes(-freedBytes) })
      : t('freed {freedBytes}', { freedBytes: decimalBytes(freedBytes) });
  const words = t('Promised {promised}, {freed}', { promised: promiseWords(promised), freed });
  const low = promised.bytes * (1 - SLACK);
  const high = promised.atMostBytes * (1 + SLACK);
  if (freedBytes >= low && freedBytes <= high) return `${words}.`;
  if (freedBytes > high) return t('{words}: other things went away meanwhile.', { words });
  if (failures.length > 0) return t('{words}: {count} could not be deleted.', { words, count: failures.length });
  if (phase === 'cancelled') return t('{words}: it was cancelled.', { words });
  return t('{words}: something else wrote meanwhile, or the engine gives it back later.', { words });
}

function Outcome({ job }: { readonly job: Job }) {
  const { action, total, done, failures, phase } = job;
  const good = done - failures.length;
  const count = good === total ? String(total) : t('{good} of {total}', { good, total });
  const title = `${phase === 'cancelled' ? t('Cancelled: ') : ''}${DONE[action]} ${count}`;
  const failed = failures.length > 0 || phase === 'broken';
  return (
    <Notice tone={failed ? 'bad' : phase === 'cancelled' ? 'warn' : 'info'} title={title} onDismiss={dismissJob}>
      <span role="status">{resultWords(job)}</span>
      {phase === 'broken' && <ErrorNotice error={job.problem} />}
      {failures.length > 0 && (
        <ul className={classes.failures} tabIndex={0} aria-label={t('Failures')}>
          {failures.slice(0, SHOWN).map(({ id, name, message }) => (
            <li key={id}>
              <strong>
                <EngineText value={name} />
              </strong>
              : <EngineText value={message} wrap />
            </li>
          ))}
          {failures.length > SHOWN && <li>{t('and {count} more', { count: failures.length - SHOWN })}</li>}
        </ul>
      )}
    </Notice>
  );
}

const SHOWN = 100;
