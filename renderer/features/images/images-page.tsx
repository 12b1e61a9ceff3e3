import { IconBox, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { ImageRow } from '../../../main/contract/images';
import { t } from '../../lib/i18n';
import { useEngineAway } from '../../rpc/stores/engine-store';
import { DataGrid } from '../../ui/data-grid/data-grid';
import type { GridGroups } from '../../ui/data-grid/lines';
import { type GridRows, useGridRows } from '../../ui/data-grid/use-grid-rows';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNotice } from '../../ui/error-notice';
import { IconButton } from '../../ui/icon-button';
import { ListNothing, type NothingProps } from '../../ui/list-nothing';
import { ListPage } from '../../ui/list-page';
import { type ImageDeeds, ImageMenu } from './actions/image-menu';
import { columnsWith } from './columns';
import { ImageDetails } from './details/image-details';
import type { ImageTab } from './details/tab';
import { tabsWith } from './details/tabs';
import { DropZone } from './drop-zone';
import { imageMatcher } from './filter';
import { measure, startImages, useImages, useSizes } from './images-store';
import { Questions } from './questions';
import { ask } from './questions-store';
import { RemovalPanel } from './removal-panel';
import { DETAILS_ROUTE, detailsPath, LIST_PATH, runPath } from './routes';
import { SelectionBar } from './selection-bar';
import { Toolbar } from './toolbar';
import { changeView, toggled, useView } from './use-view';
import { countWords, groupOf, referenceOf, titleOf, usersWords } from './words';
import { WorkPanel } from './work-panel';

const keyOf = ({ id }: ImageRow): string => id;
const BY_NAME = { by: 'name', descending: false };

export interface ImagesPageProps extends ImageDeeds {
  /** The parts of an image's details that other features show. */
  readonly tabs: readonly ImageTab[];
  /** Leads to where images are built; left out: it is not offered. */
  readonly onBuild?: () => void;
}

/** The list of images, and the details of one. */
export function ImagesPage({ tabs, onBuild, ...deeds }: ImagesPageProps) {
  useEffect(startImages, []);
  const sizes = useSizes();
  const { rows, stale, synced } = useImages();
  const view = useView();
  const columns = useMemo(() => columnsWith(sizes).filter(({ id }) => !view.hidden.includes(id)), [sizes, view.hidden]);
  const grid = useGridRows({ rows, columns, keyOf, matcherOf: imageMatcher, sort: BY_NAME });
  const groups = useGroups(view, grid.filter.trim() !== '');
  const [, params] = useRoute(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const openId = params === null ? null : decodeURIComponent(params.id);
  const pane = tabsWith(tabs, params?.tab);
  return (
    <DropZone>
      <ListPage
        title={t('Images')}
        wide={pane.shown.isWide === true}
        counts={countsWords(grid)}
        stale={stale && rows.size > 0}
        tools={
          <Toolbar
            filter={grid.filter}
            onFilter={grid.setFilter}
            view={view}
            compact={openId !== null}
            onBuild={onBuild}
          />
        }
        notes={sizes.error !== null && <ErrorNotice error={sizes.error} onRetry={() => void measure()} />}
        dock={
          <>
            <RemovalPanel />
            <WorkPanel />
            <SelectionBar selected={grid.selected} onClear={() => grid.select({ type: 'clear' })} />
          </>
        }
        details={
          openId === null ? null : (
            <ImageDetails key={openId} id={openId} {...pane} deeds={deeds} onClose={() => navigate(LIST_PATH)} />
          )
        }
      >
        <DataGrid
          label={t('Images')}
          columns={columns}
          rows={grid.shown}
          keyOf={keyOf}
          nameOf={titleOf}
          stateOf={usersWords}
          sort={grid.sort}
          onSort={grid.setSort}
          selection={grid.selection}
          onSelect={grid.select}
          onOpen={(row) => navigate(detailsPath(row.id))}
          onDelete={(chosen) => ask({ kind: 'delete', rows: chosen })}
          menu={(chosen) => <ImageMenu rows={chosen} deeds={deeds} />}
          actions={rowButtons}
          actionsWidth={76}
          openKey={openId}
          stale={stale}
          {...(groups !== undefined && { groups })}
        />
        {grid.shown.length === 0 && (
          <Nothing synced={synced} filtered={rows.size > 0} onClear={() => grid.setFilter('')} />
        )}
      </ListPage>
      <Questions />
    </DropZone>
  );
}

function useGroups(
  { grouped, collapsed }: ReturnType<typeof useView>,
  filtered: boolean,
): GridGroups<ImageRow> | undefined {
  return useMemo(() => {
    if (!grouped) return undefined;
    const fold = (name: string): void => changeView({ collapsed: toggled(collapsed, name) });
    return {
      ...{ nameOf: groupOf, collapsed: new Set(collapsed), label: t('Repository'), countWords },
      onFold: filtered ? null : fold,
    };
  }, [grouped, collapsed, filtered]);
}

const countsWords = ({ shown, total, filter }: GridRows<ImageRow>): string =>
  filter.trim() === '' ? (total === 0 ? '' : String(total)) : t('{count} of {total}', { count: shown.length, total });

function RowButtons({ row, tabIndex }: { readonly row: ImageRow; readonly tabIndex: 0 | -1 }) {
  const [, navigate] = useLocation();
  const title = titleOf(row);
  return (
    <>
      <IconButton
        label={t('Run {title}', { title })}
        tabIndex={tabIndex}
        icon={<IconPlayerPlay size={15} />}
        onClick={() => navigate(runPath(referenceOf(row)))}
      />
      <IconButton
        label={t('Delete {title}', { title })}
        danger
        tabIndex={tabIndex}
        icon={<IconTrash size={15} />}
        onClick={() => ask({ kind: 'delete', rows: [row] })}
      />
    </>
  );
}

/** Always the same function: rows are rendered anew when it is another. */
const rowButtons = (row: ImageRow, tabIndex: 0 | -1): ReactNode => <RowButtons row={row} tabIndex={tabIndex} />;

function Nothing(props: NothingProps) {
  return (
    <ListNothing one={t('image')} {...props} away={useEngineAway()}>
      <EmptyState icon={<IconBox size={28} />} title={t('There are no images')}>
        <p>{t('An image is what a container is made from. Load a saved one, or drop its file here.')}</p>
      </EmptyState>
    </ListNothing>
  );
}
