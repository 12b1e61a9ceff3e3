import { useMemo } from 'react';
import type { ImagesView } from '../../../main/contract/settings';
import { errorLine } from '../../lib/errors';
import { t } from '../../lib/i18n';
import { updateSettings, useSettings } from '../../rpc/stores/settings-store';
import { showToast } from '../../ui/toast-store';

/** In sight until the settings have come. */
const DEFAULT_VIEW: ImagesView = { grouped: true, collapsed: [], hidden: [] };

export const useView = (): ImagesView => {
  const stored = useSettings(({ value }) => value?.images);
  return useMemo(() => stored ?? DEFAULT_VIEW, [stored]);
};

/** Keeps a choice of how the list is shown. */
export function changeView(patch: Partial<ImagesView>): void {
  updateSettings({ images: patch }).catch((error: unknown) =>
    showToast('bad', t('The view could not be kept.'), errorLine(error)),
  );
}

export const toggled = (all: readonly string[], one: string): string[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
