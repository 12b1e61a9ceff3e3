import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const CREATE_ACTIONS = defineActions(
  { id: 'create', title: t('New container'), reach: 'view' },
  { submit: { title: t('Create and start, or change the container'), keys: 'mod+Enter', typing: true } },
);
