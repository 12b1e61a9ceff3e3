import type { VolumeFaultData } from '../../main/contract/volume-fault';
import { cutText, withoutControls } from './control-characters';

type Words = readonly [title: string, advice: string, engineWords?: string];

const NAME_SHOWN = 120;

const WORDS: Readonly<Record<VolumeFaultData['fault'], (volume: string, detail: string) => Words>> = {
  exists: (volume, detail) => [
    `There is a volume ${volume} already.`,
    detail === ''
      ? 'The engine would have given that one without a word. Choose another name.'
      : `And ${detail}: the engine would have given that one without a word. Choose another name, or delete it first.`,
  ],
  'bad-name': (volume, detail) => [`A volume cannot be called "${volume}".`, detail],
  busy: (volume, detail) => [`${volume} is busy: ${detail}.`, 'Try again when that is done.'],
  'bad-tar': (_, detail) => ['This is no whole tar archive.', 'A .tar or .tar.gz is needed.', detail],
  'hostile-tar': (_, detail) => [
    'The archive was refused: it would lead out of the volume.',
    'Entries must lie below its own folder, and relative links stay within it.',
    detail,
  ],
  compression: (_, detail) => [
    `The file is compressed by ${detail}.`,
    'A .tar or .tar.gz can be read: decompress it first.',
  ],
  checksum: (_, detail) => [
    'The file is not the one that its checksum is of.',
    'It was damaged or changed. Its own SHA-256 is:',
    detail,
  ],
  'not-paused': (_, detail) => ['A container could not be paused.', 'Nothing was read or written.', detail],
  'no-tool': (volume, tool) => [
    `${volume} cannot be emptied while it is in use.`,
    `It takes a program (${tool}) from one of the images on this engine, and none has it: pull busybox, or delete the containers that use it.`,
  ],
  'tool-failed': (volume, printed) => [`${volume} could not be emptied wholly.`, '', printed],
  folder: (_, detail) => [
    'The folder of the backups cannot be used.',
    'It must be there, and writable for Slipway.',
    detail,
  ],
  'disk-full': (_, detail) => ['The disk of the backups is full.', 'Nothing of the backup was left there.', detail],
  'no-backup': (_, detail) => ['This backup is not there any more.', '', detail],
  'other-engine': () => ['No engine is connected.', 'Connect to the one that has the volume.'],
};

const isFault = (fault: string): fault is VolumeFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const volumeFaultWords = (fault: string, volume: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be done with this volume.', '', detail];
  const [title, advice, words = ''] = WORDS[fault](
    withoutControls(cutText(volume, NAME_SHOWN)),
    withoutControls(detail),
  );
  return [title, advice, words];
};
