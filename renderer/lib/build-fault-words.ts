import type { BuildFaultData } from '../../main/contract/build-fault';
import { cutText, withoutControls } from './control-characters';

type Words = readonly [title: string, advice: string, systemWords?: string];

const PATH_SHOWN = 200;

const WORDS: Readonly<Record<BuildFaultData['fault'], (path: string, detail: string) => Words>> = {
  'bad-folder': (path) => [`"${path}" is no absolute path.`, 'It begins at the root, as /home/me/app.'],
  'no-folder': (path, detail) => [
    `The folder ${path} cannot be read.`,
    'It must be on the machine where Slipway runs.',
    detail,
  ],
  'no-dockerfile': (path, detail) => [`There is no Dockerfile at ${path}.`, 'Choose another one, or write it.', detail],
  'not-text': (path, detail) => [`${path} cannot be shown as text.`, detail],
  changed: (path) => [
    `${path} was changed meanwhile.`,
    'Somebody else has written it since it was read. Nothing was done.',
  ],
  'not-written': (path, detail) => [`${path} cannot be written.`, 'Nothing was changed.', detail],
  unsupported: (_, detail) => ['This builder cannot do that.', detail],
  'bad-wish': (_, detail) => ['This cannot be built like this.', detail],
  gone: () => ['This build is not there any more.', 'It was put out of the history.'],
};

const isFault = (fault: string): fault is BuildFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the system's words. */
export const buildFaultWords = (fault: string, path: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return ['This cannot be done about a build.', '', detail];
  const [title, advice, words = ''] = WORDS[fault](withoutControls(cutText(path, PATH_SHOWN)), withoutControls(detail));
  return [title, advice, words];
};
