import { useEffect, useRef } from 'react';
import { useLog, useLogState, useUi } from '../view/context';
import { filterOf } from './filter-draft';

/** After the last key. */
const PAUSE_MS = 200;

/** Has main filter by what is put together, whenever that is something else. */
export function useFilter(): void {
  const { session, ui } = useLog();
  const draft = useUi(({ filter }) => filter);
  const sources = useLogState(({ status }) => status?.sources);
  const wanted = sources === undefined ? null : JSON.stringify(filterOf(draft, sources));
  const said = useRef('null');
  useEffect(() => {
    if (wanted === null || wanted === said.current) return;
    const timer = setTimeout(() => {
      said.current = wanted;
      session.filter(filterOf(ui.getState().filter, session.store.getState().status?.sources ?? [])).then(
        () => ui.setState({ filterError: null }),
        (filterError: unknown) => ui.setState({ filterError }),
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, session, ui]);
}
