import type { ImageFaultData } from '../../main/contract/image-fault';
import { decimalBytes } from './bytes';
import { cutText, withoutControls } from './control-characters';

type Words = readonly [title: string, advice: string, engineWords?: string];

const NAME_SHOWN = 120;

const WORDS: Readonly<Record<ImageFaultData['fault'], (image: string, detail: string) => Words>> = {
  'bad-reference': (image, detail) => [`An image cannot be called "${image}".`, detail],
  'name-taken': (image) => [
    `Another image is called ${image}.`,
    'It would lose that name. Choose another one, or say that the name is to move.',
  ],
  'last-name': (image) => [
    `${image} is the only name of this image.`,
    'Without it the engine would delete the image too. Give it another name first, or delete it.',
  ],
  changed: (image) => [`${image} names another image by now.`, 'Nothing was done. Look again.'],
  'in-use': (_, detail) => ['Containers use this image.', detail],
  'bad-tar': (_, detail) => [
    'This is no whole tar archive.',
    'A .tar or .tar.gz is needed. Where it was downloaded it may be cut short.',
    detail,
  ],
  'hostile-tar': (_, detail) => ['The archive was refused.', 'No tool that saves images writes such an entry.', detail],
  compression: (_, detail) => [
    `The archive is compressed with ${detail}.`,
    'Unpack it first: a .tar or a .tar.gz is needed.',
  ],
  bomb: (_, detail) => [
    'The archive was refused: it grows beyond all reason where it is unpacked.',
    `It had grown to ${decimalBytes(Number(detail))} when it was stopped. If you trust it, decompress it yourself and load the .tar.`,
  ],
  'no-image': (_, detail) => ['No image can be made of this archive.', '', detail],
  'engine-failed': (_, detail) => ['The engine could not make an image of it.', '', detail],
  'cut-off': (_, detail) => ['The engine broke off: the file is not whole, and of no use.', 'Save it again.', detail],
};

const isFault = (fault: string): fault is ImageFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the words of whoever refused. */
export const imageFaultWords = (fault: string, image: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be done with this image.', '', detail];
  const [title, advice, words = ''] = WORDS[fault](
    withoutControls(cutText(image, NAME_SHOWN)),
    withoutControls(detail),
  );
  return [title, advice, words];
};
