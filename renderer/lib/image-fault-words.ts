import type { ImageFaultData } from '../../main/contract/image-fault';
import { decimalBytes } from './bytes';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, engineWords?: string];

const NAME_SHOWN = 120;

const WORDS: Readonly<Record<ImageFaultData['fault'], (image: string, detail: string) => Words>> = {
  'bad-reference': (image, detail) => [t('An image cannot be called "{image}".', { image }), detail],
  'name-taken': (image) => [
    t('Another image is called {image}.', { image }),
    t('It would lose that name. Choose another one, or say that the name is to move.'),
  ],
  'last-name': (image) => [
    t('{image} is the only name of this image.', { image }),
    t('Without it the engine would delete the image too. Give it another name first, or delete it.'),
  ],
  changed: (image) => [t('{image} names another image by now.', { image }), t('Nothing was done. Look again.')],
  'in-use': (_, detail) => [t('Containers use this image.'), detail],
  'bad-tar': (_, detail) => [
    t('This is no whole tar archive.'),
    t('A .tar or .tar.gz is needed. Where it was downloaded it may be cut short.'),
    detail,
  ],
  'hostile-tar': (_, detail) => [
    t('The archive was refused.'),
    t('No tool that saves images writes such an entry.'),
    detail,
  ],
  compression: (_, detail) => [
    t('The archive is compressed with {detail}.', { detail }),
    t('Unpack it first: a .tar or a .tar.gz is needed.'),
  ],
  bomb: (_, detail) => [
    t('The archive was refused: it grows beyond all reason where it is unpacked.'),
    t('It had grown to {detail} when it was stopped. If you trust it, decompress it yourself and load the .tar.', {
      detail: decimalBytes(Number(detail)),
    }),
  ],
  'no-image': (_, detail) => [t('No image can be made of this archive.'), '', detail],
  'engine-failed': (_, detail) => [t('The engine could not make an image of it.'), '', detail],
  'cut-off': (_, detail) => [
    t('The engine broke off: the file is not whole, and of no use.'),
    t('Save it again.'),
    detail,
  ],
};

const isFault = (fault: string): fault is ImageFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const imageFaultWords = (fault: string, image: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done with this image.'), '', detail];
  const [title, advice, words = ''] = WORDS[fault](
    withoutControls(cutText(image, NAME_SHOWN)),
    withoutControls(detail),
  );
  return [title, advice, words];
};
