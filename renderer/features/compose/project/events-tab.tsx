import { useEffect, useMemo, useState } from 'react';
import type { ProjectEvent } from '../../../../main/contract/compose';
import { exitWord } from '../../../lib/exit-words';
import { t } from '../../../lib/i18n';
import { clockTime, dateTime } from '../../../lib/time';
import { whileVisible } from '../../../lib/while-visible';
import { watch } from '../../../rpc/use-stream';
import type { GridColumn } from '../../../ui/data-grid/columns';
import { DataGrid } from '../../../ui/data-grid/data-grid';
import { useGridRows } from '../../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../../ui/empty-state';
import { EngineText } from '../../../ui/engine-text';
import classes from '../compose.module.css';
import type { ProjectTabProps } from './tab';

/** As main keeps. */
const MOST = 1_000;
const SORT = { by: 'time', descending: true };

const keyOf = ({ seq }: ProjectEvent): string => String(seq);
const nameOf = ({ type, name, action }: ProjectEvent): string => `${type} ${name} ${action}`;
const textOf = ({ service, type, name, action }: ProjectEvent): string => [service, type, name, action].join(' ');
const exitWords = ({ exitCode }: ProjectEvent): string =>
  exitCode === null ? '' : `${String(exitCode)} (${exitWord(exitCode)})`;

const COLUMNS: readonly GridColumn<ProjectEvent>[] = [
  {
    ...{ id: 'time', title: t('Time'), width: '90px' },
    sortValue: ({ seq }) => seq,
    cell: ({ timeMs }) => <span title={dateTime(timeMs)}>{clockTime(timeMs)}</span>,
  },
  {
    ...{ id: 'service', title: t('Service'), width: 'minmax(90px, 1fr)', from: 460 },
    sortValue: ({ service }) => service,
    cell: ({ service }) => <EngineText value={service} />,
  },
  {
    ...{ id: 'action', title: t('Event'), width: 'minmax(130px, 1.2fr)' },
    sortValue: ({ action }) => action,
    cell: ({ action }) => <EngineText value={action} />,
  },
  {
    ...{ id: 'exit', title: t('Exit code'), width: '130px', from: 700 },
    sortValue: ({ exitCode }) => exitCode,
    cell: exitWords,
  },
  {
    ...{ id: 'type', title: t('Of'), width: '90px', from: 560 },
    sortValue: ({ type }) => type,
    cell: ({ type }) => (
      <span className={classes.dim}>
        <EngineText value={type} />
      </span>
    ),
  },
  {
    ...{ id: 'name', title: t('Name'), width: 'minmax(140px, 2fr)' },
    sortValue: ({ name }) => name,
    cell: ({ name }) => <EngineText value={name} />,
  },
];

/** null: not told yet. */
function useEvents(key: string): ReadonlyMap<string, ProjectEvent> | null {
  const [events, setEvents] = useState<readonly ProjectEvent[] | null>(null);
  useEffect(() => {
    let all: readonly ProjectEvent[] = [];
    return whileVisible(() =>
      watch(
        'compose.events',
        { key },
        {
          onReset: () => {
            all = [];
          },
          onItem: ({ events: news }) => {
            all = [...all, ...news].slice(-MOST);
            setEvents(all);
          },
        },
      ),
    );
  }, [key]);
  return useMemo(() => events && new Map(events.map((event) => [keyOf(event), event] as const)), [events]);
}

const NONE: ReadonlyMap<string, ProjectEvent> = new Map();

/** What happens to its parts, as it happens, the newest above. */
export function EventsTab({ projectKey }: ProjectTabProps) {
  const rows = useEvents(projectKey) ?? NONE;
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: SORT });
  if (rows.size === 0)
    return (
      <EmptyState title={t('Nothing has happened to it yet')}>
        <p>{t('What happens from now on is told here; the engine does not say what was before Slipway ran.')}</p>
      </EmptyState>
    );
  return (
    <DataGrid
      label={t('Events')}
      {...{ columns: COLUMNS, keyOf, nameOf }}
      rows={grid.shown}
      sort={grid.sort}
      onSort={grid.setSort}
    />
  );
}
