import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { ComposeRun } from '../../../../main/contract/compose-runs';
import { t } from '../../../lib/i18n';
import { durationWords } from '../../../lib/time';
import { useNow } from '../../../lib/use-now';
import { Button } from '../../../ui/button';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { cancelRun } from '../actions/deeds';
import classes from '../compose.module.css';
import { useRuns } from '../compose-store';
import { RunMark } from '../marks';
import { runPath } from '../routes';
import { endWords, isOver, runTitle } from '../words';
import { FailureText } from './failure-text';
import { StepList } from './step-list';
import { useReport } from './use-report';

const TICK_MS = 1_000;

/** The newest of a project that runs, else the newest of all; null: there is none. */
function newestOf(rows: ReadonlyMap<string, ComposeRun>, key: string): ComposeRun | null {
  const own = [...rows.values()].filter((run) => run.key === key);
  const rank = (run: ComposeRun): number => (isOver(run) ? 0 : Number.MAX_SAFE_INTEGER / 2) + run.startedAt;
  return own.reduce<ComposeRun | null>((best, run) => (best === null || rank(run) > rank(best) ? run : best), null);
}

/** What is being done to the project, as compose reports it; and how it ended, until that is put away. */
export function RunStrip({ projectKey }: { readonly projectKey: string }) {
  const rows = useRuns((store) => store.rows);
  const [openedAt] = useState(() => Date.now());
  const [dismissed, setDismissed] = useState<string | null>(null);
  const run = useMemo(() => newestOf(rows, projectKey), [rows, projectKey]);
  // What was over before one came here is told by the tab of runs.
  const isNews = run !== null && (run.endedAt === null || run.endedAt >= openedAt);
  return (
    <>
      <span className="sw-hidden" role="status" aria-label={t('How the last run ended')}>
        {run !== null && isNews ? (endWords(run) ?? '') : ''}
      </span>
      {run !== null && isNews && run.id !== dismissed && (
        <Strip key={run.id} run={run} onDismiss={() => setDismissed(run.id)} />
      )}
    </>
  );
}

function Strip({ run, onDismiss }: { readonly run: ComposeRun; readonly onDismiss: () => void }) {
  const { report } = useReport(run.id);
  const over = isOver(run);
  const done = report.steps.filter(({ state }) => state === 'done').length;
  return (
    <section className={classes.strip} aria-label={t('Under way')} data-state={run.state}>
      <div className={classes.stripHead}>
        <RunMark state={run.state} />
        <strong className={classes.stripTitle}>
          <EngineText value={runTitle(run)} />
        </strong>
        <Elapsed run={run} />
        {report.steps.length > 0 && (
          <span className={classes.dim}>
            {t('{done} of {count, plural, one {# step} other {# steps}} done', { done, count: report.steps.length })}
          </span>
        )}
        <span className={classes.gap} />
        <Link href={runPath(run.key, run.id)}>{t('Full output')}</Link>
        {over ? (
          <IconButton label={t('Put away')} icon={<IconX size={15} />} onClick={onDismiss} />
        ) : (
          <Button variant={run.wish.verb === 'watch' ? 'default' : 'danger'} onClick={() => cancelRun(run.id)}>
            {run.wish.verb === 'watch' ? t('Stop watching') : t('Cancel')}
          </Button>
        )}
      </div>
      {run.failure !== '' && <FailureText failure={run.failure} />}
      {!over && report.steps.length > 0 && <StepList steps={report.steps} />}
    </section>
  );
}

function Elapsed({ run }: { readonly run: ComposeRun }) {
  return run.endedAt === null && !isOver(run) ? (
    <Ticking since={run.startedAt} />
  ) : run.endedAt === null ? null : (
    <span className={classes.dim}>{durationWords(run.endedAt - run.startedAt)}</span>
  );
}

const Ticking = ({ since }: { readonly since: number }) => (
  <span className={classes.dim}>{durationWords(useNow(TICK_MS) - since)}</span>
);
