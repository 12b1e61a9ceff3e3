import { type KeyboardEvent, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { clockTime, durationWords } from '../../lib/time';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { ListPage } from '../../ui/list-page';
import type { KeepProps } from './delete-dialog';
import classes from './disk.module.css';
import { JobPanel } from './job-panel';
import { PruneView } from './prune-view';
import { QueryView } from './query-view';
import { UseView } from './use-view';
import { type ReportView, useReport } from './use-report';

const TABS = [
  { path: '/disk', title: t('Usage') },
  { path: '/disk/prune', title: t('Prune') },
  { path: '/disk/query', title: t('By query') },
] as const;

/** What takes room, and how it is given back. */
export function DiskPage({ KeepChoice }: KeepProps) {
  const [path] = useLocation();
  const tab = TABS.find((each) => each.path === path) ?? TABS[0];
  const view = useReport();
  const connected = useConnectionId() !== null;
  const { report, measuring, error, measure, cancel } = view;
  const isFirst = report === undefined || report === null;
  return (
    <ListPage
      title={t('Disk')}
      counts={ageWords(view)}
      stale={!isFirst && !connected}
      tools={
        <>
          <Tabs shown={tab} />
          {measuring ? (
            <Button onClick={cancel}>{t('Cancel')}</Button>
          ) : (
            <Button variant={isFirst ? 'primary' : 'default'} disabled={!connected} onClick={measure}>
              {isFirst ? t('Measure') : t('Measure again')}
            </Button>
          )}
        </>
      }
      notes={error !== null && <ErrorNotice error={error} onRetry={measure} />}
      dock={<JobPanel />}
    >
      <div id="disk-view" role="tabpanel" aria-label={tab.title} className={classes.view} aria-busy={measuring}>
        {tab.path === '/disk/query' ? (
          <QueryView KeepChoice={KeepChoice} />
        ) : (
          <Measured {...{ view, tab, KeepChoice }} />
        )}
      </div>
    </ListPage>
  );
}

type Shown = (typeof TABS)[number];

interface MeasuredProps extends KeepProps {
  readonly view: ReportView;
  readonly tab: Shown;
}

function Measured({ view: { report, measuring, measure }, tab, KeepChoice }: MeasuredProps) {
  if (report === undefined) return null;
  if (report === null)
    return (
      <EmptyState title={measuring ? t('Measuring…') : t('Nothing is measured yet')}>
        <p>{t('The engine counts on demand; on a big one it takes a while.')}</p>
      </EmptyState>
    );
  return tab.path === '/disk/prune' ? (
    <PruneView report={report} onDone={measure} />
  ) : (
    <UseView report={report} onDone={measure} KeepChoice={KeepChoice} />
  );
}

/** "measured 10:32:05, 2.10 s". */
function ageWords({ report, measuring }: ReportView): string {
  if (measuring) return t('measuring…');
  if (report === undefined || report === null) return '';
  return t('measured {measuredAt}, {durationMs}', {
    measuredAt: clockTime(report.measuredAt),
    durationMs: durationWords(report.durationMs),
  });
}

/** Left and right go from tab to tab. */
function Tabs({ shown }: { readonly shown: Shown }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    const tabs = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    if (step !== 0) tabs[(at + step + tabs.length) % tabs.length]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={t('Disk')} className={classes.tabs} onKeyDown={onKeyDown}>
      {TABS.map((tab) => (
        <Link
          key={tab.path}
          href={tab.path}
          role="tab"
          aria-selected={tab === shown}
          aria-controls="disk-view"
          tabIndex={tab === shown ? 0 : -1}
          className={classes.tab}
        >
          {tab.title}
        </Link>
      ))}
    </div>
  );
}
