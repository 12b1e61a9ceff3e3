import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const NOTIFICATION_ACTIONS = defineActions(
  { id: 'notifications', title: t('Notifications'), reach: 'everywhere' },
  { show: { title: t('Show or hide the notifications'), keys: 'mod+shift+e' } },
);
