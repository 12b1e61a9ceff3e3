import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

const GROUP = { id: 'containers', title: t('Containers'), reach: 'view' } as const;

/** The view's keys. Those of a row are handled in the grid, on the line that has the focus. */
export const CONTAINER_ACTIONS = defineActions(GROUP, {
  filter: { title: t('Filter'), keys: '/' },
  new: { title: t('New container'), keys: 'n' },
  selectAll: { title: t('Select all that the filter shows'), keys: 'mod+a' },
  escape: { title: t('Clear the selection, then close the details'), keys: 'Escape', fixed: true },
  move: {
    title: t('Go to another container'),
    keys: ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'],
    fixed: true,
  },
  sideways: {
    title: t('Fold or unfold a project; go through the buttons of a row'),
    keys: ['ArrowLeft', 'ArrowRight'],
    fixed: true,
  },
  open: { title: t('Open the details'), keys: 'Enter', fixed: true },
  select: { title: t('Select'), keys: 'Space', fixed: true },
  range: { title: t('Select a range'), keys: ['shift+ArrowUp', 'shift+ArrowDown'], fixed: true },
  stop: { title: t('Stop, or start'), keys: 's' },
  restart: { title: t('Restart'), keys: 'r' },
  pause: { title: t('Pause, or unpause'), keys: 'p' },
  kill: { title: t('Kill'), keys: 'k' },
  rename: { title: t('Rename'), keys: 'F2' },
  remove: { title: t('Delete'), keys: 'Delete' },
  menu: { title: t('Open the menu'), keys: ['ContextMenu', 'shift+F10'], fixed: true },
  column: { title: t('Move a column, on its header'), keys: ['alt+ArrowLeft', 'alt+ArrowRight'], fixed: true },
});
