import type { BuilderFacts, BuildRow, BuildStep } from '../../../main/contract/builds';
import { t } from '../../lib/i18n';

const SHORT = 12;

export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, SHORT);

/** The last name of a path, of either kind of system. */
export const lastName = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? path;

/** What lies in a folder, as its own system writes it. */
export const within = (folder: string, name: string): string => {
  const sign = folder.includes('\\') && !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(sign) ? `${folder}${name}` : `${folder}${sign}${name}`;
};

type Named = Pick<BuildRow, 'wish'>;

/** Its first tag, or the folder's last name. */
export const titleOf = ({ wish: { tags, folder } }: Named): string => tags[0] ?? lastName(folder);

export const STATE_WORDS: Readonly<Record<BuildRow['state'], string>> = {
  preparing: t('Preparing'),
  running: t('Running'),
  done: t('Done'),
  failed: t('Failed'),
  cancelled: t('Cancelled'),
  interrupted: t('Interrupted'),
};

export const STEP_WORDS: Readonly<Record<BuildStep['state'], string>> = {
  waiting: t('Waiting'),
  running: t('Running'),
  cached: t('Cached'),
  done: t('Done'),
  failed: t('Failed'),
  cancelled: t('Cancelled'),
};

export const BUILDER_WORDS: Readonly<Record<BuilderFacts['kind'], string>> = {
  buildx: t('BuildKit (docker buildx)'),
  cli: 'BuildKit (docker CLI)',
  engine: t('Engine’s own builder'),
};

export const SHORT_BUILDER: Readonly<Record<BuilderFacts['kind'], string>> = {
  buildx: 'buildx',
  cli: 'BuildKit',
  engine: 'classic',
};

type Timed = Pick<BuildRow, 'state' | 'startedAt' | 'endedAt'>;

export const isOver = ({ state }: Pick<BuildRow, 'state'>): boolean => state !== 'preparing' && state !== 'running';

/** ms so far, or in all; null: it was not seen to end. */
export function durationOf({ startedAt, endedAt, ...row }: Timed, now: number): number | null {
  if (endedAt !== null) return Math.max(0, endedAt - startedAt);
  return isOver(row) ? null : Math.max(0, now - startedAt);
}

/** `3 of 7 cached`; '': no step is known yet. */
export const cachedWords = ({ cached, steps }: Pick<BuildRow, 'cached' | 'steps'>): string =>
  steps === 0 ? '' : `${String(cached)}/${String(steps)}`;

export const countWords = (count: number): string => t('{count, plural, one {1 build} other {# builds}}', { count });

/** What the filter looks through. */
export const filterText = ({ wish, state, builder, imageId, engine }: BuildRow): string =>
  [
    ...wish.tags,
    ...[wish.folder, wish.dockerfile, wish.target, STATE_WORDS[state], SHORT_BUILDER[builder], imageId ?? '', engine],
  ].join(' ');

/** How it ended, in one line; null: it has not. */
export function endWords(row: BuildRow): string | null {
  const title = titleOf(row);
  switch (row.state) {
    case 'preparing':
    case 'running':
      return null;
    case 'done':
      return t('{title} is built.', { title });
    case 'failed':
      return t('The build of {title} failed.', { title });
    case 'cancelled':
      return t('The build of {title} was cancelled.', { title });
    case 'interrupted':
      return t('The build of {title} was interrupted.', { title });
  }
}
