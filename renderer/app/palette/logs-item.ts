import { IconFileSearch } from '@tabler/icons-react';
import { navigate } from 'wouter/use-browser-location';
import { containersStore } from '../../features/containers/containers';
import { t } from '../../lib/i18n';
import type { PaletteItem } from './item';

/** What a search of log text begins with. */
export const LOGS_MARK = 'logs:';

/** The view of logs takes no more at once. */
const MOST_LOGS = 200;
const LONGEST = 200;

/** Why there is nothing to look for log text in. */
export const noLogsWords = (text: string): string =>
  text === ''
    ? t('Type what to look for in the logs of all that runs')
    : t('No container runs: there are no logs to look through');

/** Opens the view of logs with the lines of all that runs, those with that text alone; null: nothing runs. */
export function logsItem(text: string): PaletteItem | null {
  const running = [...containersStore.getState().rows.values()].filter(({ state }) => state === 'running');
  if (running.length === 0 || text === '') return null;
  const asked = running.slice(0, MOST_LOGS);
  const address = new URLSearchParams({
    containers: asked.map(({ id }) => id).join(','),
    filter: text.slice(0, LONGEST),
  });
  return {
    id: 'logs',
    kind: t('Log text'),
    icon: IconFileSearch,
    title: t('Find “{text}” in the logs', { text: text.slice(0, LONGEST) }),
    detail:
      asked.length < running.length
        ? t('of the first {count} of {total} running containers', { count: asked.length, total: running.length })
        : t('{count, plural, one {of # running container} other {of # running containers}}', { count: asked.length }),
    run: () => navigate(`/logs?${address.toString()}`),
  };
}
