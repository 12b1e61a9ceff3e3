import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const SETTINGS_ACTIONS = defineActions(
  { id: 'settings', title: t('Settings'), reach: 'view' },
  { search: { title: t('Search the settings'), keys: '/' } },
);
