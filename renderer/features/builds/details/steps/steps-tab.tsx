import { useState } from 'react';
import type { BuildStep } from '../../../../../main/contract/builds';
import { t } from '../../../../lib/i18n';
import { EmptyState } from '../../../../ui/empty-state';
import parts from '../../../../ui/list-parts.module.css';
import { NO_OUTPUT } from '../../../../ui/output/output';
import { Skeleton } from '../../../../ui/skeleton';
import classes from '../../builds.module.css';
import { useBuilds } from '../../builds-store';
import type { Report } from '../../report/report';
import { isOver } from '../../words';
import type { BuildTabProps } from '../tab';
import { LogPane } from './log-pane';
import { StepList } from './step-list';

/** The step that one wants to see: what failed, what runs, else the last that ran. */
function liveStep({ steps }: Report): number | null {
  const of = (...states: readonly BuildStep['state'][]): number | undefined =>
    steps.findLast(({ state }) => states.includes(state))?.index;
  return of('failed') ?? of('running') ?? of('done', 'cancelled') ?? of('cached') ?? null;
}

/** The steps, and the log of one of them: of the running one as long as none is chosen. */
export function StepsTab({ id, report }: BuildTabProps) {
  const [chosen, setChosen] = useState<number | null | 'live'>('live');
  const row = useBuilds(({ rows }) => rows.get(id));
  const over = row === undefined || isOver(row);
  const { steps, logs, ended } = report;
  const shown = chosen === 'live' ? liveStep(report) : chosen;
  const step = steps.find(({ index }) => index === shown) ?? null;
  const hasOwnLog = logs.has(null);
  if (steps.length === 0 && !hasOwnLog)
    return ended ? (
      <EmptyState title={t('It ended before its first step')} />
    ) : (
      <div className={parts.body} aria-busy role="group" aria-label={t('Loading')}>
        <Skeleton width="60%" />
        <Skeleton width="45%" />
      </div>
    );
  return (
    <div className={classes.steps}>
      <StepList steps={steps} hasOwnLog={hasOwnLog} shown={shown} onChoose={setChosen} />
      <LogPane
        key={shown}
        step={step}
        lines={logs.get(shown) ?? NO_OUTPUT}
        live={!over}
        failure={row?.failure ?? ''}
        follows={chosen === 'live'}
        onFollow={() => setChosen('live')}
        buildId={id}
      />
    </div>
  );
}
