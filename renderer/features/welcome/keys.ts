import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const WELCOME_ACTIONS = defineActions(
  { id: 'welcome', title: t('Welcome'), reach: 'view' },
  { leave: { title: t('Leave the welcome page'), keys: 'Escape' } },
);
