import { IconAdjustments } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import { SETTINGS_ENTRIES } from '../../features/settings/entries';
import { t } from '../../lib/i18n';
import { IS_DESKTOP } from '../desktop';
import type { PaletteItem, PaletteSource } from './item';

const ITEMS: readonly PaletteItem[] = SETTINGS_ENTRIES.filter(({ desktop }) => IS_DESKTOP || !desktop).map(
  ({ title, key, path, section }) => ({
    id: `setting:${key}`,
    kind: t('Setting'),
    icon: IconAdjustments,
    title,
    detail: section,
    words: key,
    run: () => navigate(path),
  }),
);

/** Every setting; its row is shown. */
export const SETTINGS_SOURCE: PaletteSource = { kind: 'objects', items: () => ITEMS, subscribe: () => () => undefined };
