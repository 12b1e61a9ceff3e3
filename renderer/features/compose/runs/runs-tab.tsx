import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { IconTrash, IconX } from '@tabler/icons-react';
import type { ComposeRun } from '../../../../main/contract/compose-runs';
import { t } from '../../../lib/i18n';
import { dateTime, durationWords } from '../../../lib/time';
import type { GridColumn } from '../../../ui/data-grid/columns';
import { DataGrid } from '../../../ui/data-grid/data-grid';
import { useGridRows } from '../../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import { IconButton } from '../../../ui/icon-button';
import { cancelRun, forgetRun } from '../actions/deeds';
import classes from '../compose.module.css';
import { useRuns } from '../compose-store';
import { RunMark } from '../marks';
import type { ProjectTabProps } from '../project/tab';
import { projectPath, runPath } from '../routes';
import { isOver, RUN_WORDS, runTitle } from '../words';
import { RunDetails } from './run-details';

const keyOf = ({ id }: ComposeRun): string => id;
const stateOf = ({ state }: ComposeRun): string => RUN_WORDS[state];
const textOf = (run: ComposeRun): string => [runTitle(run), RUN_WORDS[run.state], run.command].join(' ');
const NEWEST = { by: 'started', descending: true };

const COLUMNS: readonly GridColumn<ComposeRun>[] = [
  {
    ...{ id: 'what', title: t('What'), width: 'minmax(120px, 1.5fr)' },
    sortValue: runTitle,
    cell: (run) => <EngineText value={runTitle(run)} />,
  },
  {
    ...{ id: 'state', title: t('State'), width: '112px' },
    sortValue: stateOf,
    cell: ({ state }) => <RunMark state={state} />,
  },
  {
    ...{ id: 'started', title: t('Started'), width: '165px', from: 480 },
    sortValue: ({ startedAt }) => startedAt,
    cell: ({ startedAt }) => dateTime(startedAt),
  },
  {
    ...{ id: 'duration', title: t('Duration'), width: '90px', align: 'end' },
    sortValue: ({ startedAt, endedAt }) => (endedAt === null ? null : endedAt - startedAt),
    cell: ({ startedAt, endedAt }) => (endedAt === null ? '' : durationWords(endedAt - startedAt)),
  },
  {
    ...{ id: 'exit', title: t('Exit'), width: '56px', align: 'end', from: 640 },
    sortValue: ({ exitCode }) => exitCode,
    cell: ({ exitCode }) => exitCode ?? '',
  },
  {
    ...{ id: 'engine', title: t('Engine'), width: 'minmax(90px, 1fr)', from: 820 },
    sortValue: ({ engine }) => engine,
    cell: ({ engine }) => (
      <span className={classes.dim}>
        <EngineText value={engine} />
      </span>
    ),
  },
];

/** The calls of the CLI for this project, and one of them whole. */
export function RunsTab({ projectKey, more }: ProjectTabProps) {
  const all = useRuns((store) => store.rows);
  const synced = useRuns((store) => store.synced);
  const [, navigate] = useLocation();
  const rows = useMemo(() => new Map([...all].filter(([, run]) => run.key === projectKey)), [all, projectKey]);
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: NEWEST });
  if (rows.size === 0)
    return synced ? (
      <EmptyState title={t('Nothing was done to it from here yet')}>
        <p>{t('What is done is kept here, with its whole output.')}</p>
      </EmptyState>
    ) : null;
  const run = more === null ? undefined : rows.get(more);
  return (
    <div className={classes.runs} data-open={run !== undefined || undefined}>
      <div className={classes.runList}>
        <DataGrid
          label={t('Runs')}
          {...{ columns: COLUMNS, keyOf, stateOf }}
          rows={grid.shown}
          nameOf={runTitle}
          sort={grid.sort}
          onSort={grid.setSort}
          onOpen={({ id }) => navigate(runPath(projectKey, id))}
          actions={(one, tabIndex) => <RunButton run={one} tabIndex={tabIndex} />}
          actionsWidth={44}
          openKey={more}
        />
      </div>
      {run !== undefined && (
        <RunDetails key={run.id} run={run} onClose={() => navigate(projectPath(projectKey, 'runs'))} />
      )}
    </div>
  );
}

function RunButton({ run, tabIndex }: { readonly run: ComposeRun; readonly tabIndex: 0 | -1 }) {
  const title = runTitle(run);
  return isOver(run) ? (
    <IconButton
      label={t('Forget {title}', { title })}
      tabIndex={tabIndex}
      icon={<IconTrash size={15} />}
      onClick={() => forgetRun(run.id)}
    />
  ) : (
    <IconButton
      label={t('Cancel {title}', { title })}
      danger
      tabIndex={tabIndex}
      icon={<IconX size={15} />}
      onClick={() => cancelRun(run.id)}
    />
  );
}
