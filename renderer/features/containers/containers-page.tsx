import {
  type ComponentType,
  type CSSProperties,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useLocation, useRoute, useSearch } from 'wouter';
import { useStore } from 'zustand';
import { t } from '../../lib/i18n';
import { BulkBar } from './actions/bulk-bar';
import { ContextMenu, type MenuItemsProps } from './actions/context-menu';
import { JobPanel } from './actions/job-panel';
import type { KeepChoiceProps } from './actions/delete-dialog';
import { Questions } from './actions/questions';
import { useEngine } from '../../rpc/stores/engine-store';
import { SplitHandle } from '../../ui/split-handle';
import { containersStore, listStore, useContainers } from './containers';
import classes from './containers-page.module.css';
import { ContainerDetails, type HeadlineProps } from './details/details-pane';
import type { Tab } from './details/tab';
import { tabsWith } from './details/tabs';
import { ListEmptyState, NoEngine } from './empty-states';
import { ContainersGrid } from './grid/grid';
import { ListSkeleton } from './grid/list-skeleton';
import { type Measures, MeasuresContext } from './measures';
import { DETAILS_ROUTE, listPath, useDetailsPath } from './routes';
import { Toolbar } from './toolbar';
import { setActive, stepSelection } from './ui-store';
import { useContainerKeys } from './use-container-keys';
import { changeView, useFilterText, useList, useView } from './use-view';

export interface ContainersPageProps {
  /** What is measured of the containers, for the list's columns. */
  readonly measures: Measures;
  /** Where no engine answers: what Slipway can do about it. */
  readonly engineOffer: ReactNode;
  /** Where nothing runs: what can be run at once. */
  readonly welcomeOffer: ReactNode;
  /** The parts of a container's details that other features show, before this one's own. */
  readonly tabs: readonly Tab[];
  /** What another feature says of a container in one line, over the tabs. */
  readonly Headline: ComponentType<HeadlineProps>;
  /** What other features can do with them, in their menu. */
  readonly MenuItems: ComponentType<MenuItemsProps>;
  /** Whether a deleted one is kept by another feature. */
  readonly KeepChoice: ComponentType<KeepChoiceProps>;
  /** What another feature has to say of them, over the list. */
  readonly notices: ReactNode;
}

/** The list of containers, and the details of one. */
export function ContainersPage(props: ContainersPageProps) {
  const { engineOffer, welcomeOffer, tabs: others, measures, Headline, notices } = props;
  const tabs = useMemo(() => tabsWith(others), [others]);
  const view = useView();
  const [filterText, setFilterText] = useFilterText();
  const filter = useList(view, filterText, measures);
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
        {notices}
        <div ref={list} className={classes.grid}>
          <MeasuresContext value={measures}>
            <ContainersGrid view={view} filtered={filter.length > 0} openId={openId} hrefOf={hrefOf} onOpen={onOpen} />
          </MeasuresContext>
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
        <BesideList stored={view.detailsShare}>
          <ContainerDetails
            key={openId}
            id={openId}
            tabs={tabs}
            tab={params?.tab}
            Headline={Headline}
            onClose={onClose}
          />
        </BesideList>
      )}
      <ContextMenu More={props.MenuItems} />
      <Questions KeepChoice={props.KeepChoice} />
    </div>
  );
}

const HALF = 50;

interface BesideProps {
  readonly stored: number;
  readonly children: ReactNode;
}

/** As wide as the user left it. */
function BesideList({ stored, children }: BesideProps) {
  const [moved, setMoved] = useState<number | null>(null);
  const share = moved ?? stored;
  const keep = (detailsShare: number): void => {
    setMoved(null);
    changeView({ detailsShare });
  };
  return (
    <>
      <SplitHandle
        className={classes.handle}
        label={t('Width of the details')}
        value={share}
        min={20}
        max={80}
        onMove={setMoved}
        onDone={keep}
        onReset={() => keep(HALF)}
      />
      <div className={classes.details} style={{ '--share': `${String(share)}%` } as CSSProperties}>
        {children}
      </div>
    </>
  );
}

interface OverlayProps extends Pick<ContainersPageProps, 'engineOffer' | 'welcomeOffer'> {
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
