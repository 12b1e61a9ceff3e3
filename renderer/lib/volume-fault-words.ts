import type { VolumeFaultData } from '../../main/contract/volume-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, engineWords?: string];

const NAME_SHOWN = 120;

const WORDS: Readonly<Record<VolumeFaultData['fault'], (volume: string, detail: string) => Words>> = {
  exists: (volume, detail) => [
    t('There is a volume {volume} already.', { volume }),
    detail === ''
      ? t('The engine would have given that one without a word. Choose another name.')
      : t(
          'And {detail}: the engine would have given that one without a word. Choose another name, or delete it first.',
          { detail },
        ),
  ],
  'bad-name': (volume, detail) => [t('A volume cannot be called "{volume}".', { volume }), detail],
  busy: (volume, detail) => [t('{volume} is busy: {detail}.', { volume, detail }), t('Try again when that is done.')],
  'bad-tar': (_, detail) => [t('This is no whole tar archive.'), t('A .tar or .tar.gz is needed.'), detail],
  'hostile-tar': (_, detail) => [
    t('The archive was refused: it would lead out of the volume.'),
    t('Entries must lie below its own folder, and relative links stay within it.'),
    detail,
  ],
  compression: (_, detail) => [
    t('The file is compressed by {detail}.', { detail }),
    t('A .tar or .tar.gz can be read: decompress it first.'),
  ],
  checksum: (_, detail) => [
    t('The file is not the one that its checksum is of.'),
    t('It was damaged or changed. Its own SHA-256 is:'),
    detail,
  ],
  'not-paused': (_, detail) => [t('A container could not be paused.'), t('Nothing was read or written.'), detail],
  'no-tool': (volume, tool) => [
    t('{volume} cannot be emptied while it is in use.', { volume }),
    t(
      'It takes a program ({tool}) from one of the images on this engine, and none has it: pull busybox, or delete the containers that use it.',
      { tool },
    ),
  ],
  'tool-failed': (volume, printed) => [t('{volume} could not be emptied wholly.', { volume }), '', printed],
  folder: (_, detail) => [
    t('The folder of the backups cannot be used.'),
    t('It must be there, and writable for Slipway.'),
    detail,
  ],
  'disk-full': (_, detail) => [
    t('The disk of the backups is full.'),
    t('Nothing of the backup was left there.'),
    detail,
  ],
  'no-backup': (_, detail) => [t('This backup is not there any more.'), '', detail],
  'other-engine': () => [t('No engine is connected.'), t('Connect to the one that has the volume.')],
};

const isFault = (fault: string): fault is VolumeFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const volumeFaultWords = (fault: string, volume: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done with this volume.'), '', detail];
  const [title, advice, words = ''] = WORDS[fault](
    withoutControls(cutText(volume, NAME_SHOWN)),
    withoutControls(detail),
  );
  return [title, advice, words];
};
