import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import { t } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { listStore } from './containers';
import { FORM_PATH } from './routes';
import { stepSelection, useUi } from './ui-store';

/** The keys of this view. Those without a `run` are handled in the grid, on the line that has the focus. */
export function useContainerKeys(filterBox: RefObject<HTMLInputElement | null>, onCloseDetails: () => void): void {
  const [, navigate] = useLocation();
  const onEscape = (): void => {
    if (useUi.getState().selection.ids.size > 0) stepSelection({ type: 'clear' });
    else onCloseDetails();
  };
  useShortcuts(
    [
      { keys: '/', description: t('Filter'), run: () => filterBox.current?.select() },
      { keys: 'n', description: t('New container'), run: () => navigate(FORM_PATH) },
      {
        keys: 'mod+a',
        description: t('Select all that the filter shows'),
        run: () => stepSelection({ type: 'all', ids: listStore.getState().ids }),
      },
      { keys: 'Escape', description: t('Clear the selection, then close the details'), run: onEscape },
      {
        keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', t('Home'), t('End')],
        description: t('Go to another container'),
      },
      {
        keys: ['ArrowLeft', 'ArrowRight'],
        description: t('Fold or unfold a project; go through the buttons of a row'),
      },
      { keys: 'Enter', description: t('Open the details') },
      { keys: 'Space', description: t('Select') },
      { keys: ['shift+ArrowUp', 'shift+ArrowDown'], description: t('Select a range') },
      { keys: 's', description: t('Stop, or start') },
      { keys: 'r', description: t('Restart') },
      { keys: 'p', description: t('Pause, or unpause') },
      { keys: 'k', description: t('Kill') },
      { keys: 'F2', description: t('Rename') },
      { keys: 'Delete', description: t('Delete') },
      { keys: ['ContextMenu', 'shift+F10'], description: t('Open the menu') },
      { keys: ['alt+ArrowLeft', 'alt+ArrowRight'], description: t('Move a column, on its header') },
    ],
    t('Containers'),
  );
}
