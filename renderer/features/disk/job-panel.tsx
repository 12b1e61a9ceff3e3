import { decimalBytes } from '../../lib/bytes';
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
  ...{ remove: 'Deleting', start: 'Starting', stop: 'Stopping', restart: 'Restarting' },
  ...{ pause: 'Pausing', unpause: 'Unpausing', kill: 'Killing' },
} as const;
const DONE = {
  ...{ remove: 'Deleted', start: 'Started', stop: 'Stopped', restart: 'Restarted' },
  ...{ pause: 'Paused', unpause: 'Unpaused', kill: 'Killed' },
} as const;

function Running({ job }: { readonly job: Job }) {
  const words = `${DOING[job.action]} ${job.total}`;
  return (
    <div className={classes.job} role="group" aria-label="Under way">
      <span>{job.phase === 'counting' ? 'Counting the disk…' : words}</span>
      <progress aria-label={words} value={job.done} max={job.total} />
      <span className={classes.dim}>
        {job.done} of {job.total}
      </span>
      <Button onClick={cancelJob}>Cancel</Button>
    </div>
  );
}

export function promiseWords({ bytes, atMostBytes }: NonNullable<Job['promised']>): string {
  if (atMostBytes <= bytes) return decimalBytes(bytes);
  return `${decimalBytes(bytes)} to ${decimalBytes(atMostBytes)}`;
}

/** Less than this is nothing to explain. */
const SLACK = 0.02;

/** "Promised 1.2 GB, freed 1.1 GB: ..."; '' where nothing was promised or counted. */
export function resultWords({ promised, freedBytes, failures, phase }: Job): string {
  if (promised === null || freedBytes === null) return '';
  const freed = freedBytes < 0 ? `the use grew by ${decimalBytes(-freedBytes)}` : `freed ${decimalBytes(freedBytes)}`;
  const words = `Promised ${promiseWords(promised)}, ${freed}`;
  const low = promised.bytes * (1 - SLACK);
  const high = promised.atMostBytes * (1 + SLACK);
  if (freedBytes >= low && freedBytes <= high) return `${words}.`;
  if (freedBytes > high) return `${words}: other things went away meanwhile.`;
  if (failures.length > 0) return `${words}: ${failures.length} could not be deleted.`;
  if (phase === 'cancelled') return `${words}: it was cancelled.`;
  return `${words}: something else wrote meanwhile, or the engine gives it back later.`;
}

function Outcome({ job }: { readonly job: Job }) {
  const { action, total, done, failures, phase } = job;
  const good = done - failures.length;
  const count = good === total ? String(total) : `${good} of ${total}`;
  const title = `${phase === 'cancelled' ? 'Cancelled: ' : ''}${DONE[action]} ${count}`;
  const failed = failures.length > 0 || phase === 'broken';
  return (
    <Notice tone={failed ? 'bad' : phase === 'cancelled' ? 'warn' : 'info'} title={title} onDismiss={dismissJob}>
      <span role="status">{resultWords(job)}</span>
      {phase === 'broken' && <ErrorNotice error={job.problem} />}
      {failures.length > 0 && (
        <ul className={classes.failures} tabIndex={0} aria-label="Failures">
          {failures.slice(0, SHOWN).map(({ id, name, message }) => (
            <li key={id}>
              <strong>
                <EngineText value={name} />
              </strong>
              : <EngineText value={message} wrap />
            </li>
          ))}
          {failures.length > SHOWN && <li>and {failures.length - SHOWN} more</li>}
        </ul>
      )}
    </Notice>
  );
}

const SHOWN = 100;
