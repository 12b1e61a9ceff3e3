import type { BuilderFacts, BuildRow, BuildStep } from '../../../main/contract/builds';

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
  preparing: 'Preparing',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  interrupted: 'Interrupted',
};

export const STEP_WORDS: Readonly<Record<BuildStep['state'], string>> = {
  waiting: 'Waiting',
  running: 'Running',
  cached: 'Cached',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const BUILDER_WORDS: Readonly<Record<BuilderFacts['kind'], string>> = {
  buildx: 'BuildKit (docker buildx)',
  cli: 'BuildKit (docker CLI)',
  engine: 'Engine’s own builder',
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

export const countWords = (count: number): string => (count === 1 ? '1 build' : `${count.toLocaleString()} builds`);

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
      return `${title} is built.`;
    case 'failed':
      return `The build of ${title} failed.`;
    case 'cancelled':
      return `The build of ${title} was cancelled.`;
    case 'interrupted':
      return `The build of ${title} was interrupted.`;
  }
}
