import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const COMPOSE_ACTIONS = defineActions(
  { id: 'compose', title: t('Compose'), reach: 'view' },
  {
    filter: { title: t('Filter projects'), keys: '/' },
    add: { title: t('Add a project'), keys: 'n' },
  },
);

/** Handled by the editor, which knows them by these names. */
export const COMPOSE_EDITOR_ACTIONS = defineActions(
  { id: 'compose-editor', title: t('Compose editor'), reach: 'view' },
  {
    save: { title: t('Save'), keys: 'mod+s', fixed: true },
    format: { title: t('Format'), keys: 'shift+alt+F', fixed: true },
    problem: { title: t('Next problem, the one before'), keys: ['F8', 'shift+F8'], fixed: true },
    word: { title: t('What the word at the cursor means'), keys: 'alt+F1', fixed: true },
  },
);
