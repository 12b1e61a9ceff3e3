import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const LOG_ACTIONS = defineActions(
  { id: 'logs', title: t('Logs'), reach: 'part' },
  {
    find: { title: t('Find in the lines'), keys: 'mod+f', typing: true },
    next: { title: t('Next match'), keys: 'F3' },
    previous: { title: t('Previous match'), keys: 'shift+F3' },
    matches: { title: t('Next, previous match, in the search box'), keys: ['Enter', 'shift+Enter'], fixed: true },
    filter: { title: t('Filter the lines'), keys: 'mod+shift+f', typing: true },
  },
);

/** Handled where the lines are, when they have the focus. */
export const LINE_ACTIONS = defineActions(
  { id: 'log-lines', title: t('Log lines'), reach: 'part' },
  {
    scroll: {
      title: t('Scroll by a line; with a line selected, select the next'),
      keys: ['ArrowUp', 'ArrowDown'],
      fixed: true,
    },
    page: { title: t('Scroll by a page'), keys: ['PageUp', 'PageDown', 'Space'], fixed: true },
    first: { title: t('Go to the first line'), keys: 'Home', fixed: true },
    end: { title: t('Go to the end, and follow'), keys: 'End', fixed: true },
    sideways: { title: t('Scroll sideways'), keys: ['ArrowLeft', 'ArrowRight'], fixed: true },
    select: { title: t('Select lines'), keys: ['shift+ArrowUp', 'shift+ArrowDown'], fixed: true },
    selectAll: { title: t('Select all lines'), keys: 'mod+a', fixed: true },
    copy: { title: t('Copy the selected lines'), keys: 'mod+c', fixed: true },
    open: { title: t('Open the selected line'), keys: 'Enter', fixed: true },
  },
);
