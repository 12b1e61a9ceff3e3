import type { ImageTab } from '../features/images/details/tab';
import { CompareTab } from '../features/layers/compare-tab';
import { LayersTab } from '../features/layers/layers-tab';
import { PackagesTab } from '../features/layers/packages-tab';
import { t } from '../lib/i18n';

/** What other features show of one image, in the order of their tabs. */
export const IMAGE_TABS: readonly ImageTab[] = [
  { path: 'layers', title: t('Layers'), isWide: true, Content: LayersTab },
  { path: 'packages', title: t('Packages'), isWide: true, Content: PackagesTab },
  { path: 'compare', title: t('Compare'), isWide: true, Content: CompareTab },
];
