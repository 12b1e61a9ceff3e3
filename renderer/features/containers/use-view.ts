import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { ContainersView } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { showToast } from '../../ui/toast-store';
import { listStore } from './containers';
import { type Column, normalized, resetColumns } from './list/columns';
import { type Filter, parseFilter } from './list/filter';

/** In sight until the settings have come. */
const DEFAULT_VIEW: ContainersView = {
  columns: [...resetColumns()],
  sortBy: 'name',
  descending: false,
  grouped: true,
  collapsed: [],
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
    showToast('bad', 'The view could not be kept.', errorLine(error)),
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

/** Has the list follow the rows and the view while the page is there. */
export function useList({ sortBy, descending, grouped, collapsed }: View, filterText: string): Filter {
  const filter = useMemo(() => parseFilter(filterText), [filterText]);
  const folded = useMemo(() => (filter.length > 0 ? NONE : new Set(collapsed)), [filter, collapsed]);
  useLayoutEffect(() => {
    listStore.showAs({ sortBy, descending, grouped, filter, collapsed: folded });
  }, [sortBy, descending, grouped, filter, folded]);
  useEffect(() => listStore.follow(), []);
  return filter;
}
