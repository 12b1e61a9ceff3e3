import { IconCircleCheck, IconX } from '@tabler/icons-react';
import { explainError } from '../../../lib/errors';
import { inSentence, t } from '../../../lib/i18n';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { Notice } from '../../../ui/notice';
import classes from './job-panel.module.css';
import { type Job, cancelJob, dismissJob, useJobs } from './jobs-store';
import { ACTION_WORDS, countWords } from './kinds';

/** What is being done to many, and what went wrong: it stays until the user has seen it. */
export function JobPanel() {
  const jobs = useJobs((state) => state.jobs);
  return (
    <div className={classes.panel} aria-live="polite" role="group" aria-label={t('Running and failed actions')}>
      {jobs.map((job) => (
        <JobCard key={job.key} job={job} />
      ))}
    </div>
  );
}

function JobCard({ job }: { readonly job: Job }) {
  if (job.state === 'running') return job.total > 1 ? <Running job={job} /> : null;
  if (job.failed > 0 || job.state === 'broken') return <Failed job={job} />;
  return (
    <div className={classes.card}>
      <IconCircleCheck size={16} className={classes.ok} aria-hidden />
      <span className={classes.title}>{summary(job)}</span>
      <IconButton label={t('Dismiss')} icon={<IconX size={14} />} onClick={() => dismissJob(job.key)} />
    </div>
  );
}

/** "Stopped 8 of 10", "Cancelled: stopped 3 of 10". */
function summary({ action, total, done, failed, state }: Job): string {
  const good = done - failed;
  const count = good === total ? countWords(total) : t('{good} of {total}', { good, total: countWords(total) });
  const words = `${ACTION_WORDS[action].done} ${count}`;
  return state === 'cancelled' ? t('Cancelled: {words}', { words: inSentence(words) }) : words;
}

function Running({ job: { key, action, done, total } }: { readonly job: Job }) {
  const words = `${ACTION_WORDS[action].doing} ${countWords(total)}`;
  return (
    <div className={classes.card}>
      <span className={classes.title}>{words}</span>
      <progress className={classes.progress} aria-label={words} value={done} max={total} />
      <span className={classes.count} aria-live="off">
        {t('{done} of {total}', { done, total })}
      </span>
      <Button onClick={() => cancelJob(key)}>{t('Cancel')}</Button>
    </div>
  );
}

function Failed({ job }: { readonly job: Job }) {
  const { key, action, total, failed, failures, problem, state } = job;
  const label = inSentence(ACTION_WORDS[action].label);
  const broken = state === 'broken' ? explainError(problem) : null;
  const title =
    total === 1
      ? t('Could not {label}', { label })
      : `${summary(job)}${failed > 0 ? t(', {failed} failed', { failed }) : ''}`;
  return (
    <Notice tone="bad" role="alert" title={title} onDismiss={() => dismissJob(key)}>
      {broken !== null && (
        <p>
          {broken.title} <EngineText value={broken.engineWords} wrap /> {broken.advice}
        </p>
      )}
      {failures.length > 0 && (
        <ul className={classes.failures} tabIndex={0} aria-label={t('Failures')}>
          {failures.map(({ id, name, message }) => (
            <li key={id}>
              <strong>
                <EngineText value={name} />
              </strong>
              <EngineText value={message} wrap />
            </li>
          ))}
          {failed > failures.length && <li>{t('and {failed} more', { failed: failed - failures.length })}</li>}
        </ul>
      )}
    </Notice>
  );
}
