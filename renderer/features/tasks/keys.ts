import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const TASK_ACTIONS = defineActions(
  { id: 'tasks', title: t('Tasks'), reach: 'everywhere' },
  { show: { title: t('Show or hide the tasks'), keys: 'mod+shift+l' } },
);
