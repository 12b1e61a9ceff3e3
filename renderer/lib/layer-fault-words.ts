import type { LayerFaultData } from '../../main/contract/layer-fault';

type Words = readonly [title: string, advice: string, words?: string];

const WORDS: Readonly<Record<LayerFaultData['fault'], (detail: string) => Words>> = {
  'not-open': () => ['What was read of this image is forgotten by now.', 'Read it again.'],
  'bad-archive': (detail) => [
    'What the engine sent is no whole image.',
    'Try again; or pull or load the image anew.',
    detail,
  ],
  'too-much': (detail) => ['There is more in this image than can be kept.', 'More than this is not read:', detail],
  'no-folder': (detail) => ['There is no such folder in this layer.', '', detail],
  'no-scanner': () => [
    'No scanner is installed here.',
    'Put trivy or grype on the PATH of the computer that Slipway runs on, and start Slipway again.',
  ],
  'scanner-failed': (detail) => ['The scanner failed.', '', detail],
  disk: (detail) => ['The image could not be put on the disk for the scanner.', 'It was removed again.', detail],
};

const isFault = (fault: string): fault is LayerFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const layerFaultWords = (fault: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be read of this image.', '', detail];
  const [title, advice, words = ''] = WORDS[fault](detail);
  return [title, advice, words];
};
