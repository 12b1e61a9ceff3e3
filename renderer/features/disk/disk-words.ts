import type { DiskItem, DiskKind, PruneKind } from '../../../main/contract/disk';

export const KINDS: readonly DiskKind[] = ['image', 'container', 'volume', 'cache', 'log'];

interface KindWords {
  readonly one: string;
  readonly many: string;
  /** What is counted of it. */
  readonly of: string;
}

export const KIND_WORDS: Readonly<Record<DiskKind, KindWords>> = {
  image: { one: 'Image', many: 'Images', of: 'layers, each once' },
  container: { one: 'Container', many: 'Containers', of: 'writable layers' },
  volume: { one: 'Volume', many: 'Volumes', of: 'files in them' },
  cache: { one: 'Build cache', many: 'Build cache', of: 'records' },
  log: { one: 'Log', many: 'Logs', of: 'json-file, not in docker system df' },
};

interface PruneWords {
  readonly title: string;
  readonly button: string;
  /** What is lost. */
  readonly loses: string;
}

export const PRUNES: Readonly<Record<PruneKind, PruneWords>> = {
  containers: {
    title: 'Stopped containers',
    button: 'Delete stopped containers',
    loses: 'What they wrote outside of volumes, and their logs. Their volumes and images stay.',
  },
  'dangling-images': {
    title: 'Dangling images',
    button: 'Delete dangling images',
    loses: 'Images without a name that no container uses: mostly what a newer build has replaced.',
  },
  images: {
    title: 'Unused images',
    button: 'Delete unused images',
    loses: 'Every image that no container uses, with or without a name. What cannot be pulled or built again is lost.',
  },
  networks: {
    title: 'Unused networks',
    button: 'Delete unused networks',
    loses: 'Networks that no container is in.',
  },
  'anonymous-volumes': {
    title: 'Unused anonymous volumes',
    button: 'Delete anonymous volumes',
    loses: 'The files in volumes without a name of their own that no container has any more.',
  },
  volumes: {
    title: 'All unused volumes',
    button: 'Delete unused volumes',
    loses: 'The files in every volume that no container has, also of those with a name: databases live there.',
  },
  'build-cache': {
    title: 'Build cache',
    button: 'Delete build cache',
    loses: 'The next builds take as long as the first.',
  },
};

export const runAddress = (image: string): string => `/run?image=${encodeURIComponent(image)}`;

/** Whom it belongs to, in a line. */
export function usersWords({ usedBy, moreUsers }: Pick<DiskItem, 'usedBy' | 'moreUsers'>): string {
  const names = usedBy.map(({ name }) => name).join(', ');
  return moreUsers > 0 ? `${names} and ${moreUsers} more` : names;
}

export const countWords = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
