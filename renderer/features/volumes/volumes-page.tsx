import { Menu } from '@mantine/core';
import { IconDatabase, IconDots, IconDownload, IconPlus, IconRuler2, IconTrash } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { VolumeRow } from '../../../main/contract/volumes';
import { t } from '../../lib/i18n';
import { dateTime } from '../../lib/time';
import { rpc } from '../../rpc/client';
import { useEngineAway } from '../../rpc/stores/engine-store';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { type GridRows, useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { EngineText } from '../../ui/engine-text';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import { ListNothing, type NothingProps } from '../../ui/list-nothing';
import { ListPage } from '../../ui/list-page';
import parts from '../../ui/list-parts.module.css';
import { Notice } from '../../ui/notice';
import { SearchBox } from '../../ui/search-box';
import { VolumeMenu } from './actions/volume-menu';
import { PausedPlans } from './backups/paused-plans';
import { columnsWith } from './columns';
import { VolumeDetails } from './details/details-pane';
import type { VolumeTab } from './details/tab';
import { Questions } from './questions';
import { ask } from './questions-store';
import { RemovalPanel } from './removal-panel';
import { DETAILS_ROUTE, detailsPath, LIST_PATH } from './routes';
import { measure, startVolumes, useSizes, useVolumes, useVolumeWork } from './volumes-store';
import { filterText, titleOf, usersWords } from './whose';
import { WorkPanel } from './work-panel';

const keyOf = ({ name }: VolumeRow): string => name;
const nameOf = (row: VolumeRow): string => (row.anonymous ? titleOf(row).text : row.name);
const BY_NAME = { by: 'name', descending: false };

export interface VolumesPageProps {
  /** The parts of a volume's details that other features show. */
  readonly tabs: readonly VolumeTab[];
}

/** The list of volumes, and the details of one. */
export function VolumesPage({ tabs }: VolumesPageProps) {
  useEffect(startVolumes, []);
  const sizes = useSizes();
  const { rows, stale, synced } = useVolumes();
  const columns = useMemo(() => columnsWith(sizes), [sizes]);
  const grid = useGridRows({ rows, columns, keyOf, textOf: filterText, sort: BY_NAME });
  const [, params] = useRoute(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const openName = params === null ? null : decodeName(params.name);
  return (
    <>
      <ListPage
        title={t('Volumes')}
        counts={countWords(grid)}
        stale={stale && rows.size > 0}
        tools={<Tools grid={grid} />}
        notes={<Notes />}
        dock={
          <>
            <RemovalPanel />
            <WorkPanel />
            <SelectionBar selected={grid.selected} />
          </>
        }
        details={
          openName === null ? null : (
            <VolumeDetails
              key={openName}
              name={openName}
              tab={params?.tab}
              tabs={tabs}
              onClose={() => navigate(LIST_PATH)}
            />
          )
        }
      >
        <DataGrid
          label={t('Volumes')}
          columns={columns}
          rows={grid.shown}
          keyOf={keyOf}
          nameOf={nameOf}
          stateOf={usersWords}
          sort={grid.sort}
          onSort={grid.setSort}
          selection={grid.selection}
          onSelect={grid.select}
          onOpen={(row) => navigate(detailsPath(row.name))}
          onDelete={(chosen) => ask({ kind: 'delete', rows: chosen })}
          menu={(chosen) => <VolumeMenu rows={chosen} />}
          actions={(row, tabIndex) => (
            <IconButton
              label={t('Delete {name}', { name: nameOf(row) })}
              danger
              tabIndex={tabIndex}
              icon={<IconTrash size={15} />}
              onClick={() => ask({ kind: 'delete', rows: [row] })}
            />
          )}
          actionsWidth={50}
          openKey={openName}
          stale={stale}
        />
        {grid.shown.length === 0 && (
          <Nothing synced={synced} filtered={rows.size > 0} onClear={() => grid.setFilter('')} />
        )}
      </ListPage>
      <Questions />
    </>
  );
}

/** The router leaves a `%` in a name as it is in the address. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const countWords = ({ shown, total, filter }: GridRows<VolumeRow>): string =>
  filter.trim() === '' ? (total === 0 ? '' : String(total)) : t('{count} of {total}', { count: shown.length, total });

function Tools({ grid }: { readonly grid: GridRows<VolumeRow> }) {
  const { sizes, busy } = useSizes();
  return (
    <div className={parts.tools}>
      <SearchBox
        label={t('Filter volumes')}
        placeholder={t('Filter: name, unused…')}
        className={parts.filter}
        value={grid.filter}
        onText={grid.setFilter}
      />
      <Button
        variant="subtle"
        icon={<IconRuler2 size={16} />}
        disabled={busy}
        title={
          sizes === null
            ? t('Not measured yet')
            : t('Measured {measuredAt}', { measuredAt: dateTime(sizes.measuredAt) })
        }
        onClick={() => void measure()}
      >
        <span className={parts.word}>{busy ? t('Measuring…') : t('Sizes')}</span>
      </Button>
      <Button variant="primary" icon={<IconPlus size={16} />} onClick={() => ask({ kind: 'create' })}>
        <span className={parts.word}>{t('New volume')}</span>
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('More')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => ask({ kind: 'import', row: null })}>
            {t('Import a tar…')}
          </Menu.Item>
          <Menu.Item data-danger leftSection={<IconTrash size={16} />} onClick={() => ask({ kind: 'prune' })}>
            {t('Delete unused…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** What happened while nobody looked, and what could not be measured. */
function Notes() {
  const notices = useVolumeWork((store) => store.state?.notices);
  const error = useSizes((state) => state.error);
  return (
    <>
      {notices?.map(({ id, text }) => (
        <Notice key={id} tone="warn" onDismiss={() => void rpc.call('volumes.dismiss', { id }).catch(() => undefined)}>
          <EngineText value={text} wrap />
        </Notice>
      ))}
      <PausedPlans />
      {error !== null && <ErrorNotice error={error} onRetry={() => void measure()} />}
    </>
  );
}

function SelectionBar({ selected }: { readonly selected: readonly VolumeRow[] }) {
  if (selected.length === 0) return null;
  return (
    <div className={parts.bar} role="toolbar" aria-label={t('Selected volumes')}>
      <span>{t('{count} selected', { count: selected.length })}</span>
      <Button variant="danger" icon={<IconTrash size={15} />} onClick={() => ask({ kind: 'delete', rows: selected })}>
        {t('Delete')}
      </Button>
    </div>
  );
}

function Nothing(props: NothingProps) {
  return (
    <ListNothing one={t('volume')} {...props} away={useEngineAway()}>
      <EmptyState icon={<IconDatabase size={28} />} title={t('There are no volumes')}>
        <p>{t('A volume keeps data when its container goes. One is made here, or by a container that asks for it.')}</p>
      </EmptyState>
    </ListNothing>
  );
}
