import { t } from '../../../lib/i18n';
import { ConfigTab } from './config-tab';
import { HistoryTab } from './history-tab';
import { JsonTab } from './json-tab';
import type { ImageTab } from './tab';
import { UsersTab } from './users-tab';

const FIRST: ImageTab = { path: 'config', title: t('Config'), Content: ConfigTab };
const SECOND: ImageTab = { path: 'history', title: t('History'), Content: HistoryTab };
const LAST: readonly ImageTab[] = [
  { path: 'used', title: t('Used by'), Content: UsersTab },
  { path: 'json', title: t('Inspect JSON'), Content: JsonTab },
];

/** All tabs, and which of them the address means. */
export function tabsWith(others: readonly ImageTab[], path: string | undefined) {
  const tabs = [FIRST, SECOND, ...others, ...LAST];
  return { tabs, shown: tabs.find((tab) => tab.path === path) ?? FIRST };
}
