import { VolumeFilesTab } from '../features/files/volume-files-tab';
import type { VolumeTab } from '../features/volumes/details/tab';
import { t } from '../lib/i18n';

/** What other features show of one volume. */
export const VOLUME_TABS: readonly VolumeTab[] = [{ path: 'files', title: t('Files'), Content: VolumeFilesTab }];
