import { Menu } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useLocation, useRoute } from 'wouter';
import type { NetworkRow } from '../../../main/contract/networks';
import { t } from '../../lib/i18n';
import { useEngineAway } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { copyText } from '../../ui/copy-button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import { IconButton } from '../../ui/icon-button';
import { ListPage } from '../../ui/list-page';
import { SearchBox } from '../../ui/search-box';
import { Skeleton } from '../../ui/skeleton';
import { useFocusAfterDetails } from '../../ui/use-focus-after-details';
import { COLUMNS } from './columns';
import { ConnectDialog } from './connect-dialog';
import { CreateDialog } from './create-dialog';
import { DeleteDialog } from './delete-dialog';
import { DetailsPane } from './details-pane';
import { MapView } from './map/map-view';
import classes from './networks.module.css';
import { keyOf, useNetworks, useWatchedNetworks } from './networks-store';
import { PruneDialog } from './prune-dialog';
import { ask, closeQuestion, type Question, useQuestion } from './questions-store';
import { ViewToggle } from './view-toggle';
import { isConnectable, keptBecause, LIST_PATH, networkPath, traitsOf } from './words';

const textOf = ({ id, name, driver, project, subnets, endpoints, ...row }: NetworkRow): string =>
  [
    ...[
      name,
      id.slice(0, 12),
      driver,
      project ?? '',
      ...traitsOf({ id, name, driver, project, subnets, endpoints, ...row }),
    ],
    ...subnets.map(({ subnet }) => subnet),
    ...endpoints.flatMap((each) => [each.name, each.ipv4]),
  ].join(' ');
const nameOf = ({ name }: NetworkRow): string => name;
const stateOf = ({ driver, endpoints }: NetworkRow): string =>
  `${driver}, ${t('{count, plural, one {# container} other {# containers}}', { count: endpoints.length })}`;
const FIRST_SORT = { by: 'name', descending: false } as const;
const MAP = 'map';

/** The networks as a list with details, or as a map. */
export function NetworksPage() {
  useWatchedNetworks();
  const [, params] = useRoute('/networks/:id');
  const [, navigate] = useLocation();
  const question = useQuestion((store) => store.question);
  const openId = params?.id ?? null;
  return (
    <>
      {openId === MAP ? (
        <MapView />
      ) : (
        <ListView openId={openId} onAsk={ask} onOpen={(id) => navigate(id === null ? LIST_PATH : networkPath(id))} />
      )}
      {question?.kind === 'create' && (
        <CreateDialog
          onClose={closeQuestion}
          onMade={(id) => {
            closeQuestion();
            navigate(networkPath(id));
          }}
        />
      )}
      {question?.kind === 'prune' && <PruneDialog onClose={closeQuestion} />}
      {question?.kind === 'connect' && <ConnectDialog network={question.network} onClose={closeQuestion} />}
      {question?.kind === 'delete' && <DeleteDialog rows={question.rows} onClose={closeQuestion} />}
    </>
  );
}

interface ListViewProps {
  readonly openId: string | null;
  readonly onAsk: (question: Question) => void;
  readonly onOpen: (id: string | null) => void;
}

function ListView({ openId, onAsk, onOpen }: ListViewProps) {
  const { rows, synced, stale } = useNetworks();
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf, sort: FIRST_SORT });
  const list = useFocusAfterDetails(openId);
  // Compose names a network, the engine's id is not known there.
  const open = openId === null ? undefined : (rows.get(openId) ?? namedNetwork(rows, openId));
  const askDelete = (doomed: readonly NetworkRow[]): void => onAsk({ kind: 'delete', rows: doomed });
  const counts =
    grid.filter.trim() === ''
      ? String(grid.total)
      : t('{count} of {total}', { count: grid.shown.length, total: grid.total });
  return (
    <ListPage
      title={t('Networks')}
      counts={grid.total === 0 ? '' : counts}
      stale={stale && grid.total > 0}
      tools={
        <>
          <SearchBox
            label={t('Filter networks')}
            className={classes.filter}
            value={grid.filter}
            onText={grid.setFilter}
          />
          <ViewToggle map={false} />
          <Button onClick={() => onAsk({ kind: 'prune' })}>{t('Prune…')}</Button>
          <Button variant="primary" icon={<IconPlus size={15} />} onClick={() => onAsk({ kind: 'create' })}>
            {t('Create')}
          </Button>
        </>
      }
      dock={
        grid.selected.length > 0 ? (
          <BulkBar rows={grid.selected} onDelete={askDelete} onClear={() => grid.select({ type: 'clear' })} />
        ) : undefined
      }
      details={
        open === undefined ? null : (
          <DetailsPane
            row={open}
            onConnect={() => onAsk({ kind: 'connect', network: open })}
            onDelete={() => askDelete([open])}
            onClose={() => onOpen(null)}
          />
        )
      }
    >
      <div ref={list}>
        <DataGrid
          label={t('Networks')}
          {...{ columns: COLUMNS, keyOf, nameOf, stateOf, openKey: openId, stale }}
          rows={grid.shown}
          sort={grid.sort}
          onSort={grid.setSort}
          selection={grid.selection}
          onSelect={grid.select}
          onOpen={(row) => onOpen(row.id)}
          onDelete={askDelete}
          menu={(chosen) => <MenuItems rows={chosen} onAsk={onAsk} onOpen={onOpen} />}
          actions={(row, tabIndex) => (
            <IconButton
              label={t('Delete')}
              icon={<IconTrash size={15} />}
              danger
              tabIndex={tabIndex}
              disabled={keptBecause(row) !== null}
              onClick={() => askDelete([row])}
            />
          )}
          actionsWidth={44}
        />
      </div>
      <Overlay synced={synced} total={grid.total} shown={grid.shown.length} />
    </ListPage>
  );
}

const namedNetwork = (rows: ReadonlyMap<string, NetworkRow>, encoded: string): NetworkRow | undefined => {
  const name = decodeURIComponent(encoded);
  return [...rows.values()].find((row) => row.name === name);
};

/** What stands where there are no rows. */
function Overlay({
  synced,
  total,
  shown,
}: {
  readonly synced: boolean;
  readonly total: number;
  readonly shown: number;
}) {
  const away = useEngineAway();
  if (shown > 0) return null;
  if (total > 0) return <EmptyState title={t('No network matches the filter')} />;
  if (synced) return <EmptyState title={t('The engine has no networks')} />;
  if (away !== null)
    return (
      <EmptyState title={t('No engine is connected')}>{away !== '' && <EngineText value={away} wrap />}</EmptyState>
    );
  return (
    <div className={classes.skeleton} aria-busy>
      <Skeleton width="40%" />
      <Skeleton width="55%" />
      <Skeleton width="35%" />
    </div>
  );
}

interface BulkProps {
  readonly rows: readonly NetworkRow[];
  readonly onDelete: (rows: readonly NetworkRow[]) => void;
  readonly onClear: () => void;
}

const BulkBar = ({ rows, onDelete, onClear }: BulkProps) => (
  <div className={classes.bulk} role="toolbar" aria-label={t('Selected networks')}>
    <span>{t('{count, plural, one {# network} other {# networks}} selected', { count: rows.length })}</span>
    <Button variant="danger" disabled={rows.every((row) => keptBecause(row) !== null)} onClick={() => onDelete(rows)}>
      {t('Delete…')}
    </Button>
    <Button variant="subtle" onClick={onClear}>
      {t('Clear selection')}
    </Button>
  </div>
);

interface MenuProps extends Pick<ListViewProps, 'onAsk' | 'onOpen'> {
  readonly rows: readonly NetworkRow[];
}

function MenuItems({ rows, onAsk, onOpen }: MenuProps) {
  const [only] = rows.length === 1 ? rows : [];
  return (
    <>
      {only !== undefined && (
        <>
          <Menu.Item onClick={() => onOpen(only.id)}>{t('Details')}</Menu.Item>
          <Menu.Item disabled={!isConnectable(only)} onClick={() => onAsk({ kind: 'connect', network: only })}>
            {t('Connect a container…')}
          </Menu.Item>
          <Menu.Item onClick={() => void copyText(only.id)}>{t('Copy ID')}</Menu.Item>
          <Menu.Divider />
        </>
      )}
      <Menu.Item
        data-danger
        disabled={rows.every((row) => keptBecause(row) !== null)}
        onClick={() => onAsk({ kind: 'delete', rows })}
      >
        {t('Delete…')}
      </Menu.Item>
    </>
  );
}
