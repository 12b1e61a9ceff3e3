import type { DiskItem, DiskKind, PruneKind } from '../../../main/contract/disk';
import { t } from '../../lib/i18n';

export const KINDS: readonly DiskKind[] = ['image', 'container', 'volume', 'cache', 'log'];

interface KindWords {
  readonly one: string;
  readonly many: string;
  /** What is counted of it. */
  readonly of: string;
}

export const KIND_WORDS: Readonly<Record<DiskKind, KindWords>> = {
  image: { one: t('Image'), many: t('Images'), of: t('layers, each once') },
  container: { one: t('Container'), many: t('Containers'), of: t('writable layers') },
  volume: { one: t('Volume'), many: t('Volumes'), of: t('files in them') },
  cache: { one: t('Build cache'), many: t('Build cache'), of: 'records' },
  log: { one: t('Log'), many: t('Logs'), of: t('json-file, not in docker system df') },
};

interface PruneWords {
  readonly title: string;
  readonly button: string;
  /** What is lost. */
  readonly loses: string;
}

export const PRUNES: Readonly<Record<PruneKind, PruneWords>> = {
  containers: {
    title: t('Stopped containers'),
    button: t('Delete stopped containers'),
    loses: t('What they wrote outside of volumes, and their logs. Their volumes and images stay.'),
  },
  'dangling-images': {
    title: t('Dangling images'),
    button: t('Delete dangling images'),
    loses: t('Images without a name that no container uses: mostly what a newer build has replaced.'),
  },
  images: {
    title: t('Unused images'),
    button: t('Delete unused images'),
    loses: t(
      'Every image that no container uses, with or without a name. What cannot be pulled or built again is lost.',
    ),
  },
  networks: {
    title: t('Unused networks'),
    button: t('Delete unused networks'),
    loses: t('Networks that no container is in.'),
  },
  'anonymous-volumes': {
    title: t('Unused anonymous volumes'),
    button: t('Delete anonymous volumes'),
    loses: t('The files in volumes without a name of their own that no container has any more.'),
  },
  volumes: {
    title: t('All unused volumes'),
    button: t('Delete unused volumes'),
    loses: t('The files in every volume that no container has, also of those with a name: databases live there.'),
  },
  'build-cache': {
    title: t('Build cache'),
    button: t('Delete build cache'),
    loses: t('The next builds take as long as the first.'),
  },
};

export const runAddress = (image: string): string => `/run?image=${encodeURIComponent(image)}`;

/** Whom it belongs to, in a line. */
export function usersWords({ usedBy, moreUsers }: Pick<DiskItem, 'usedBy' | 'moreUsers'>): string {
  const names = usedBy.map(({ name }) => name).join(', ');
  return moreUsers > 0 ? t('{names} and {moreUsers} more', { names, moreUsers }) : names;
}
