import type { UpdateFault, UpdatesState } from '../../../main/contract/updates';
import { decimalBytes } from '../../lib/bytes';
import { t } from '../../lib/i18n';

const KINDS: Readonly<Record<UpdateFault['kind'], string>> = {
  unreachable: t('It could not be reached.'),
  signature: t('It is not signed by those who make Slipway. Nothing of it was used.'),
  hash: t('What came is not what the feed says. Nothing of it was kept.'),
  feed: t('The feed cannot be read.'),
  disk: t('It could not be written to the disk.'),
  other: t('It did not work.'),
};

const DURING: Readonly<Record<UpdateFault['during'], string>> = {
  check: t('Looking for a newer version failed.'),
  download: t('The download failed.'),
  install: t('The installation failed.'),
};

export const faultWords = ({ during, kind }: UpdateFault): string => `${DURING[during]} ${KINDS[kind]}`;

const OFF: Readonly<Record<NonNullable<UpdatesState['off']>, string>> = {
  'no-feed': t('This Slipway was built without a feed of releases, so it asks nobody.'),
  'not-packaged': t('This Slipway runs from a checkout or in a browser: it is not updated by itself.'),
  'other-means': t('This Slipway came as a package: your package manager updates it.'),
};

function downloadWords(version: string, progress: UpdatesState['progress']): string {
  const total = progress?.total ?? null;
  if (progress === null || total === null) return t('Downloading Slipway {version}…', { version });
  const values = { version, done: decimalBytes(progress.bytes), total: decimalBytes(total) };
  return t('Downloading Slipway {version}: {done} of {total}', values);
}

/** In one line; '': nothing is to be said. */
export function stateWords({ phase, off, release, progress, onQuit }: UpdatesState): string {
  const version = release?.version ?? '';
  switch (phase) {
    case 'off':
      return off === null ? '' : OFF[off];
    case 'idle':
      return '';
    case 'checking':
      return t('Looking for a newer version…');
    case 'available':
      return t('Slipway {version} is available.', { version });
    case 'downloading':
      return downloadWords(version, progress);
    case 'ready':
      return onQuit
        ? t('Slipway {version} is here and checked. It is installed when Slipway quits.', { version })
        : t('Slipway {version} is here and checked.', { version });
    case 'failed':
      return '';
  }
}
