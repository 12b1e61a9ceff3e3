import { t } from '../../../lib/i18n';
import { CompareTab } from './compare/compare-tab';
import { DockerfileTab } from './dockerfile-tab';
import { OptionsTab } from './options-tab';
import { StepsTab } from './steps/steps-tab';
import type { BuildTab } from './tab';

const FIRST: BuildTab = { path: 'steps', title: t('Steps'), Content: StepsTab };

export const TABS: readonly BuildTab[] = [
  FIRST,
  { path: 'dockerfile', title: 'Dockerfile', Content: DockerfileTab },
  { path: 'options', title: t('Options'), Content: OptionsTab },
  { path: 'compare', title: t('Compare'), isWide: true, Content: CompareTab },
];

/** The first where the address names none. */
export const tabAt = (path: string | undefined): BuildTab => TABS.find((tab) => tab.path === path) ?? FIRST;
