import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { ContainersView } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { showToast } from '../../ui/toast-store';
import { listStore } from './containers';
import { type Column, normalized, resetColumns } from './list/columns';
import { type Filter, parseFilter } from './list/filter';
import { type Measures, isMeasured } from './measures';

/** In sight until the settings have come. */
const DEFAULT_VIEW: ContainersView = {
  columns: [...resetColumns()],
  sortBy: 'name',
  descending: false,
  grouped: true,
  collapsed: [],
  detailsShare: 50,
};
const FILTER_PARAM = 'q';
const NONE: ReadonlySet<string> = new Set();

export interface View extends Omit<ContainersView, 'columns'> {
  readonly columns: readonly Column[];
}

export type ViewPatch = Partial<View>;

/** Keeps a choice of how the list is shown. */
export function changeView({ columns, ...rest }: ViewPatch): void {
  const patch = columns === undefined ? rest : { ...rest, columns: [...columns] };
  updateSettings({ containers: patch }).catch((error: unknown) =>
    showToast('bad', t('The view could not be kept.'), errorLine(error)),
  );
}

export function useView(): View {
  const stored = useSettings(({ value }) => value?.containers ?? DEFAULT_VIEW);
  return useMemo(() => ({ ...stored, columns: normalized(stored.columns) }), [stored]);
}

/** The filter's text lives in the address, so that links, back and forward keep it. */
export function useFilterText(): readonly [string, (text: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (text: string): void =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (text === '') next.delete(FILTER_PARAM);
        else next.set(FILTER_PARAM, text);
        return next;
      },
      { replace: true },
    );
  return [params.get(FILTER_PARAM) ?? '', set];
}

/** Orders by what is measured are renewed so often, ms. */
const REMEASURE_MS = 1000;

/** Has the list follow the rows and the view while the page is there. */
export function useList(
  { sortBy, descending, grouped, collapsed }: View,
  filterText: string,
  measures: Measures | null,
): Filter {
  const filter = useMemo(() => parseFilter(filterText), [filterText]);
  const folded = useMemo(() => (filter.length > 0 ? NONE : new Set(collapsed)), [filter, collapsed]);
  const measureOf = measures?.valueOf ?? null;
  useLayoutEffect(() => {
    listStore.showAs({ sortBy, descending, grouped, filter, collapsed: folded, measureOf });
  }, [sortBy, descending, grouped, filter, folded, measureOf]);
  useEffect(() => listStore.follow(), []);
  const followed = isMeasured(sortBy) ? measures : null;
  useEffect(() => followed?.followAll(atMostEvery(REMEASURE_MS, () => listStore.remeasure())), [followed]);
  return filter;
}

/** Calls in between are one, at the end of the time. */
function atMostEvery(ms: number, act: () => void): () => void {
  let waiting = false;
  let last = -Infinity;
  return () => {
    if (waiting) return;
    waiting = true;
    const run = (): void => {
      waiting = false;
      last = performance.now();
      act();
    };
    setTimeout(run, Math.max(0, last + ms - performance.now()));
  };
}
