import type { LayerFaultData } from '../../main/contract/layer-fault';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, words?: string];

const WORDS: Readonly<Record<LayerFaultData['fault'], (detail: string) => Words>> = {
  'not-open': () => [t('What was read of this image is forgotten by now.'), t('Read it again.')],
  'bad-archive': (detail) => [
    t('What the engine sent is no whole image.'),
    t('Try again; or pull or load the image anew.'),
    detail,
  ],
  'too-much': (detail) => [
    t('There is more in this image than can be kept.'),
    t('More than this is not read:'),
    detail,
  ],
  'no-folder': (detail) => [t('There is no such folder in this layer.'), '', detail],
  'no-scanner': () => [
    t('No scanner is installed here.'),
    t('Put trivy or grype on the PATH of the computer that Slipway runs on, and start Slipway again.'),
  ],
  'scanner-failed': (detail) => [t('The scanner failed.'), '', detail],
  disk: (detail) => [t('The image could not be put on the disk for the scanner.'), t('It was removed again.'), detail],
};

const isFault = (fault: string): fault is LayerFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const layerFaultWords = (fault: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be read of this image.'), '', detail];
  const [title, advice, words = ''] = WORDS[fault](detail);
  return [title, advice, words];
};
