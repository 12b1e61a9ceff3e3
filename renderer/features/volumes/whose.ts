import type { VolumeRow } from '../../../main/contract/volumes';
import { t } from '../../lib/i18n';

const SHORT = 12;

/** What stands for it in a list: an anonymous one is known by who has it. */
export interface Title {
  readonly text: string;
  /** Its own name, where that says nothing to anybody. */
  readonly hash: string | null;
}

export function titleOf({ name, anonymous, usedBy }: Pick<VolumeRow, 'name' | 'anonymous' | 'usedBy'>): Title {
  if (!anonymous) return { text: name, hash: null };
  const [user] = usedBy;
  const hash = name.length > SHORT ? name.slice(0, SHORT) : name;
  return {
    text:
      user === undefined
        ? t('anonymous, of no container')
        : t('anonymous of {name}:{path}', { name: user.name, path: user.path }),
    hash,
  };
}

/** In one word, as dialogs say it. */
export const shortName = (row: Pick<VolumeRow, 'name' | 'anonymous'>): string =>
  row.anonymous && row.name.length > SHORT ? row.name.slice(0, SHORT) : row.name;

export function usersWords({ usedBy }: Pick<VolumeRow, 'usedBy'>): string {
  if (usedBy.length === 0) return t('unused');
  const names = [...new Set(usedBy.map(({ name }) => name))];
  return names.join(', ');
}

/** What the filter looks through; the words that say what it is among it. */
export function filterText(row: VolumeRow): string {
  const words = [
    ...(row.usedBy.length === 0
      ? ['unused']
      : ['used', ...(row.usedBy.some(({ running }) => running) ? ['running'] : [])]),
    row.anonymous ? 'anonymous' : 'named',
  ];
  const pairs = [row.labels, row.options].flatMap((each) =>
    Object.entries(each).map(([key, value]) => `${key}=${value}`),
  );
  const users = row.usedBy.flatMap(({ name, path }) => [name, path]);
  return [row.name, titleOf(row).text, row.driver, row.scope, row.project, ...words, ...users, ...pairs].join(' ');
}
