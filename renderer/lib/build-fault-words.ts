import type { BuildFaultData } from '../../main/contract/build-fault';
import { cutText, withoutControls } from './control-characters';
import { t } from './i18n';

type Words = readonly [title: string, advice: string, systemWords?: string];

const PATH_SHOWN = 200;

const WORDS: Readonly<Record<BuildFaultData['fault'], (path: string, detail: string) => Words>> = {
  'bad-folder': (path) => [t('"{path}" is no absolute path.', { path }), t('It begins at the root, as /home/me/app.')],
  'no-folder': (path, detail) => [
    t('The folder {path} cannot be read.', { path }),
    t('It must be on the machine where Slipway runs.'),
    detail,
  ],
  'no-dockerfile': (path, detail) => [
    t('There is no Dockerfile at {path}.', { path }),
    t('Choose another one, or write it.'),
    detail,
  ],
  'not-text': (path, detail) => [t('{path} cannot be shown as text.', { path }), detail],
  changed: (path) => [
    t('{path} was changed meanwhile.', { path }),
    t('Somebody else has written it since it was read. Nothing was done.'),
  ],
  'not-written': (path, detail) => [t('{path} cannot be written.', { path }), t('Nothing was changed.'), detail],
  unsupported: (_, detail) => [t('This builder cannot do that.'), detail],
  'bad-wish': (_, detail) => [t('This cannot be built like this.'), detail],
  gone: () => [t('This build is not there any more.'), t('It was put out of the history.')],
};

const isFault = (fault: string): fault is BuildFaultData['fault'] => Object.hasOwn(WORDS, fault);

/** Title, advice and the system's words. */
export const buildFaultWords = (fault: string, path: string, detail: string): [string, string, string] => {
  if (!isFault(fault)) return [t('This cannot be done about a build.'), '', detail];
  const [title, advice, words = ''] = WORDS[fault](withoutControls(cutText(path, PATH_SHOWN)), withoutControls(detail));
  return [title, advice, words];
};
