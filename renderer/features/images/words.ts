import type { ImagePlatform, ImageRow } from '../../../main/contract/images';
import { t } from '../../lib/i18n';

const SHORT = 12;

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, SHORT);

/** `localhost:5000/app:1` is of `localhost:5000/app`; a colon before the last slash is that of a port. */
export function repositoryOf(reference: string): string {
  const name = reference.split('@')[0] ?? reference;
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(0, colon) : name;
}

type Named = Pick<ImageRow, 'id' | 'tags' | 'digests'>;

/** Every name it goes by: those pulled by digest alone have no other. */
export const namesOf = ({ tags, digests }: Pick<Named, 'tags' | 'digests'>): readonly string[] =>
  tags.length > 0 ? tags : digests;

/** What stands for it in a list, and in dialogs. */
export const titleOf = (row: Named): string => namesOf(row)[0] ?? `<none> ${shortId(row.id)}`;

/** Its first name, or its id: what the engine takes for it. */
export const referenceOf = (row: Named): string => namesOf(row)[0] ?? row.id;

export const isDangling = ({ tags, digests }: Pick<Named, 'tags' | 'digests'>): boolean =>
  tags.length === 0 && digests.length === 0;

/** null: it stands by itself. Those without a name are a group, too. */
export const groupOf = (row: Named): string | null => {
  const [first] = namesOf(row);
  return first === undefined ? '<none>' : repositoryOf(first);
};

export const countWords = (count: number): string => t('{count, plural, one {1 image} other {# images}}', { count });

type Used = Pick<ImageRow, 'usedBy' | 'moreUsers'>;

export function usersWords({ usedBy, moreUsers }: Used): string {
  if (usedBy.length === 0) return t('unused');
  const names = usedBy.map(({ name }) => name).join(', ');
  return moreUsers > 0 ? t('{names} and {moreUsers, number} more', { names, moreUsers }) : names;
}

export function statusWords(row: ImageRow): string {
  if (row.kept) return t('kept');
  if (isDangling(row)) return t('dangling');
  return row.usedBy.length > 0 ? t('in use') : t('unused');
}

export const platformWords = ({ os, architecture, variant }: ImagePlatform): string =>
  [os, architecture, variant].filter((part) => part !== '').join('/');

const texts = new WeakMap<ImageRow, string>();

/** What the filter looks through; the words that say what it is among it. Made once for each row. */
export function filterText(row: ImageRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const words = [
    row.usedBy.length === 0 ? 'unused' : 'used',
    ...(row.usedBy.some(({ running }) => running) ? ['running'] : []),
    ...(isDangling(row) ? ['dangling'] : []),
    ...(row.kept ? ['kept'] : []),
  ];
  const labels = Object.entries(row.labels).map(([key, value]) => `${key}=${value}`);
  const users = row.usedBy.map(({ name }) => name);
  const text = [...row.tags, ...row.digests, row.id, ...words, ...users, ...labels].join(' ').toLowerCase();
  texts.set(row, text);
  return text;
}
