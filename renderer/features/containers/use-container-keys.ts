import type { RefObject } from 'react';
import { useLocation } from 'wouter';
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
      { keys: '/', description: 'Filter', run: () => filterBox.current?.select() },
      { keys: 'n', description: 'New container', run: () => navigate(FORM_PATH) },
      {
        keys: 'mod+a',
        description: 'Select all that the filter shows',
        run: () => stepSelection({ type: 'all', ids: listStore.getState().ids }),
      },
      { keys: 'Escape', description: 'Clear the selection, then close the details', run: onEscape },
      { keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'], description: 'Go to another container' },
      { keys: ['ArrowLeft', 'ArrowRight'], description: 'Fold or unfold a project; go through the buttons of a row' },
      { keys: 'Enter', description: 'Open the details' },
      { keys: 'Space', description: 'Select' },
      { keys: ['shift+ArrowUp', 'shift+ArrowDown'], description: 'Select a range' },
      { keys: 's', description: 'Stop, or start' },
      { keys: 'r', description: 'Restart' },
      { keys: 'p', description: 'Pause, or unpause' },
      { keys: 'k', description: 'Kill' },
      { keys: 'F2', description: 'Rename' },
      { keys: 'Delete', description: 'Delete' },
      { keys: ['ContextMenu', 'shift+F10'], description: 'Open the menu' },
      { keys: ['alt+ArrowLeft', 'alt+ArrowRight'], description: 'Move a column, on its header' },
    ],
    'Containers',
  );
}
