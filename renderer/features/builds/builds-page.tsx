import { IconBan, IconDots, IconHammer, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { Menu } from '@mantine/core';
import { useLocation, useRoute } from 'wouter';
import type { BuildRow } from '../../../main/contract/builds';
import { t } from '../../lib/i18n';
import { Button } from '../../ui/button';
import { DataGrid } from '../../ui/data-grid/data-grid';
import { type GridRows, useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { IconButton } from '../../ui/icon-button';
import { ListNothing, type NothingProps } from '../../ui/list-nothing';
import { ListPage } from '../../ui/list-page';
import parts from '../../ui/list-parts.module.css';
import { SearchBox } from '../../ui/search-box';
import { type BuildDeeds, BuildMenu } from './actions/build-menu';
import { cancel, rerun } from './actions/deeds';
import { askForget, ForgetDialog } from './actions/forget-dialog';
import { useBuilds } from './builds-store';
import { COLUMNS } from './columns';
import { BuildDetails } from './details/build-details';
import { tabAt } from './details/tabs';
import { DraftsNotice } from './edit/drafts-notice';
import { DETAILS_ROUTE, type DetailsParams, detailsPath, FORM_PATH, LIST_PATH } from './routes';
import { SelectionBar } from './selection-bar';
import { filterText, isOver, STATE_WORDS, titleOf } from './words';

const keyOf = ({ id }: BuildRow): string => id;
const stateOf = ({ state }: BuildRow): string => STATE_WORDS[state];
const NEWEST = { by: 'started', descending: true };

/** The builds under way, the history, and the details of one. */
export function BuildsPage(deeds: BuildDeeds) {
  const { rows, synced, stale } = useBuilds();
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf: filterText, sort: NEWEST });
  const [, params] = useRoute<DetailsParams>(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const openId = params === null ? null : decodeURIComponent(params.id);
  const more = params?.more === undefined ? null : decodeURIComponent(params.more);
  const tab = tabAt(params?.tab);
  return (
    <ListPage
      title={t('Builds')}
      wide={tab.isWide === true}
      counts={countsWords(grid)}
      stale={stale && rows.size > 0}
      tools={<Tools grid={grid} />}
      notes={<DraftsNotice />}
      dock={<SelectionBar selected={grid.selected} onClear={() => grid.select({ type: 'clear' })} />}
      details={
        openId === null ? null : (
          <BuildDetails key={openId} {...{ id: openId, shown: tab, more, deeds }} onClose={() => navigate(LIST_PATH)} />
        )
      }
    >
      <DataGrid
        label={t('Builds')}
        columns={COLUMNS}
        rows={grid.shown}
        keyOf={keyOf}
        nameOf={titleOf}
        stateOf={stateOf}
        sort={grid.sort}
        onSort={grid.setSort}
        selection={grid.selection}
        onSelect={grid.select}
        onOpen={(row) => navigate(detailsPath(row.id))}
        onDelete={askForget}
        menu={(chosen) => <BuildMenu rows={chosen} deeds={deeds} />}
        actions={(row, tabIndex) => <RowButtons row={row} tabIndex={tabIndex} />}
        actionsWidth={44}
        openKey={openId}
        stale={stale}
      />
      {grid.shown.length === 0 && (
        <Nothing synced={synced} filtered={rows.size > 0} onClear={() => grid.setFilter('')} />
      )}
      <ForgetDialog />
    </ListPage>
  );
}

const countsWords = ({ shown, total, filter }: GridRows<BuildRow>): string =>
  filter.trim() === '' ? (total === 0 ? '' : String(total)) : t('{count} of {total}', { count: shown.length, total });

function Tools({ grid: { filter, setFilter } }: { readonly grid: GridRows<BuildRow> }) {
  const [, navigate] = useLocation();
  const over = useBuilds(({ rows }) => [...rows.values()].some(isOver));
  return (
    <div className={parts.tools}>
      <SearchBox
        label={t('Filter builds')}
        placeholder={t('Filter: tag, folder, failed…')}
        className={parts.filter}
        value={filter}
        onText={setFilter}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return;
          event.preventDefault();
          setFilter('');
        }}
      />
      <Button variant="primary" icon={<IconPlus size={16} />} onClick={() => navigate(FORM_PATH)}>
        {t('New build')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <IconButton label={t('More')} icon={<IconDots size={16} />} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTrash size={16} />} disabled={!over} onClick={() => askForget('all')}>
            {t('Forget the history…')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function RowButtons({ row, tabIndex }: { readonly row: BuildRow; readonly tabIndex: 0 | -1 }) {
  const [, navigate] = useLocation();
  const title = titleOf(row);
  return isOver(row) ? (
    <IconButton
      label={t('Build {title} again', { title })}
      tabIndex={tabIndex}
      icon={<IconRefresh size={15} />}
      onClick={() => rerun(row, navigate)}
    />
  ) : (
    <IconButton
      label={t('Cancel {title}', { title })}
      danger
      tabIndex={tabIndex}
      icon={<IconBan size={15} />}
      onClick={() => cancel(row)}
    />
  );
}

function Nothing(props: NothingProps) {
  const [, navigate] = useLocation();
  return (
    <ListNothing one={t('build')} {...props}>
      <EmptyState icon={<IconHammer size={28} />} title={t('Nothing was built yet')}>
        <p>{t('A build makes an image of a folder, as its Dockerfile says.')}</p>
        <Button onClick={() => navigate(FORM_PATH)}>{t('New build')}</Button>
      </EmptyState>
    </ListNothing>
  );
}
