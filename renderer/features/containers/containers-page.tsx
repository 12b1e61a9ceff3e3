import { type ReactNode, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useRoute, useSearch } from 'wouter';
import { useStore } from 'zustand';
import { BulkBar } from './actions/bulk-bar';
import { ContextMenu } from './actions/context-menu';
import { JobPanel } from './actions/job-panel';
import { Questions } from './actions/questions';
import { useEngine } from '../../rpc/stores/engine-store';
import { containersStore, listStore, useContainers } from './containers';
import classes from './containers-page.module.css';
import { DetailsPane } from './details/details-pane';
import { ListEmptyState, NoEngine } from './empty-states';
import { ContainersGrid } from './grid/grid';
import { ListSkeleton } from './grid/list-skeleton';
import { DETAILS_ROUTE, listPath, useDetailsPath } from './routes';
import { Toolbar } from './toolbar';
import { setActive, stepSelection } from './ui-store';
import { useContainerKeys } from './use-container-keys';
import { useFilterText, useList, useView } from './use-view';

export interface ContainersPageProps {
  /** Where no engine answers: what Slipway can do about it. */
  readonly engineOffer: ReactNode;
  /** Where nothing runs: what can be run at once. */
  readonly welcomeOffer: ReactNode;
}

/** The list of containers, and the details of one. */
export function ContainersPage({ engineOffer, welcomeOffer }: ContainersPageProps) {
  const view = useView();
  const [filterText, setFilterText] = useFilterText();
  const filter = useList(view, filterText);
  const [, params] = useRoute(DETAILS_ROUTE);
  const [, navigate] = useLocation();
  const search = useSearch();
  const hrefOf = useDetailsPath();
  const list = useRef<HTMLDivElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  const openId = params?.id ?? null;
  const onOpen = useCallback((id: string) => navigate(hrefOf(id)), [navigate, hrefOf]);
  const focusList = (): void => activeLine(list.current)?.focus();
  const onClose = (): void => navigate(listPath(search));
  useContainerKeys(filterBox, () => openId !== null && onClose());
  useSelectionOfTheLiving();
  useFocusAfterDetails(openId, list);
  return (
    <div className={classes.page} data-details={openId !== null || undefined}>
      <div className={classes.list}>
        <Toolbar
          view={view}
          filterText={filterText}
          onFilter={setFilterText}
          filterBox={filterBox}
          onLeaveFilter={focusList}
        />
        <div ref={list} className={classes.grid}>
          <ContainersGrid view={view} filtered={filter.length > 0} openId={openId} hrefOf={hrefOf} onOpen={onOpen} />
          <Overlay
            filtered={filter.length > 0}
            onClearFilter={() => setFilterText('')}
            {...{ engineOffer, welcomeOffer }}
          />
        </div>
        <div className={classes.dock}>
          <JobPanel />
          <BulkBar />
        </div>
      </div>
      {openId !== null && (
        <div className={classes.details}>
          <DetailsPane key={openId} id={openId} tab={params?.tab} onClose={onClose} />
        </div>
      )}
      <ContextMenu />
      <Questions />
    </div>
  );
}

interface OverlayProps extends ContainersPageProps {
  readonly filtered: boolean;
  readonly onClearFilter: () => void;
}

/** What stands where there are no rows. */
function Overlay({ filtered, onClearFilter, engineOffer, welcomeOffer }: OverlayProps) {
  const lines = useStore(listStore, (state) => state.lines.length);
  const synced = useContainers((state) => state.synced);
  const unreachable = useEngine(
    ({ state }) => state !== null && state.status.state !== 'connected' && state.status.state !== 'connecting',
  );
  const known = useContainers((state) => state.rows.size);
  if (lines > 0) return null;
  const empty = { onClearFilter, welcome: welcomeOffer };
  if (known > 0 && filtered) return <ListEmptyState kind="nothing-matches" {...empty} />;
  if (synced) return <ListEmptyState kind="none" {...empty} />;
  return unreachable ? <NoEngine offer={engineOffer} /> : <ListSkeleton />;
}

const activeLine = (list: HTMLElement | null): HTMLElement | null =>
  list?.querySelector<HTMLElement>('[data-line][tabindex="0"]') ?? null;

/** From details that are closed the focus goes to the line they were of. */
function useFocusAfterDetails(openId: string | null, list: RefObject<HTMLElement | null>): void {
  const before = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (openId !== null) setActive(openId, 0);
    else if (before.current !== null && document.activeElement === document.body) activeLine(list.current)?.focus();
    before.current = openId;
  }, [openId, list]);
}

/** What vanished from the engine leaves the selection. */
function useSelectionOfTheLiving(): void {
  useEffect(
    () => containersStore.subscribe(({ rows }) => stepSelection({ type: 'prune', exists: (id) => rows.has(id) })),
    [],
  );
}
