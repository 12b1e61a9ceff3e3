import { useState } from 'react';
import type { DiskReport, PrunePlan } from '../../../main/contract/disk';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EngineText } from '../../ui/engine-text';
import { Notice } from '../../ui/notice';
import classes from './disk.module.css';
import { PRUNES } from './disk-words';
import { promiseWords } from './job-panel';
import { isBusy, startJob, useJob } from './job-store';
import { TargetList } from './target-list';

interface Props {
  readonly report: DiskReport;
  readonly onDone: () => void;
}

/** A dry run of every prune; exactly what is listed is then deleted, and nothing that came or changed since. */
export function PruneView({ report, onDone }: Props) {
  const [asked, setAsked] = useState<PrunePlan | null>(null);
  const { job } = useJob();
  const prune = ({ targets, bytes, atMostBytes }: PrunePlan): void => {
    setAsked(null);
    void startJob({ action: 'remove', targets, promised: { bytes, atMostBytes } }).then(onDone);
  };
  return (
    <div className={classes.scroll}>
      <ul className={classes.plans} aria-label={t('Prunes')}>
        {report.plans.map((plan) => (
          <Plan key={plan.kind} plan={plan} busy={isBusy(job)} onAsk={() => setAsked(plan)} />
        ))}
      </ul>
      {asked !== null && (
        <ConfirmDialog
          opened
          danger
          title={`${PRUNES[asked.kind].button}?`}
          confirmLabel={t('Delete {count}', { count: asked.targets.length })}
          onConfirm={() => prune(asked)}
          onCancel={() => setAsked(null)}
        >
          <p>{PRUNES[asked.kind].loses}</p>
          <p>{promise(asked)}</p>
          {asked.targets.some(({ kind }) => kind === 'container' || kind === 'volume') && (
            <p>{t('They go for good, not into the bin, which would free nothing.')}</p>
          )}
          <TargetList targets={asked.targets} label={t('What goes')} />
        </ConfirmDialog>
      )}
    </div>
  );
}

const promise = (plan: PrunePlan): string =>
  plan.kind === 'networks' ? t('It frees no room on the disk.') : t('It frees {plan}.', { plan: promiseWords(plan) });

interface PlanProps {
  readonly plan: PrunePlan;
  readonly busy: boolean;
  readonly onAsk: () => void;
}

function Plan({ plan, busy, onAsk }: PlanProps) {
  const [open, setOpen] = useState(false);
  const { kind, targets, kept } = plan;
  const words = PRUNES[kind];
  const isNone = targets.length === 0;
  return (
    <li className={classes.plan} aria-label={words.title}>
      <div className={classes.planHead}>
        <h2>{words.title}</h2>
        <span className={classes.dim}>
          {isNone
            ? t('none')
            : `${targets.length}${kind === 'networks' ? '' : t(', frees {plan}', { plan: promiseWords(plan) })}`}
        </span>
        <span className={classes.push} />
        {!isNone && (
          <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('Hide the list') : t('Show the list')}
          </Button>
        )}
        <Button disabled={isNone || busy} onClick={onAsk}>
          {words.button}
        </Button>
      </div>
      <p className={classes.dim}>{words.loses}</p>
      {kept.length > 0 && (
        <Notice
          tone="info"
          title={t('{count, plural, one {# network} other {# networks}} left alone', { count: kept.length })}
        >
          {kept.slice(0, 10).map(({ name, why }) => (
            <div key={name}>
              <EngineText value={name} />: <EngineText value={why} />
            </div>
          ))}
        </Notice>
      )}
      {open && <TargetList targets={targets} label={t('What goes: {title}', { title: words.title })} />}
    </li>
  );
}
