import { useMutation, useQuery } from '@tanstack/react-query';
import { IconRefresh, IconStethoscope } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { PortRow } from '../../../main/contract/ports';
import { t } from '../../lib/i18n';
import { whileVisible } from '../../lib/while-visible';
import { rpc } from '../../rpc/client';
import { useConnectionId } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import { ListPage } from '../../ui/list-page';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { PORT_COLUMNS } from './port-columns';
import { PortDetails } from './port-details';
import { addressWords, isTroubled, PROBLEMS, processWords, rangesWords } from './port-words';
import classes from './ports.module.css';
import { usePorts, watchPorts } from './ports-store';
import { StopDialog } from './stop-dialog';

const keyOf = ({ key }: PortRow): string => key;
const textOf = (row: PortRow): string =>
  [
    ...[row.hostPort, row.protocol, addressWords(row), row.container?.name, row.container?.state, processWords(row)],
    ...row.problems.map(({ kind, who }) => `${PROBLEMS[kind].short} ${who}`),
  ].join(' ');
const nameOf = ({ hostPort, protocol, container }: PortRow): string =>
  `${hostPort}/${protocol}${container === null ? '' : ` ${container.name}`}`;
const stateOf = ({ problems }: PortRow): string => problems.map(({ kind }) => PROBLEMS[kind].short).join(', ');

const SHOWS = [
  { id: 'all', title: t('All'), has: () => true },
  { id: 'containers', title: t('Of containers'), has: ({ container }: PortRow) => container !== null },
  { id: 'trouble', title: t('In trouble'), has: isTroubled },
] as const;

/** Who has which port of the host, who wants it too, and whether anybody listens. */
export function PortsPage() {
  const { rows, synced, stale } = usePorts();
  const [show, setShow] = useState<(typeof SHOWS)[number]>(SHOWS[0]);
  const [open, setOpen] = useState<string | null>(null);
  const [stopping, setStopping] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [, navigate] = useLocation();
  const around = useSurroundings();
  const look = useMutation({ mutationFn: () => rpc.call('ports.examine', { ids: null }) });
  useEffect(() => whileVisible(watchPorts), []);
  const grid = useGridRows({
    ...{ rows, columns: PORT_COLUMNS, keyOf, textOf },
    sort: { by: 'port', descending: false },
  });
  const shown = grid.shown.filter(show.has);
  const opened = open === null ? undefined : rows.get(open);
  const refresh = (): void => {
    void rpc.call('ports.refresh', undefined).catch(() => undefined);
    void around.refetch();
  };
  const here = around.data !== undefined && around.data.place !== 'elsewhere' && around.data.problem === '';
  const isEmpty = synced && shown.length === 0;
  return (
    <ListPage
      title={t('Ports')}
      counts={countWords(shown.length, grid.total, [...rows.values()].filter(isTroubled).length)}
      stale={stale}
      tools={
        <>
          <SearchBox label={t('Filter ports')} value={grid.filter} onText={grid.setFilter} w={170} />
          <span role="group" aria-label={t('Show')} className={classes.shows}>
            {SHOWS.map((each) => (
              <Button key={each.id} variant="subtle" aria-pressed={each === show} onClick={() => setShow(each)}>
                {each.title}
              </Button>
            ))}
          </span>
          <IconButton
            label={t('Look inside')}
            icon={<IconStethoscope size={16} />}
            aria-busy={look.isPending}
            disabled={look.isPending}
            onClick={() => look.mutate()}
          />
          <IconButton label={t('Read the ports again')} icon={<IconRefresh size={16} />} onClick={refresh} />
        </>
      }
      notes={
        <>
          {look.error !== null && <ErrorNotice error={look.error} />}
          <Surroundings data={around.data} />
        </>
      }
      details={
        opened === undefined ? null : (
          <PortDetails
            row={opened}
            platform={around.data?.platform ?? ''}
            here={here}
            onStop={(id, name) => setStopping({ id, name })}
            onClose={() => setOpen(null)}
          />
        )
      }
    >
      <DataGrid
        {...{ label: t('Ports'), columns: PORT_COLUMNS, rows: shown, keyOf, nameOf, stateOf, stale }}
        sort={grid.sort}
        onSort={grid.setSort}
        openKey={open}
        onOpen={(row) => setOpen(row.key)}
      />
      {isEmpty && (
        <div className={classes.empty}>
          <EmptyState title={grid.total === 0 ? t('No ports') : t('No port matches')}>
            <p>{grid.total === 0 ? t('No container publishes one.') : t('Change the filter, or show all.')}</p>
            {grid.total === 0 && <Button onClick={() => navigate('/containers')}>{t('Go to the containers')}</Button>}
          </EmptyState>
        </div>
      )}
      {stopping !== null && <StopDialog {...stopping} onClose={() => setStopping(null)} />}
    </ListPage>
  );
}

function countWords(shown: number, total: number, troubled: number): string {
  const count = shown === total ? String(total) : t('{shown} of {total}', { shown, total });
  return troubled === 0 ? count : t('{count}, {troubled} in trouble', { count, troubled });
}

function useSurroundings() {
  const connection = useConnectionId();
  return useQuery({
    queryKey: ['ports', 'surroundings', connection],
    queryFn: async () => {
      const [around, { platform }] = await Promise.all([
        rpc.call('ports.surroundings', undefined),
        rpc.call('host.info', undefined),
      ]);
      return { ...around, platform };
    },
    enabled: connection !== null,
  });
}

function Surroundings({ data }: { readonly data: ReturnType<typeof useSurroundings>['data'] }) {
  if (data === undefined) return null;
  if (data.place === 'elsewhere')
    return (
      <Notice tone="info" title={t('The engine is on another computer')}>
        {t('Only the ports of its containers are shown: the programs of that computer cannot be seen from here.')}
      </Notice>
    );
  return (
    <>
      {data.problem !== '' && (
        <Notice tone="warn" title={t('The programs of this computer are not told')}>
          <EngineText value={data.problem} wrap />
        </Notice>
      )}
      {data.ranges.length > 0 && (
        <p className={classes.ranges}>
          {data.place === 'machine' &&
            t('Ports of this computer that lead into the Slipway VM, and those of its programs. ')}
          {t('Ranges: {ranges}.', { ranges: rangesWords(data.ranges) })}
        </p>
      )}
    </>
  );
}
