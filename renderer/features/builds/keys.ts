import { defineActions } from '../../lib/actions/define';
import { t } from '../../lib/i18n';

export const BUILD_ACTIONS = defineActions(
  { id: 'build', title: t('Build an image'), reach: 'view' },
  { submit: { title: t('Build'), keys: 'mod+Enter', typing: true } },
);
