import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import { useActions } from '../../lib/actions/use-actions';
import { listStore } from './containers';
import { CONTAINER_ACTIONS } from './keys';
import { FORM_PATH } from './routes';
import { stepSelection, useUi } from './ui-store';

/** The keys of this view. Those without a `run` are handled in the grid, on the line that has the focus. */
export function useContainerKeys(filterBox: RefObject<HTMLInputElement | null>, onCloseDetails: () => void): void {
  const [, navigate] = useLocation();
  const onEscape = (): void => {
    if (useUi.getState().selection.ids.size > 0) stepSelection({ type: 'clear' });
    else onCloseDetails();
  };
  useActions(CONTAINER_ACTIONS, {
    filter: () => filterBox.current?.select(),
    new: () => navigate(FORM_PATH),
    selectAll: () => stepSelection({ type: 'all', ids: listStore.getState().ids }),
    escape: onEscape,
  });
}
