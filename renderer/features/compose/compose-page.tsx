import { IconArrowUp, IconListNumbers, IconPlayerStop, IconStack2, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { ProjectRow } from '../../../main/contract/compose';
import { withoutControls } from '../../lib/control-characters';
import { useActions } from '../../lib/actions/use-actions';
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
import { useFocusAfterDetails } from '../../ui/use-focus-after-details';
import { begin, cancelRun } from './actions/deeds';
import { ProjectMenu } from './actions/project-menu';
import { ask } from './actions/questions-store';
import { AddMenu } from './add/add-menu';
import { CliNotice } from './cli-notice';
import { COLUMNS } from './columns';
import classes from './compose.module.css';
import type { ComposeParts, PickableContainer } from './compose-parts';
import { keyOf, useCli, useProjects, useWatchedProjects } from './compose-store';
import { COMPOSE_ACTIONS } from './keys';
import { ProjectPage } from './project/project-page';
import { DETAILS_ROUTE, type DetailsParams, LIST_PATH, projectPath, said } from './routes';
import { SelectionBar } from './selection-bar';
import { plainWish } from './wishes';
import { cliWords, filterText, serviceCount, stateWords } from './words';

const nameOf = ({ name }: ProjectRow): string => name;
const stateOf = (row: ProjectRow): string =>
  t('{state}, {running} services', { state: stateWords(row), running: serviceCount(row) });
const BY_NAME = { by: 'name', descending: false };

/** The compose projects, and the page of one. */
export function ComposePage(composeParts: ComposeParts) {
  useWatchedProjects();
  const { rows, synced, stale } = useProjects();
  const grid = useGridRows({ rows, columns: COLUMNS, keyOf, textOf: filterText, sort: BY_NAME });
  const [, params] = useRoute<DetailsParams>(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const openKey = params === null ? null : said(params.key);
  const more = params?.more === undefined ? null : said(params.more);
  const { listContainers, onStartSets } = composeParts;
  const list = useFocusAfterDetails(openKey);
  return (
    <ListPage
      title={t('Compose')}
      wide={openKey !== null}
      counts={countsWords(grid)}
      stale={stale && rows.size > 0}
      tools={<Tools {...{ grid, listContainers, onStartSets }} />}
      notes={<CliNotice />}
      dock={<SelectionBar selected={grid.selected} onClear={() => grid.select({ type: 'clear' })} />}
      details={
        openKey === null ? null : (
          <ProjectPage
            key={openKey}
            {...{ projectKey: openKey, tab: params?.tab ?? null, more, parts: composeParts }}
            onClose={() => navigate(LIST_PATH)}
          />
        )
      }
    >
      <div ref={list}>
        <DataGrid
          label={t('Compose projects')}
          columns={COLUMNS}
          rows={grid.shown}
          keyOf={keyOf}
          nameOf={nameOf}
          stateOf={stateOf}
          sort={grid.sort}
          onSort={grid.setSort}
          selection={grid.selection}
          onSelect={grid.select}
          onOpen={(row) => navigate(projectPath(row.key))}
          menu={(chosen) => <ProjectMenu rows={chosen} />}
          actions={(row, tabIndex) => <RowButtons row={row} tabIndex={tabIndex} />}
          actionsWidth={76}
          openKey={openKey}
          stale={stale}
        />
      </div>
      {grid.shown.length === 0 && (
        <Nothing {...{ synced, listContainers }} filtered={rows.size > 0} onClear={() => grid.setFilter('')} />
      )}
    </ListPage>
  );
}

const countsWords = ({ shown, total, filter }: GridRows<ProjectRow>): string =>
  filter.trim() === '' ? (total === 0 ? '' : String(total)) : t('{count} of {total}', { count: shown.length, total });

interface ToolsProps extends Pick<ComposeParts, 'listContainers' | 'onStartSets'> {
  readonly grid: GridRows<ProjectRow>;
}

function Tools({ grid: { filter, setFilter }, listContainers, onStartSets }: ToolsProps) {
  const box = useRef<HTMLInputElement>(null);
  const { cli } = useCli();
  useActions(COMPOSE_ACTIONS, {
    filter: () => box.current?.select(),
    add: () => ask({ kind: 'add', path: '' }),
  });
  return (
    <div className={parts.tools}>
      {cli !== undefined && cli.kind !== 'none' && (
        <span className={classes.cli} title={[cli.program, cli.remark].filter((line) => line !== '').join('\n')}>
          {cliWords(cli)}
        </span>
      )}
      <SearchBox
        ref={box}
        label={t('Filter projects')}
        placeholder={t('Filter: name, folder, port…')}
        className={parts.filter}
        value={filter}
        onText={setFilter}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || filter === '') return;
          event.preventDefault();
          setFilter('');
        }}
      />
      <Button icon={<IconListNumbers size={16} />} title={t('Start sets')} onClick={onStartSets}>
        <span className={parts.word}>{t('Start sets')}</span>
      </Button>
      <AddMenu listContainers={listContainers} primary />
    </div>
  );
}

function RowButtons({ row, tabIndex }: { readonly row: ProjectRow; readonly tabIndex: 0 | -1 }) {
  const { key, run, state, place } = row;
  const name = withoutControls(row.name);
  if (run !== null)
    return (
      <IconButton
        label={t('Cancel what is done to {name}', { name })}
        danger
        tabIndex={tabIndex}
        icon={<IconX size={15} />}
        onClick={() => cancelRun(run.id)}
      />
    );
  return (
    <>
      <IconButton
        label={t('Up {name}…', { name })}
        tabIndex={tabIndex}
        disabled={place === null}
        icon={<IconArrowUp size={15} />}
        onClick={() => ask({ kind: 'up', key, services: [] })}
      />
      <IconButton
        label={t('Stop {name}', { name })}
        tabIndex={tabIndex}
        disabled={state === 'stopped' || state === 'down'}
        icon={<IconPlayerStop size={15} />}
        onClick={() => begin(key, plainWish('stop'))}
      />
    </>
  );
}

interface EmptyProps extends NothingProps {
  readonly listContainers: () => readonly PickableContainer[];
}

const Nothing = ({ listContainers, ...props }: EmptyProps) => (
  <ListNothing one={t('project')} {...props}>
    <EmptyState icon={<IconStack2 size={28} />} title={t('No compose projects')}>
      <p>{t('What compose has started appears here by itself. Or add the folder of a compose file:')}</p>
      <div className={classes.ways}>
        <Button variant="primary" onClick={() => ask({ kind: 'add', path: '' })}>
          {t('Add a folder or file…')}
        </Button>
        <Button onClick={() => ask({ kind: 'template' })}>{t('Begin with a template…')}</Button>
        <Button onClick={() => ask({ kind: 'from-containers', containers: listContainers() })}>
          {t('From running containers…')}
        </Button>
      </div>
      <p>{t('A compose file that is dropped onto the window is added, too.')}</p>
    </EmptyState>
  </ListNothing>
);
