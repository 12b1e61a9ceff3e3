import type { ContainerRow } from '../../../../main/contract/containers';
import { t } from '../../../lib/i18n';
import { InspectTab, JsonTab } from './inspect-tab';
import type { Tab } from './tab';

/** What every container has of this feature's own; those of other features come before them. */
const OWN_TABS: readonly [Tab, ...Tab[]] = [
  { path: 'inspect', title: t('Inspect'), Content: InspectTab },
  { path: 'json', title: t('Raw JSON'), Content: JsonTab },
];

export const tabsWith = (others: readonly Tab[]): readonly Tab[] => [...others, ...OWN_TABS];

/** The first is shown when the address names none. */
export const tabAt = (tabs: readonly Tab[], path: string | undefined): Tab =>
  tabs.find((tab) => tab.path === path) ?? tabs[0] ?? OWN_TABS[0];

/** Those that have something to say of it, and the one that is shown whatever it says; `row` undefined: it is not in the list. */
export const offered = (tabs: readonly Tab[], row: ContainerRow | undefined, shown: Tab): readonly Tab[] =>
  tabs.filter((tab) => tab === shown || row === undefined || tab.isFor?.(row) !== false);
